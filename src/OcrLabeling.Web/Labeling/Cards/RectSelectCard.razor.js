import { BoxLayer } from '../../../../labeling/boxes.js';
import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { PageStage } from '../../../../labeling/page-stage.js';

export const noun = 'Page';

const flagTitles = { Unreadable: 'No words here', Unsure: 'Unsure' };

// Content: the boxes as [[left, top, right, bottom], ...] in pixels of the image, written as JSON; or a flag.
export class TemplateCard extends Card {
  #flag = null;

  constructor(handed, element, form) {
    super(handed, element);
    this.wanted = form.words;
    this.layer = new BoxLayer(new PageStage(this.part('stage')), {
      changed: () => this.#changed(),
      limitOf: () => Number(element.dataset.limit),
      full: () => this.hint(`A page holds at most ${element.dataset.limit} boxes. Remove one first.`),
    });
    element.addEventListener('click', event => this.#clicked(event.target));
  }

  get boxes() { return this.layer.of(''); }

  get initial() { return { kind: 'Labeled', text: this.preLabel ?? '[]' }; }

  get content() { return this.#flag ? { kind: this.#flag, text: null } : { kind: 'Labeled', text: JSON.stringify(this.boxes) }; }

  set content({ kind, text }) {
    this.#flag = kind === 'Labeled' ? null : kind;
    if (text !== null) this.layer.set('', JSON.parse(text));
    this.#show();
  }

  fault({ text }) {
    if (text === null) return null;
    const { length } = this.boxes;
    if (this.wanted && length !== this.wanted) return `Draw boxes round ${this.wanted} words; there are ${length}.`;
    return length ? null : 'There is no box yet. If there are no words, say so.';
  }

  summary({ kind }) { return flagTitles[kind] ?? `${this.boxes.length} boxes`; }

  async prepare(transport) {
    await super.prepare(transport);
    this.layer.stage.ready();
    this.layer.show();
  }

  get fit() { return this.layer.stage.fit; }

  focus() { this.element.querySelector('.card-accept').focus({ preventScroll: true }); }

  add() { this.layer.add(); }

  all() { this.layer.all(); }

  remove() { if (!this.layer.remove()) this.focus(); }

  #clicked(target) {
    const { do: what, flag } = target.closest('button')?.dataset ?? {};
    if (what) this[what]();
    if (!flag) return;
    this.#flag = flag;
    this.edited();
  }

  #changed() {
    this.#flag = null;
    this.#show();
    this.edited();
  }

  #show() {
    this.element.dataset.kind = this.#flag ?? 'Labeled';
    const { length } = this.boxes;
    this.part('count').textContent = this.wanted ? `${length} of the first ${this.wanted} words` : `${length} words boxed`;
  }
}

export const commands = desk => [
  { id: 'add', title: 'A box round the next word', keys: ['Space', 'Numpad0'], legend: 'next word', run: () => desk.card?.add() },
  { id: 'remove', title: 'Remove the box', keys: ['Delete', 'Backspace'], legend: 'remove', run: () => desk.card?.remove() },
  { id: 'restore', title: 'Put the whole page back as it was handed out', keys: ['Alt+Shift+KeyR'], run: () => desk.card?.restore() },
  { id: 'all', title: 'A box round every word', keys: ['Alt+KeyA'], run: () => desk.card?.all() },
  ...editing(desk),
];
