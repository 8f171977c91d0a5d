import { BoxLayer } from '../../../../labeling/boxes.js';
import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { PageStage } from '../../../../labeling/page-stage.js';
import { clean } from '../../../../labeling/text-rules.js';
import { t } from '../../../../labeling/texts.js';

export const noun = t('Page');

const flagTitles = { Unreadable: t('Cannot tell'), Unsure: t('Unsure') };
const mostBoxes = 200;

// Content: the JSON of { field: { text, boxes } or null }; or a flag. The pre-label holds the words an engine read: what is boxed takes its text from them.
export class TemplateCard extends Card {
  #flag = null;
  #faulty = null;
  // what the words in its boxes say, by field; a text that differs was typed
  #offered = {};

  constructor(handed, element) {
    super(handed, element);
    this.words = handed.preLabel ? JSON.parse(handed.preLabel) : [];
    this.inputs = [...element.querySelectorAll('[data-field]')];
    this.boxes = new BoxLayer(new PageStage(this.part('stage')), {
      changed: () => this.#boxed(),
      limitOf: () => mostBoxes,
      nameOf: group => group,
      full: group => this.hint(t('{0}: at most {1} boxes. Remove one first.', group, mostBoxes)),
      chosen: () => this.#show(),
    });
    this.boxes.groups = this.inputs.map(i => i.dataset.field);
    this.boxes.group = this.boxes.groups[0];
    for (const input of this.inputs) {
      input.addEventListener('focus', () => this.#take(input.dataset.field));
      input.addEventListener('input', () => this.#changed());
    }
    element.addEventListener('click', event => {
      const { flag, remove } = event.target.closest('button')?.dataset ?? {};
      if (flag) this.flag(flag);
      if (remove !== undefined) this.boxes.remove();
    });
  }

  get initial() { return { kind: 'Labeled', text: '{}' }; }

  get content() { return this.#flag ? { kind: this.#flag, text: null } : { kind: 'Labeled', text: JSON.stringify(Object.fromEntries(this.inputs.map(i => [i.dataset.field, this.#valueOf(i)]))) }; }

  set content({ kind, text }) {
    this.#setFlag(kind === 'Labeled' ? null : kind);
    if (text === null) return;
    const values = JSON.parse(text);
    for (const input of this.inputs) {
      const { field } = input.dataset;
      input.value = values[field]?.text ?? '';
      this.boxes.set(field, values[field]?.boxes ?? []);
      this.#offered[field] = this.#textIn(field);
    }
    this.#show();
  }

  fault({ text }) {
    const faults = text === null ? [] : this.inputs.map(i => [i, this.#faultOf(i)]).filter(([, fault]) => fault);
    this.#faulty = faults[0]?.[0] ?? null;
    for (const input of this.inputs) {
      if (input === this.#faulty) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
    return faults[0]?.[1] ?? null;
  }

  accept() {
    const answer = super.accept();
    if (!answer) this.#faulty?.focus();
    return answer;
  }

  summary({ kind, text }) {
    if (flagTitles[kind]) return flagTitles[kind];
    return Object.entries(JSON.parse(text)).filter(([, value]) => value).map(([name, value]) => `${name}: ${value.text}`).join(' · ') || t('Empty');
  }

  async prepare(transport) {
    await super.prepare(transport);
    this.boxes.stage.ready();
    this.boxes.show();
  }

  get fit() { return this.boxes.stage.fit; }

  focus(pointer) {
    if (!pointer) this.goTo(this.inputs.findIndex(i => !i.value));
    else if (!this.element.contains(document.activeElement)) this.part('accept').focus({ preventScroll: true });
  }

  flag(kind) {
    this.#setFlag(kind);
    this.edited();
  }

  goTo(index) {
    const input = this.inputs[index] ?? this.inputs[0];
    input.focus({ preventScroll: true });
    input.scrollIntoView({ block: 'nearest' });
  }

  #valueOf(input) {
    const { field } = input.dataset;
    const [text, boxes] = [clean(input.value), this.boxes.of(field)];
    return text || boxes.length ? { text, boxes } : null;
  }

  #faultOf(input) {
    const { field, limit } = input.dataset;
    const value = this.#valueOf(input);
    if (!value) return null;
    if (value.text.length > Number(limit)) return t('{0}: {1} characters; at most {2} are allowed. Shorten the text.', field, value.text.length, limit);
    if (!value.text) return t('{0}: type what its boxes say, or remove them.', field);
    return value.boxes.length ? null : t('{0}: click its words on the page, or drag a box around them.', field);
  }

  // what the engine read inside of the boxes of a field
  #textIn(field) {
    const boxes = this.boxes.of(field);
    const inside = ([left, top, right, bottom]) => boxes.some(b => (left + right) / 2 >= b[0] && (left + right) / 2 < b[2] && (top + bottom) / 2 >= b[1] && (top + bottom) / 2 < b[3]);
    return this.words.filter(w => inside(w.box)).map(w => w.text).join(' ');
  }

  #boxed() {
    for (const input of this.inputs) {
      const { field } = input.dataset;
      const offered = this.#textIn(field);
      if (offered === this.#offered[field]) continue;
      if (clean(input.value) === (this.#offered[field] ?? '')) input.value = offered;
      this.#offered[field] = offered;
    }
    this.#changed();
  }

  #take(field) {
    this.boxes.group = field;
    this.#show();
  }

  #changed() {
    this.#setFlag(null);
    this.#show();
    this.edited();
  }

  #setFlag(flag) {
    this.#flag = flag;
    this.element.dataset.kind = flag ?? 'Labeled';
  }

  #show() {
    for (const input of this.inputs ?? []) {
      const { field } = input.dataset;
      const count = this.boxes.of(field).length;
      const label = input.closest('.field');
      label.classList.toggle('in-hand', this.boxes.group === field);
      label.querySelector('[data-count]').textContent = count === 0 ? '' : count === 1 ? t('1 box') : t('{0} boxes', count);
    }
  }
}

export const commands = (session, form) => {
  const flag = (kind, title, key) => ({ id: kind, title, keys: [`Alt+Key${key}`], run: () => { session.card?.flag(kind); session.accept(); } });
  return [
    ...form.fields.slice(0, 9).map((name, i) => ({ id: `field-${i}`, title: t('Go to: {0}', name), keys: [`Alt+Digit${i + 1}`], run: () => session.card?.goTo(i) })),
    { id: 'box-add', title: t('Draw a box around the next word; arrow keys move it, with Shift its lower right corner'), keys: ['Alt+Period'], legend: t('next box'), run: () => session.card?.boxes.add() },
    { id: 'box-remove', title: t('Remove the box'), keys: ['Alt+Delete', 'Alt+Backspace'], run: () => session.card?.boxes.remove() },
    ...editing(session), flag('Unreadable', t('Cannot tell from the image'), 'X'), flag('Unsure', t('Unsure: someone else should decide'), 'U'),
  ];
};
