import { Card } from '../../../../labeling/card.js';
import { Ink, inReadingOrder } from '../../../../labeling/ink.js';
import { PageStage, setAttributes, shape } from '../../../../labeling/page-stage.js';

export const noun = 'Page';
export const cardsPerPage = 1;

const flagTitles = { Unreadable: 'No words here', Unsure: 'Unsure' };
const clickPixels = 4;
const smallest = 3;

// Content: the boxes as [[left, top, right, bottom], ...] in pixels of the image, written as JSON; or a flag.
export class TemplateCard extends Card {
  boxes = [];
  #flag = null;

  constructor(handed, element, form) {
    super(handed, element);
    this.wanted = form.words;
    this.stage = new PageStage(this.part('stage'));
    this.stage.layer.addEventListener('pointerdown', event => this.#draw(event));
    element.addEventListener('click', event => this.#clicked(event.target));
    element.addEventListener('keydown', event => this.#nudge(event));
  }

  get initial() { return { kind: 'Labeled', text: this.preLabel ?? '[]' }; }

  get content() { return this.#flag ? { kind: this.#flag, text: null } : { kind: 'Labeled', text: JSON.stringify(inReadingOrder(this.boxes)) }; }

  set content({ kind, text }) {
    this.#flag = kind === 'Labeled' ? null : kind;
    if (text !== null) this.boxes = JSON.parse(text);
    this.#show();
  }

  fault({ text }) {
    if (text === null) return null;
    if (this.wanted && this.boxes.length !== this.wanted) return `Draw boxes round ${this.wanted} words; there are ${this.boxes.length}.`;
    return this.boxes.length ? null : 'There is no box yet. If there are no words, say so.';
  }

  summary({ kind }) { return flagTitles[kind] ?? `${this.boxes.length} boxes`; }

  async prepare(transport) {
    await super.prepare(transport);
    this.stage.ready();
    this.ink = new Ink(this.image);
    this.#show();
  }

  focus() { this.element.querySelector('.card-accept').focus({ preventScroll: true }); }

  // the next word without a box: behind the chosen one, or the first
  add() {
    const words = this.ink.words();
    const from = this.chosen ? words.findIndex(w => touches(w, this.chosen)) + 1 : 0;
    const free = [...words.slice(from), ...words.slice(0, from)].find(w => !this.boxes.some(b => touches(w, b)));
    if (free) this.#put(free);
  }

  all() {
    for (const word of this.ink.words()) if (!this.boxes.some(b => touches(word, b))) this.boxes.push(word);
    this.#changed();
  }

  remove() {
    const index = this.boxes.indexOf(this.chosen);
    if (index < 0) return;
    this.boxes.splice(index, 1);
    this.#changed();
    const next = this.boxes[Math.min(index, this.boxes.length - 1)];
    if (next) this.#choose(next); else this.focus();
  }

  // the box that has the focus, or had it last
  get chosen() { return this.boxes.includes(this.last) ? this.last : null; }

  #draw(event) {
    if (event.button > 0 || this.stage.layer.closest('.card:not(.current)')) return;
    event.preventDefault();
    const [x, y] = this.stage.point(event);
    const frame = this.stage.layer.appendChild(shape('rect', { class: 'frame' }));
    const boxTo = ([u, v]) => [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
    this.stage.follow(event, point => setBox(frame, boxTo(point)), point => {
      frame.remove();
      const drawn = boxTo(point);
      const isClick = Math.max(drawn[2] - drawn[0], drawn[3] - drawn[1]) < clickPixels * this.stage.grain;
      if (isClick) return this.#pick(x, y);
      if (drawn[2] - drawn[0] >= smallest && drawn[3] - drawn[1] >= smallest) this.#put(this.ink.snap(drawn) ?? drawn);
    });
  }

  #pick(x, y) {
    const there = this.boxes.find(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom);
    const word = there ? null : this.ink.wordAt(x, y);
    if (there) this.#choose(there);
    else if (word) this.#put([...word]);
  }

  #put(box) {
    const same = this.boxes.findIndex(b => touches(b, box));
    if (same >= 0) this.boxes[same] = box; else this.boxes.push(box);
    this.#changed();
    this.#choose(box);
  }

  #choose(box) {
    this.last = box;
    this.stage.layer.querySelectorAll('.box')[this.boxes.indexOf(box)]?.focus({ preventScroll: true });
  }

  #clicked(target) {
    const { do: what, flag } = target.closest('button')?.dataset ?? {};
    if (what) this[what]();
    if (flag) { this.#flag = flag; this.edited(); }
  }

  #nudge(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step || !event.target.matches('.box') || event.altKey) return;
    event.preventDefault();
    const box = this.chosen;
    const far = event.ctrlKey ? 10 : 1;
    const [dx, dy] = [step[0] * far, step[1] * far];
    const moved = event.shiftKey ? [box[0], box[1], box[2] + dx, box[3] + dy] : [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy];
    if (moved[0] < 0 || moved[1] < 0 || moved[2] > this.stage.width || moved[3] > this.stage.height || moved[2] - moved[0] < smallest || moved[3] - moved[1] < smallest) return;
    box.splice(0, 4, ...moved);
    setBox(event.target, box);
    this.#flag = null;
    this.edited();
  }

  #changed() {
    this.#flag = null;
    this.boxes = inReadingOrder(this.boxes);
    this.#show();
    this.edited();
  }

  #show() {
    this.element.dataset.kind = this.#flag ?? 'Labeled';
    const layer = this.stage.layer;
    layer.replaceChildren(...this.boxes.map((box, i) => {
      const rect = shape('rect', { class: 'box', tabindex: 0, role: 'listitem', 'aria-label': `Box ${i + 1} of ${this.boxes.length}` });
      setBox(rect, box);
      rect.addEventListener('focus', () => { this.last = box; });
      return rect;
    }));
    this.part('count').textContent = this.wanted ? `${this.boxes.length} of the first ${this.wanted} words` : `${this.boxes.length} words boxed`;
  }
}

function setBox(rect, [left, top, right, bottom]) { setAttributes(rect, { x: left, y: top, width: right - left, height: bottom - top }); }

// the same word
function touches(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const smaller = Math.min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]));
  return width > 0 && height > 0 && width * height > smaller / 2;
}

export const commands = desk => [
  { id: 'add', title: 'A box round the next word', keys: ['Space', 'Numpad0'], legend: 'next word', run: () => desk.card?.add() },
  { id: 'remove', title: 'Remove the box', keys: ['Delete', 'Backspace'], legend: 'remove', run: () => desk.card?.remove() },
  { id: 'restore', title: 'Put the whole page back as it was handed out', keys: ['Alt+Shift+KeyR'], run: () => desk.card?.restore() },
  { id: 'all', title: 'A box round every word', keys: ['Alt+KeyA'], run: () => desk.card?.all() },
];
