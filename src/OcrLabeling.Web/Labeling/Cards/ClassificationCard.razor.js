import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { t } from '../../../../labeling/texts.js';

export const noun = t('Card');

const flagTitles = { Unreadable: t('Cannot tell'), Unsure: t('Unsure') };
// as the settings of the batch show them
const keysInOrder = '1234567890ABCDEFGHIJKLMNOPQRSTVWYZ';

// Content: the labels as the JSON of an array, in the order of the buttons; or a flag.
export class TemplateCard extends Card {
  #flag = null;

  constructor(handed, element) {
    super(handed, element);
    this.buttons = [...element.querySelectorAll('[data-label]')];
    // a button that is the whole answer also accepts it
    this.single = this.buttons.every(b => 'accept' in b.dataset);
    // before the page hears of the click and accepts
    element.addEventListener('click', event => {
      const button = event.target.closest('[data-label], [data-flag]');
      if (button?.dataset.flag) this.flag(button.dataset.flag);
      else if (button) this.choose(this.buttons.indexOf(button));
    });
  }

  get initial() { return { kind: 'Labeled', text: this.preLabel ?? '[]' }; }

  get content() { return this.#flag ? { kind: this.#flag, text: null } : { kind: 'Labeled', text: JSON.stringify(this.#chosen) }; }

  set content({ kind, text }) {
    this.#setFlag(kind === 'Labeled' ? null : kind);
    const labels = text === null ? [] : JSON.parse(text);
    for (const button of this.buttons) button.setAttribute('aria-pressed', labels.includes(button.dataset.label));
  }

  get #chosen() { return this.buttons.filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.label); }

  // a label fits whichever way the image lies
  outlivesTurns() { return true; }

  fault({ kind }) { return kind === 'Labeled' && this.single && this.#chosen.length !== 1 ? t('Choose a label first.') : null; }

  summary({ kind, text }) { return flagTitles[kind] ?? (JSON.parse(text).join(', ') || t('No label applies')); }

  choose(index) {
    this.#setFlag(null);
    for (const [i, button] of this.buttons.entries()) {
      if (i === index) button.setAttribute('aria-pressed', this.single || button.getAttribute('aria-pressed') !== 'true');
      else if (this.single) button.setAttribute('aria-pressed', false);
    }
    this.edited();
  }

  flag(kind) {
    this.#setFlag(kind);
    for (const button of this.buttons) button.setAttribute('aria-pressed', false);
    this.edited();
  }

  focus() { (this.buttons.find(b => b.getAttribute('aria-pressed') === 'true') ?? this.buttons[0]).focus({ preventScroll: true }); }

  #setFlag(flag) {
    this.#flag = flag;
    this.element.dataset.kind = flag ?? 'Labeled';
  }
}

const codeOf = key => (/[0-9]/.test(key) ? `Digit${key}` : `Key${key}`);

export const commands = (session, form) => {
  const act = change => () => {
    if (!session.card) return;
    change(session.card);
    if (session.card.single) session.accept();
  };
  const flag = (kind, title, key) => ({ id: kind, title, keys: [key], run: () => { session.card?.flag(kind); session.accept(); } });
  return [
    ...form.labels.map((label, i) => ({ id: `label-${i}`, title: label, keys: keysInOrder[i] ? [codeOf(keysInOrder[i])] : [], run: act(card => card.choose(i)) })).filter(c => c.keys.length),
    ...editing(session),
    flag('Unreadable', t('Cannot tell from the image'), 'KeyX'), flag('Unsure', t('Unsure: someone else should decide'), 'KeyU'),
    { id: 'back', title: t('Previous card, also on earlier pages'), keys: ['Backspace', 'Shift+Enter'], legend: t('back'), run: () => session.back() },
  ];
};
