// Sends a zip with its progress shown; the page of the new dataset shows the rest.
const megabyte = 1024 * 1024;

export function attach(form) {
  const bar = form.querySelector('progress');
  const outcome = form.querySelector('[role=status]');
  const button = form.querySelector('button');

  function end(text) {
    bar.hidden = true;
    button.disabled = false;
    outcome.textContent = text;
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    const { project, name, privacy, consentNote, file } = form.elements;
    const zip = file.files[0];
    const limit = Number(form.dataset.maxMegabytes);
    if (zip.size > limit * megabyte) return end(`The file has ${(zip.size / megabyte).toFixed(1)} MB; ${limit} MB are allowed.`);
    // the fields go first: the server refuses before it reads the file
    const body = new FormData();
    for (const field of [project, name, privacy, consentNote].filter(Boolean)) body.append(field.name, field.value);
    body.append('file', zip, zip.name);
    const request = new XMLHttpRequest();
    button.disabled = true;
    bar.hidden = false;
    outcome.textContent = 'Sending …';
    request.upload.onprogress = e => { if (e.lengthComputable) bar.value = e.loaded / e.total; };
    request.upload.onload = () => { bar.removeAttribute('value'); outcome.textContent = 'Storing …'; };
    request.onload = () => {
      if (request.status === 200) {
        end('');
        Blazor.navigateTo(`/datasets/${JSON.parse(request.responseText).datasetId}`);
      } else {
        let detail = request.status === 401 ? 'You are signed out; reload the page.' : `The server answered ${request.status}.`;
        try { detail = JSON.parse(request.responseText).detail ?? detail; } catch { /* not a problem document */ }
        end(detail);
      }
    };
    request.onerror = () => end('The connection was lost.');
    request.open('POST', '/api/datasets');
    request.setRequestHeader('RequestVerificationToken', document.querySelector('meta[name=request-token]').content);
    request.send(body);
  });
}
