import { Ink, inReadingOrder } from './ink.js';
import { setRect, shape } from './page-stage.js';
import { t } from './texts.js';

const clickPixels = 4;
const smallest = 3;

// Boxes over a page, drawn by a click on a word, by dragging or by key, and pulled tight around their ink. Each is of a group; new ones are of the chosen group.
export class BoxLayer {
  group = '';
  groups = [''];
  #items = [];
  #last = null;
  #ink = null;

  // changed(): the worker has changed something; limitOf(group): how many there may be; nameOf(group): what one of them is called; full(group): there are as many already; chosen(): another box
  // or group is in hand
  constructor(stage, { changed, limitOf = () => Infinity, nameOf = () => t('Box'), full = () => {}, chosen = () => {} }) {
    Object.assign(this, { stage, tell: { changed, limitOf, nameOf, full, chosen } });
    stage.layer.addEventListener('pointerdown', event => this.#draw(event));
    stage.layer.addEventListener('keydown', event => this.#pressed(event));
  }

  // read when it is needed first: that takes some 30 ms
  get ink() { return this.#ink ??= new Ink(this.stage.image); }

  of(group) { return inReadingOrder(this.#items.filter(i => i.group === group).map(i => i.box)); }

  set(group, boxes) {
    this.#items = [...this.#items.filter(i => i.group !== group), ...boxes.map(box => ({ group, box: [...box] }))];
    this.show();
  }

  // the next word without a box: behind the one in hand, or the first
  add() {
    const words = this.ink.words();
    const from = this.#chosen ? words.findIndex(w => touches(w, this.#chosen.box)) + 1 : 0;
    const free = [...words.slice(from), ...words.slice(0, from)].find(w => !this.#items.some(i => touches(w, i.box)));
    if (free) this.#put(free);
  }

  all() {
    const most = this.tell.limitOf(this.group);
    let own = this.#items.filter(i => i.group === this.group).length;
    const free = this.ink.words().filter(w => !this.#items.some(i => touches(w, i.box)));
    for (const word of free) if (own++ < most) this.#items.push({ group: this.group, box: word });
    this.#changed();
    if (own > most) this.tell.full(this.group);
  }

  // Returns whether a box is left that has the focus now.
  remove() {
    const item = this.#chosen ?? this.#items.findLast(i => i.group === this.group);
    const index = this.#items.indexOf(item);
    if (index < 0) return false;
    this.#items.splice(index, 1);
    this.#changed();
    const next = this.#items[Math.min(index, this.#items.length - 1)];
    if (next) this.#choose(next);
    return Boolean(next);
  }

  show() {
    const byBox = new Map(this.#items.map(i => [i.box, i]));
    this.#items = inReadingOrder([...byBox.keys()]).map(box => byBox.get(box));
    const drawn = this.groups.flatMap((group, number) => {
      const own = this.#items.filter(i => i.group === group);
      return own.map((item, i) => [item, this.#rect(item, number, t('{0} {1} of {2}', this.tell.nameOf(group), i + 1, own.length))]);
    });
    const rects = new Map(drawn);
    this.stage.layer.replaceChildren(...this.#items.map(item => rects.get(item)));
  }

  #rect(item, group, name) {
    const rect = shape('rect', { class: 'box', tabindex: 0, role: 'listitem', 'aria-label': name, 'data-group': group });
    setRect(rect, item.box);
    rect.addEventListener('focus', () => this.#hold(item));
    return rect;
  }

  // the box that has the focus, or had it last
  get #chosen() { return this.#items.includes(this.#last) ? this.#last : null; }

  #hold(item) {
    this.#last = item;
    this.group = item.group;
    this.tell.chosen();
  }

  #draw(event) {
    if (event.button > 0 || this.stage.layer.closest('.card:not(.current)')) return;
    event.preventDefault();
    const [x, y] = this.stage.point(event);
    const frame = this.stage.layer.appendChild(shape('rect', { class: 'frame' }));
    const boxTo = ([u, v]) => [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
    this.stage.follow(event, point => setRect(frame, boxTo(point)), point => {
      frame.remove();
      const drawn = boxTo(point);
      const isClick = Math.max(drawn[2] - drawn[0], drawn[3] - drawn[1]) < clickPixels * this.stage.grain;
      if (isClick) return this.#pick(x, y);
      if (drawn[2] - drawn[0] >= smallest && drawn[3] - drawn[1] >= smallest) this.#put(this.ink.snap(drawn) ?? drawn);
    });
  }

  #pick(x, y) {
    const there = this.#items.find(({ box: [left, top, right, bottom] }) => x >= left && x < right && y >= top && y < bottom);
    const word = there ? null : this.ink.wordAt(x, y);
    if (there) this.#choose(there);
    else if (word) this.#put(word);
  }

  #put(box) {
    const most = this.tell.limitOf(this.group);
    const own = this.#items.filter(i => i.group === this.group);
    // one that means the same word is replaced, and so is the only one there may be
    const same = own.find(i => touches(i.box, box)) ?? (most === 1 ? own[0] : null);
    if (!same && own.length >= most) return this.tell.full(this.group);
    const item = same ?? { group: this.group };
    item.box = [...box];
    if (!same) this.#items.push(item);
    this.#changed();
    this.#choose(item);
  }

  #choose(item) { this.stage.layer.querySelectorAll('.box')[this.#items.indexOf(item)]?.focus({ preventScroll: true }); }

  #pressed(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const item = this.#chosen;
    if (!step || !item || !event.target.matches('.box') || event.altKey) return;
    event.preventDefault();
    const { box } = item;
    const far = event.ctrlKey ? 10 : 1;
    const [dx, dy] = [step[0] * far, step[1] * far];
    const moved = event.shiftKey ? [box[0], box[1], box[2] + dx, box[3] + dy] : [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy];
    if (moved[0] < 0 || moved[1] < 0 || moved[2] > this.stage.width || moved[3] > this.stage.height || moved[2] - moved[0] < smallest || moved[3] - moved[1] < smallest) return;
    item.box = moved;
    setRect(event.target, moved);
    this.tell.changed();
  }

  #changed() {
    this.show();
    this.tell.changed();
  }
}

// the same word
function touches(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const smaller = Math.min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]));
  return width > 0 && height > 0 && width * height > smaller / 2;
}
