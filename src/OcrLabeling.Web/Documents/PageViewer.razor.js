// A page image under the boxes of its words, beside their text. All drawing is local: one message in, none out.
const svgNamespace = 'http://www.w3.org/2000/svg';
const zoomStep = 1.25, smallest = 0.05, largest = 8;

export function attach(root) {
  const scroll = root.querySelector('.scroll'), stage = root.querySelector('.stage'), tip = root.querySelector('.tip');
  const lines = root.querySelector('.lines'), detail = root.querySelector('.detail'), zoomText = root.querySelector('output');
  let page = { width: 1, height: 1, words: [] }, scale = 1, mode = 'width', image = null;
  let boxes = [], spans = [], hovered = -1, selected = -1;

  function show(message) {
    const samePage = image && page.width === message.width && page.height === message.height && image.dataset.page === message.image;
    page = message;
    hovered = selected = -1;
    if (!samePage) {
      image = new Image();
      image.alt = '';
      image.draggable = false;
      image.dataset.page = message.image;
      image.src = message.image;
    }
    const svg = document.createElementNS(svgNamespace, 'svg');
    svg.setAttribute('viewBox', `0 0 ${page.width} ${page.height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', 'Words; arrow keys move between them');
    boxes = page.words.map((word, index) => {
      const box = document.createElementNS(svgNamespace, 'polygon');
      box.setAttribute('points', `${word.x0},${word.y0} ${word.x1},${word.y1} ${word.x2},${word.y2} ${word.x3},${word.y3}`);
      box.setAttribute('class', word.bucket);
      box.setAttribute('role', 'img');
      box.setAttribute('aria-label', `${word.text}, ${percent(word)}`);
      // one stop for the Tab key, arrows from there on
      box.setAttribute('tabindex', index === 0 ? '0' : '-1');
      box.dataset.index = index;
      return box;
    });
    svg.append(...boxes);
    stage.replaceChildren(image, svg);
    drawLines();
    select(-1);
    zoom(mode);
  }

  function drawLines() {
    spans = [];
    const byLine = new Map();
    page.words.forEach((word, index) => {
      const span = document.createElement('span');
      span.className = word.bucket;
      span.dataset.index = index;
      span.textContent = word.text;
      spans.push(span);
      if (!byLine.has(word.line)) byLine.set(word.line, []);
      byLine.get(word.line).push(span);
    });
    lines.replaceChildren(...[...byLine.values()].map(words => {
      const line = Object.assign(document.createElement('div'), { dir: 'auto' });
      words.forEach((span, i) => line.append(...(i ? [' ', span] : [span])));
      return line;
    }));
    if (!spans.length) lines.append(Object.assign(document.createElement('p'), { className: 'muted', textContent: page.withoutWords }));
  }

  const percent = word => `${Math.round(word.confidence * 100)} %`;

  function hover(index) {
    if (index === hovered) return;
    for (const part of [boxes[hovered], spans[hovered]]) part?.classList.remove('hover');
    hovered = index;
    for (const part of [boxes[index], spans[index]]) part?.classList.add('hover');
    tip.hidden = index < 0;
    if (index < 0) return;
    const word = page.words[index];
    tip.replaceChildren(Object.assign(document.createElement('strong'), { textContent: word.text }), ` ${percent(word)}`);
    const box = boxes[index].getBoundingClientRect(), view = scroll.parentElement.getBoundingClientRect();
    tip.style.left = `${Math.min(Math.max(4, box.left - view.left), view.width - tip.offsetWidth - 4)}px`;
    const above = box.top - view.top - tip.offsetHeight - 6;
    tip.style.top = `${above > 40 ? above : box.bottom - view.top + 6}px`;
  }

  function select(index, from) {
    for (const part of [boxes[selected], spans[selected]]) part?.classList.remove('selected');
    if (selected >= 0) boxes[selected]?.setAttribute('tabindex', '-1');
    selected = index;
    detail.textContent = '';
    if (index < 0) return;
    const word = page.words[index];
    boxes[0]?.setAttribute('tabindex', '-1');
    boxes[index].setAttribute('tabindex', '0');
    for (const part of [boxes[index], spans[index]]) part.classList.add('selected');
    detail.textContent = `“${word.text}” · confidence ${percent(word)} (${word.bucket.toLowerCase()}) · line ${word.line + 1} · at ${Math.round(word.x0)}, ${Math.round(word.y0)}`;
    if (from !== 'image') reveal(scroll, boxes[index]);
    if (from !== 'text') reveal(lines, spans[index]);
  }

  // scrolls one container only, never the whole window
  function reveal(container, element) {
    const a = container.getBoundingClientRect(), b = element.getBoundingClientRect();
    if (b.top < a.top || b.bottom > a.bottom) container.scrollTop += b.top - a.top - a.height / 2;
    if (b.left < a.left || b.right > a.right) container.scrollLeft += b.left - a.left - a.width / 2;
  }

  function zoom(to, at) {
    const room = { width: scroll.clientWidth, height: scroll.clientHeight };
    const before = scale;
    if (to === 'width') scale = room.width / page.width;
    else if (to === 'page') scale = Math.min(room.width / page.width, room.height / page.height);
    else scale *= to;
    scale = Math.min(largest, Math.max(smallest, scale));
    mode = typeof to === 'string' ? to : 'free';
    // what is under the pointer stays under it
    const x = at?.x ?? room.width / 2, y = at?.y ?? room.height / 2;
    const left = (scroll.scrollLeft + x) * scale / before - x, top = (scroll.scrollTop + y) * scale / before - y;
    stage.style.width = `${page.width * scale}px`;
    stage.style.height = `${page.height * scale}px`;
    if (mode === 'free') { scroll.scrollLeft = left; scroll.scrollTop = top; }
    zoomText.textContent = `${Math.round(scale * 100)} %`;
    hover(-1);
  }

  const indexOf = target => Number(target.closest?.('[data-index]')?.dataset.index ?? -1);

  for (const [area, from] of [[stage, 'image'], [lines, 'text']]) {
    area.addEventListener('pointerover', e => hover(indexOf(e.target)));
    area.addEventListener('pointerleave', () => hover(-1));
    area.addEventListener('click', e => { const index = indexOf(e.target); if (index >= 0) select(index, from); });
  }
  stage.addEventListener('focusin', e => hover(indexOf(e.target)));
  stage.addEventListener('focusout', () => hover(-1));
  stage.addEventListener('keydown', e => {
    const index = indexOf(e.target);
    if (index < 0) return;
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, ArrowDown: neighbour(index, 1), ArrowUp: neighbour(index, -1), Home: 0, End: boxes.length - 1, Enter: index, ' ': index }[e.key];
    if (next === undefined || !boxes[next]) return;
    e.preventDefault();
    select(next);
    boxes[next].focus({ preventScroll: true });
    hover(next);
  });

  // the word of the next or previous line that stands nearest below or above
  function neighbour(index, direction) {
    const from = page.words[index];
    const lineNumbers = [...new Set(page.words.map(w => w.line))].sort((a, b) => a - b);
    const line = lineNumbers[lineNumbers.indexOf(from.line) + direction];
    let best = index, distance = Infinity;
    page.words.forEach((word, i) => {
      if (word.line === line && Math.abs(word.x0 - from.x0) < distance) [best, distance] = [i, Math.abs(word.x0 - from.x0)];
    });
    return best;
  }

  root.querySelector('.zoom').addEventListener('click', e => {
    const to = e.target.closest('[data-zoom]')?.dataset.zoom;
    if (to) zoom({ in: zoomStep, out: 1 / zoomStep }[to] ?? to);
  });
  root.querySelector('[data-boxes]').addEventListener('change', e => stage.classList.toggle('bare', !e.target.checked));
  root.querySelector('[data-copy]').addEventListener('click', () => navigator.clipboard?.writeText([...lines.children].map(line => line.textContent).join('\n')));
  root.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, textarea, select')) return;
    const to = { '+': zoomStep, '=': zoomStep, '-': 1 / zoomStep, w: 'width', p: 'page' }[e.key];
    if (to) { e.preventDefault(); zoom(to); }
  });
  scroll.addEventListener('wheel', e => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    const view = scroll.getBoundingClientRect();
    zoom(e.deltaY < 0 ? zoomStep : 1 / zoomStep, { x: e.clientX - view.left, y: e.clientY - view.top });
  }, { passive: false });
  new ResizeObserver(() => { if (mode !== 'free') zoom(mode); }).observe(scroll);

  return { show };
}
