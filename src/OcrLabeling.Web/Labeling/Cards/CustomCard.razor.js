import { BoxLayer } from '../../../../labeling/boxes.js';
import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { fieldOf } from '../../../../labeling/fields.js';
import { PageStage } from '../../../../labeling/page-stage.js';
import { t } from '../../../../labeling/texts.js';

export const noun = t('Card');

const flagTitles = { Unreadable: t('Cannot tell'), Unsure: t('Unsure') };
// images of words are this low, and shown as large as can be read with ease
const lowest = 160;
const readable = 64;

// Content: the values of all fields as the JSON of an object; or a flag.
export class TemplateCard extends Card {
  #flag = null;
  #faulty = null;

  constructor(handed, element) {
    super(handed, element);
    this.boxes = new BoxLayer(new PageStage(this.part('stage')), {
      changed: () => this.#changed(),
      limitOf: group => this.#field(group)?.most ?? 0,
      nameOf: group => this.#field(group)?.label ?? '',
      full: group => this.hint(t('{0}: at most {1} boxes. Remove one first.', this.#field(group).label, this.#field(group).most)),
      chosen: () => this.#showBoxes(),
    });
    this.boxes.groups = [...element.querySelectorAll('[data-type=boxes]')].map(part => part.dataset.field);
    this.fields = [...element.querySelectorAll('[data-field]')].map(part => fieldOf(part, this.assignmentId, this.boxes, () => this.#changed()));
    this.boxes.group = this.boxes.groups[0];
    element.classList.toggle('without-boxes', !this.boxes.groups.length);
    element.addEventListener('click', event => {
      const { flag } = event.target.closest('button')?.dataset ?? {};
      if (flag) this.flag(flag);
    });
  }

  get initial() { return { kind: 'Labeled', text: this.preLabel ?? '{}' }; }

  get content() {
    return this.#flag ? { kind: this.#flag, text: null } : { kind: 'Labeled', text: JSON.stringify(Object.fromEntries(this.fields.map(f => [f.name, f.value]))) };
  }

  set content({ kind, text }) {
    this.#setFlag(kind === 'Labeled' ? null : kind);
    if (text === null) return;
    const values = JSON.parse(text);
    for (const field of this.fields) field.value = values[field.name] ?? null;
    this.#showBoxes();
  }

  fault({ text }) {
    this.#faulty = text === null ? null : this.fields.find(f => f.fault());
    for (const field of this.fields) field.mark(field === this.#faulty);
    return this.#faulty?.fault() ?? null;
  }

  accept() {
    const answer = super.accept();
    if (!answer) this.#faulty?.focus();
    return answer;
  }

  summary({ kind }) { return flagTitles[kind] ?? (this.fields.map(f => f.summary()).filter(Boolean).join(' · ') || t('Empty')); }

  async prepare(transport) {
    await super.prepare(transport);
    this.boxes.stage.ready();
    this.boxes.show();
    const { naturalWidth, naturalHeight } = this.image;
    if (naturalHeight > lowest) return;
    this.element.classList.add('small');
    this.part('stage').style.setProperty('--width', `${Math.round(naturalWidth * Math.max(1, readable / naturalHeight))}px`);
  }

  get fit() { return this.boxes.stage.fit; }

  focus(pointer) {
    // a tap must not open the keyboard of a phone; where the machine has begun, what it left is in hand
    if (!pointer) (this.fields.find(f => f.needed && f.empty) ?? this.fields[0]).focus();
    else if (!this.element.contains(document.activeElement)) this.part('accept').focus({ preventScroll: true });
  }

  flag(kind) {
    this.#setFlag(kind);
    this.edited();
  }

  // an option by its key; a choice is made then, and what comes behind it is in hand
  choose(name, value) {
    const index = this.fields.findIndex(f => f.name === name);
    const field = this.fields[index];
    field.choose(value);
    if (field.type === 'choice') (this.fields[index + 1] ?? field).focus();
    this.#changed();
  }

  goTo(name) { this.#field(name)?.focus(); }

  #field(name) { return this.fields?.find(f => f.name === name); }

  #setFlag(flag) {
    this.#flag = flag;
    this.element.dataset.kind = flag ?? 'Labeled';
  }

  #changed() {
    this.#setFlag(null);
    this.#showBoxes();
    this.edited();
  }

  #showBoxes() { for (const field of this.fields ?? []) field.show?.(); }
}

// The hotkeys of the schema; with Alt they work while something is typed.
export const commands = (session, form) => {
  const both = key => (/[0-9]/.test(key) ? [`Digit${key}`, `Alt+Digit${key}`] : [`Key${key.toUpperCase()}`, `Alt+Key${key.toUpperCase()}`]);
  const options = form.fields.flatMap(field => (field.options ?? []).filter(o => typeof o === 'object').map(option => ({
    id: `${field.name}:${option.value}`, title: `${field.label ?? field.name}: ${option.label ?? option.value}`, keys: option.hotkey ? both(option.hotkey) : [],
    run: () => session.card?.choose(field.name, option.value),
  }))).filter(c => c.keys.length);
  const fields = form.fields.filter(f => f.hotkey).map(field => ({ id: field.name, title: t('Go to: {0}', field.label ?? field.name), keys: both(field.hotkey), run: () => session.card?.goTo(field.name) }));
  const boxes = form.fields.some(f => f.type === 'boxes') ? [
    { id: 'box-add', title: t('Draw a box around the next word; arrow keys move it, with Shift its lower right corner'), keys: ['Alt+Period'], legend: t('next box'), run: () => session.card?.boxes.add() },
    { id: 'box-remove', title: t('Remove the box'), keys: ['Alt+Delete', 'Alt+Backspace'], run: () => session.card?.boxes.remove() },
  ] : [];
  const flag = (kind, title, key) => ({ id: kind, title, keys: both(key), run: () => { session.card?.flag(kind); session.accept(); } });
  return [
    { id: 'accept', title: t('Accept and go to the next card; with Ctrl in a text of several lines'), keys: ['Enter', 'Mod+Enter', 'Ctrl+Enter'], legend: t('accept'), run: () => session.accept() },
    ...options, ...fields, ...boxes, ...editing(session), flag('Unreadable', t('Cannot tell from the image'), 'x'), flag('Unsure', t('Unsure: someone else should decide'), 'u'),
  ];
};
