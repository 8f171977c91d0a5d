import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { PageStage, setAttributes, shape } from '../../../../labeling/page-stage.js';
import { t } from '../../../../labeling/texts.js';

export const noun = t('Photo');

const flagTitles = { Unreadable: t('No document, or cut off'), Unsure: t('Unsure') };
const names = [t('Top left corner'), t('Top right corner'), t('Bottom right corner'), t('Bottom left corner')];
const inset = 0.06;
const loupeZoom = 4;

// Content: the corners as [[x, y], ...] in pixels of the image, clockwise from the top left one, written as JSON; or a flag.
export class TemplateCard extends Card {
  corners = [[0, 0], [0, 0], [0, 0], [0, 0]];
  #flag = null;

  constructor(handed, element) {
    super(handed, element);
    this.stage = new PageStage(this.part('stage'));
    this.outline = this.stage.layer.appendChild(shape('polygon', { class: 'outline' }));
    this.handles = names.map((name, i) => this.#handle(name, i));
    this.stage.layer.append(...this.handles);
    element.addEventListener('click', event => this.#clicked(event.target));
    // handles are as large on every screen
    new ResizeObserver(() => this.#show()).observe(this.stage.stage);
  }

  // the machine's corners, or a frame that is easy to take hold of
  get initial() { return { kind: 'Labeled', text: this.preLabel ?? JSON.stringify(this.#frame(inset)) }; }

  get content() { return this.#flag ? { kind: this.#flag, text: null } : { kind: 'Labeled', text: JSON.stringify(this.corners) }; }

  set content({ kind, text }) {
    this.#flag = kind === 'Labeled' ? null : kind;
    if (text !== null) this.corners = JSON.parse(text);
    this.#show();
  }

  fault({ text }) { return text === null || isConvex(this.corners) ? null : t('The corners must go clockwise around the document without crossing.'); }

  summary({ kind }) { return flagTitles[kind] ?? t('Corners marked'); }

  async prepare(transport) {
    await super.prepare(transport);
    this.stage.ready();
    this.#show();
  }

  get fit() { return this.stage.fit; }

  focus() { this.handles[0].focus({ preventScroll: true }); }

  whole() { this.#change(this.#frame(0)); }

  #frame(share) {
    const { width = this.image.naturalWidth, height = this.image.naturalHeight } = this;
    const [x, y] = [Math.round(width * share), Math.round(height * share)];
    return [[x, y], [width - x, y], [width - x, height - y], [x, height - y]];
  }

  #handle(name, index) {
    const handle = shape('circle', { class: 'handle', tabindex: 0, role: 'button', 'aria-label': name, 'data-testid': `corner-${index}` });
    handle.addEventListener('pointerdown', event => {
      event.preventDefault();
      handle.focus({ preventScroll: true });
      const [startX, startY] = this.stage.point(event);
      const [cornerX, cornerY] = this.corners[index];
      const at = ([x, y]) => this.#within([cornerX + x - startX, cornerY + y - startY]);
      this.stage.follow(event, point => { this.#move(index, at(point)); this.#loupe(index); }, point => {
        this.#move(index, at(point));
        this.part('loupe').hidden = true;
        this.edited();
      });
      this.#loupe(index);
    });
    handle.addEventListener('keydown', event => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step || event.altKey) return;
      event.preventDefault();
      const far = event.ctrlKey ? 10 : 1;
      const [x, y] = this.corners[index];
      this.#move(index, this.#within([x + step[0] * far, y + step[1] * far]));
      this.#loupe(index);
      this.edited();
    });
    handle.addEventListener('blur', () => { this.part('loupe').hidden = true; });
    return handle;
  }

  #within([x, y]) { return [Math.min(this.stage.width, Math.max(0, x)), Math.min(this.stage.height, Math.max(0, y))]; }

  #move(index, point) {
    this.#flag = null;
    this.corners[index] = point;
    this.#show();
  }

  #change(corners) {
    this.#flag = null;
    this.corners = corners;
    this.#show();
    this.edited();
  }

  #clicked(target) {
    if (target.closest('[data-whole]')) this.whole();
    const flag = target.closest('[data-flag]')?.dataset.flag;
    if (flag) { this.#flag = flag; this.#show(); this.edited(); }
  }

  #show() {
    this.element.dataset.kind = this.#flag ?? 'Labeled';
    this.outline.setAttribute('points', this.corners.map(c => c.join()).join(' '));
    this.handles.forEach((handle, i) => setAttributes(handle, { cx: this.corners[i][0], cy: this.corners[i][1], r: 9 * this.stage.grain }));
  }

  // four times the pixels of the screen round the corner, on the side where the hand is not
  #loupe(index) {
    const loupe = this.part('loupe');
    const [x, y] = this.corners[index];
    const context = loupe.getContext('2d');
    const seen = (loupe.width / loupeZoom) * this.stage.grain;
    loupe.hidden = false;
    loupe.classList.toggle('to-the-right', x < this.stage.width / 2);
    context.fillStyle = '#777';
    context.fillRect(0, 0, loupe.width, loupe.height);
    context.drawImage(this.image, x - seen / 2, y - seen / 2, seen, seen, 0, 0, loupe.width, loupe.height);
    context.strokeStyle = getComputedStyle(loupe).getPropertyValue('--mark-bad');
    context.lineWidth = 2;
    const middle = loupe.width / 2;
    context.beginPath();
    context.moveTo(middle, 0);
    context.lineTo(middle, loupe.height);
    context.moveTo(0, middle);
    context.lineTo(loupe.width, middle);
    context.stroke();
  }
}

// y grows downwards, so a turn to the right has a positive cross product
function isConvex(corners) {
  return corners.every(([ax, ay], i) => {
    const [[bx, by], [cx, cy]] = [corners[(i + 1) % 4], corners[(i + 2) % 4]];
    return (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > 0;
  });
}

export const commands = session => [
  { id: 'whole', title: t('The document fills the whole image'), keys: ['Alt+KeyA'], run: () => session.card?.whole() },
  ...editing(session),
];
