import { BoxLayer } from '../../../../labeling/boxes.js';
import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { PageStage } from '../../../../labeling/page-stage.js';
import { count, t } from '../../../../labeling/texts.js';

export const noun = t('Page');

const flagTitles = { Unreadable: t('No words here'), Unsure: t('Unsure') };

// Content: the boxes as [[left, top, right, bottom], ...] in pixels of the image, written as JSON; or a flag.
export class TemplateCard extends Card {
  #flag = null;

  constructor(handed, element, form) {
    super(handed, element);
    this.wanted = form.words;
    this.layer = new BoxLayer(new PageStage(this.part('stage')), {
      changed: () => this.#changed(),
      limitOf: () => Number(element.dataset.limit),
      full: () => this.hint(t('A page can have at most {0} boxes. Remove one first.', Number(element.dataset.limit))),
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
    if (this.wanted && length !== this.wanted) return t('Draw boxes around {0} words; there are {1}.', this.wanted, length);
    return length ? null : t('There is no box yet. If there are no words, choose “No words here”.');
  }

  summary({ kind }) { return flagTitles[kind] ?? count(this.boxes.length, '{0} box', '{0} boxes'); }

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
    this.part('count').textContent = this.wanted ? t('{0} of the first {1} words', length, this.wanted) : count(length, '{0} box drawn', '{0} boxes drawn');
  }
}

export const commands = session => [
  { id: 'add', title: t('Draw a box around the next word'), keys: ['Space', 'Numpad0'], legend: t('next word'), run: () => session.card?.add() },
  { id: 'remove', title: t('Remove the box'), keys: ['Delete', 'Backspace'], legend: t('remove'), run: () => session.card?.remove() },
  { id: 'restore', title: t('Reset the whole page'), keys: ['Alt+Shift+KeyR'], run: () => session.card?.restore() },
  { id: 'all', title: t('Draw a box around every word'), keys: ['Alt+KeyA'], run: () => session.card?.all() },
  ...editing(session),
];
