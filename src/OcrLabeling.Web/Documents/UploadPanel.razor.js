// Uploads: files wait in a queue, two are on the wire at a time, each shows how far it is and what became of it. One failure never stops the rest.
const parallel = 2;
const megabyte = 1024 * 1024;

export function attach(root) {
  const list = root.querySelector('.files');
  const summary = root.querySelector('.summary');
  const drop = root.querySelector('.drop');
  const input = root.querySelector('input[type=file]');
  const uploads = [];

  const noCounts = () => ({ added: 0, duplicate: 0, restricted: 0, refused: 0 });

  const choices = () => ({
    category: root.querySelector('[name=category]').value,
    privacy: root.querySelector('[name=privacy]:checked').value,
    project: root.querySelector('[name=project]')?.value ?? '',
    consentNote: root.querySelector('[name=consentNote]').value.trim(),
  });

  function add(files) {
    const chosen = choices();
    const consent = root.querySelector('[name=consentNote]');
    if (chosen.privacy === 'Donated' && !chosen.consentNote) {
      consent.setCustomValidity('Donated documents need a note of the donor’s consent.');
      consent.reportValidity();
      return;
    }
    // what is dropped at once takes turns with other uploads as one
    chosen.upload = crypto.randomUUID?.() ?? '';
    for (const file of files) {
      const upload = { file, chosen, state: 'waiting', counts: noCounts(), row: rowOf(file) };
      upload.row.querySelector('[data-retry]').addEventListener('click', () => retry(upload));
      uploads.push(upload);
      list.append(upload.row);
      const fault = faultOf(file);
      if (fault) finish(upload, 'refused', fault);
    }
    next();
  }

  // the server checks again; this only saves the way there
  function faultOf(file) {
    const archive = /\.zip$/i.test(file.name);
    const limit = Number(archive ? root.dataset.maxArchiveMegabytes : root.dataset.maxFileMegabytes);
    if (file.size > limit * megabyte) return `The file has ${(file.size / megabyte).toFixed(1)} MB; ${limit} MB are allowed.`;
    return file.size === 0 ? 'The file is empty.' : null;
  }

  function next() {
    while (uploads.filter(u => u.state === 'sending').length < parallel) {
      const upload = uploads.find(u => u.state === 'waiting');
      if (!upload) break;
      send(upload);
    }
    drawSummary();
  }

  function send(upload) {
    const bar = upload.row.querySelector('progress');
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.chosen)) form.append(name, value);
    form.append('file', upload.file, upload.file.webkitRelativePath || upload.file.name);
    const request = new XMLHttpRequest();
    let read = 0;
    const readLines = complete => {
      const end = complete ? request.responseText.length : request.responseText.lastIndexOf('\n') + 1;
      for (const line of request.responseText.slice(read, end).split('\n').filter(l => l.trim())) outcome(upload, JSON.parse(line));
      read = Math.max(read, end);
    };
    draw(upload, 'sending', 'Sending …');
    bar.hidden = false;
    bar.value = 0;
    request.upload.onprogress = e => { if (e.lengthComputable) bar.value = e.loaded / e.total; };
    request.upload.onload = () => { bar.removeAttribute('value'); say(upload, 'Checking …'); };
    request.onprogress = () => { if (request.status === 200) readLines(false); };
    request.onload = () => {
      if (request.status === 200) {
        readLines(true);
        settle(upload);
      } else {
        finish(upload, request.status === 413 ? 'refused' : 'failed', problemOf(request));
      }
      next();
    };
    request.onerror = () => { finish(upload, 'failed', 'The connection was lost.'); next(); };
    request.open('POST', '/api/documents');
    request.setRequestHeader('RequestVerificationToken', document.querySelector('meta[name=request-token]').content);
    request.send(form);
  }

  function problemOf(request) {
    if (request.status === 401) return 'You are signed out; reload the page.';
    const otherwise = `The server answered ${request.status}.`;
    try {
      const { detail, title } = JSON.parse(request.responseText);
      return detail ?? title ?? otherwise;
    } catch { return otherwise; }
  }

  // one line of the answer: the file itself, or one file of an archive
  function outcome(upload, answer) {
    upload.counts[answer.outcome]++;
    upload.last = answer;
    const total = Object.values(upload.counts).reduce((a, b) => a + b);
    if (total > 1 || /\.zip$/i.test(upload.file.name)) {
      say(upload, countsOf(upload));
      if (answer.outcome === 'refused') {
        const item = document.createElement('li');
        item.textContent = `${answer.file}: ${answer.reason}`;
        upload.row.querySelector('.inner').append(item);
      }
    }
  }

  function countsOf({ counts }) {
    return [counts.added && `${counts.added} added`, counts.restricted && `${counts.restricted} here already and Donated now`, counts.duplicate && `${counts.duplicate} here already`, counts.refused && `${counts.refused} refused`].filter(Boolean).join(', ');
  }

  function settle(upload) {
    const { counts, last } = upload;
    const archive = Object.values(counts).reduce((a, b) => a + b) > 1 || /\.zip$/i.test(upload.file.name);
    const state = counts.refused ? 'refused' : counts.added ? 'added' : 'duplicate';
    if (archive) return finish(upload, counts.refused && counts.added ? 'mixed' : state, countsOf(upload));
    const link = Object.assign(document.createElement('a'), { href: `/documents/${last.documentId}`, textContent: last.reason ?? (state === 'duplicate' ? '' : last.pages > 1 ? `Added, ${last.pages} pages` : 'Added') });
    finish(upload, state, last.documentId ? link : last.reason);
  }

  function finish(upload, state, content) {
    upload.row.querySelector('progress').hidden = true;
    draw(upload, state, content);
    // what needs somebody's eye stands first, however long the list
    if (state !== 'added' && state !== 'duplicate') list.prepend(upload.row);
    drawSummary();
  }

  function retry(upload) {
    upload.counts = noCounts();
    upload.row.querySelector('.inner').replaceChildren();
    draw(upload, 'waiting', 'Waiting …');
    next();
  }

  function draw(upload, state, content) {
    upload.state = state;
    upload.row.dataset.state = state;
    upload.row.querySelector('[data-retry]').hidden = state !== 'failed';
    say(upload, content);
  }

  function say(upload, content) {
    upload.row.querySelector('.outcome').replaceChildren(content);
  }

  function drawSummary() {
    const count = state => uploads.filter(u => u.state === state).length;
    const open = count('waiting') + count('sending');
    const sum = name => uploads.reduce((total, u) => total + u.counts[name], 0);
    const refused = uploads.reduce((total, u) => total + (u.state === 'refused' && !u.counts.refused ? 1 : u.counts.refused), 0);
    summary.hidden = uploads.length === 0;
    summary.firstElementChild.textContent = [open && `${open} to go`, `${sum('added')} added`, sum('duplicate') + sum('restricted') && `${sum('duplicate') + sum('restricted')} here already`,
      refused && `${refused} refused`, count('failed') && `${count('failed')} failed`].filter(Boolean).join(' · ');
    summary.querySelector('[data-retry-all]').hidden = count('failed') === 0;
    summary.querySelector('[data-clear]').hidden = open > 0;
  }

  function rowOf(file) {
    const row = document.createElement('li');
    row.dataset.testid = 'upload-file';
    row.innerHTML = '<span class="name"></span><span class="size muted"></span><progress max="1" hidden></progress><span class="outcome" data-testid="upload-outcome">Waiting …</span>' +
      '<button type="button" class="link-button" data-retry hidden>Retry</button><ul class="inner"></ul>';
    row.querySelector('.name').textContent = file.name;
    row.querySelector('.name').title = file.webkitRelativePath || file.name;
    row.querySelector('.size').textContent = file.size < 1024 ? `${file.size} B` : file.size < megabyte ? `${Math.round(file.size / 1024)} KB` : `${(file.size / megabyte).toFixed(1)} MB`;
    row.querySelector('progress').setAttribute('aria-label', `Upload of ${file.name}`);
    return row;
  }

  const take = () => { add([...input.files]); input.value = ''; };
  input.addEventListener('change', take);
  // chosen before this module was there
  if (input.files.length) take();
  root.querySelector('[name=consentNote]').addEventListener('input', e => e.target.setCustomValidity(''));
  root.querySelector('[data-retry-all]').addEventListener('click', () => uploads.filter(u => u.state === 'failed').forEach(retry));
  root.querySelector('[data-clear]').addEventListener('click', () => { uploads.length = 0; list.replaceChildren(); drawSummary(); });
  drop.addEventListener('dragover', e => { e.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', async e => {
    e.preventDefault();
    drop.classList.remove('over');
    const entries = [...e.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
    add(entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...e.dataTransfer.files]);
  });
}

/** All files under a dropped file or folder. */
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const entries = [];
  // a folder is read in portions; the empty one is the last
  for (let portion; (portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length;) entries.push(...portion);
  return (await Promise.all(entries.map(filesOf))).flat();
}
