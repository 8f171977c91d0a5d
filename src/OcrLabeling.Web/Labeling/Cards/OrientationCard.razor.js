import { Card } from '../../../../labeling/card.js';
import { t } from '../../../../labeling/texts.js';

export const noun = t('Page');

const clockwise = { up: 0, left: 90, down: 180, right: 270 };
const flagTitles = { Unreadable: t('Cannot tell'), Unsure: t('Unsure') };

// Content: the degrees to turn the image clockwise, as text; or a flag. The image is drawn turned by them.
export class TemplateCard extends Card {
  #content = null;

  constructor(handed, element) {
    super(handed, element);
    // before the page hears of the click and accepts
    element.addEventListener('click', event => {
      const button = event.target.closest('[data-side], [data-flag]');
      if (button?.dataset.side) this.topIs(button.dataset.side);
      if (button?.dataset.flag) this.flag(button.dataset.flag);
    });
  }

  get initial() { return { kind: 'Labeled', text: this.preLabel ?? '0' }; }

  get content() { return this.#content; }

  set content(content) {
    this.#content = content;
    this.element.dataset.kind = content.kind;
    if (content.text !== null) this.element.dataset.degrees = content.text;
  }

  fault() { return null; }

  summary({ kind, text }) { return kind !== 'Labeled' ? flagTitles[kind] : text === '0' ? t('Upright') : t('Turned by {0}°', text); }

  // side: as the page is drawn now
  topIs(side) { this.#change({ kind: 'Labeled', text: String((Number(this.element.dataset.degrees ?? 0) + clockwise[side]) % 360) }); }

  flag(kind) { this.#change({ kind, text: null }); }

  focus() { this.element.querySelector('[data-side=up]').focus({ preventScroll: true }); }

  #change(content) {
    this.content = content;
    this.edited();
  }
}

const answer = (session, change) => () => {
  if (!session.card) return;
  change(session.card);
  session.accept();
};

export const commands = session => [
  ...[['up', 'Up', 8, t('The top of the page is up: already upright')], ['right', 'Right', 6, t('The top of the page is on the right')], ['down', 'Down', 2, t('The top of the page is down: upside down')], ['left', 'Left', 4, t('The top of the page is on the left')]]
    .map(([side, arrow, digit, title]) => ({ id: side, title, keys: [`Arrow${arrow}`, `Numpad${digit}`], run: answer(session, card => card.topIs(side)) })),
  { id: 'Unreadable', title: t('Cannot tell: blank, or nothing with a clear top'), keys: ['KeyX', 'Numpad5'], run: answer(session, card => card.flag('Unreadable')) },
  { id: 'Unsure', title: t('Unsure: someone else should decide'), keys: ['KeyU', 'Numpad0'], run: answer(session, card => card.flag('Unsure')) },
  { id: 'accept', title: t('Upright as shown; go to the next page'), keys: ['Enter', 'Mod+Enter', 'Ctrl+Enter'], run: answer(session, card => card.topIs('up')) },
  { id: 'back', title: t('Previous page'), keys: ['Backspace', 'Shift+Enter'], legend: t('back'), run: () => session.back() },
];
