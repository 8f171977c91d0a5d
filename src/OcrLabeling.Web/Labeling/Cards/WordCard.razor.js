import { FlaggedCard, flagTitles } from '../../../../labeling/flags.js';
import { clean } from '../../../../labeling/text-rules.js';
import { t } from '../../../../labeling/texts.js';
import { xHeightOf } from '../../../../labeling/x-height.js';

export const noun = t('Word');

// Content: the text as it stands in the box, or a flag.
export class TemplateCard extends FlaggedCard {
  constructor(handed, element) {
    super(handed, element);
    this.input = this.part('text');
    this.limit = Number(this.input.dataset.limit);
    this.input.addEventListener('input', () => {
      this.kind = 'Transcribed';
      this.edited();
      this.hint(this.#tooLong(this.input.value) ?? '');
    });
    this.input.type = 'button';
  }

  get initial() { return { kind: 'Transcribed', text: this.preLabel ?? '' }; }

  get content() { return { kind: this.kind, text: this.kind === 'Transcribed' ? clean(this.input.value) : null }; }

  set content({ kind, text }) {
    this.kind = kind;
    if (text !== null) this.input.value = text;
    else this.input.value ||= this.preLabel ?? '';
  }

  fault({ text }) {
    if (text === null) return null;
    return text === '' ? t('There is no text. If the image has none either, choose “No text”.') : this.#tooLong(text);
  }

  outlivesTurns({ kind }) { return kind !== 'BadOrientation'; }

  summary({ kind, text }) { return text ?? flagTitles[kind]; }

  async prepare(transport) {
    await super.prepare(transport);
    const { naturalWidth, naturalHeight } = this.image;
    this.element.style.setProperty('--ratio', naturalWidth / xHeightOf(this.image, this.preLabel));
    this.element.style.setProperty('--aspect', naturalWidth / naturalHeight);
  }

  placed(index, count) {
    super.placed(index, count);
    this.name = t('Text of word {0} of {1}', index + 1, count);
    this.label();
  }

  // one text field on the page: browsers go through all of them, to offer what they could fill in, whenever one gets the focus
  current(isCurrent) {
    super.current(isCurrent);
    this.input.type = isCurrent ? 'text' : 'button';
    this.label();
  }

  // a button is read by its label alone
  label() { this.input.setAttribute('aria-label', this.input.type === 'text' ? this.name : `${this.name}: ${this.input.value || t('none yet')}`); }

  focus(pointer) {
    // a tap must not open the keyboard of a phone
    const target = pointer && matchMedia('(pointer: coarse)').matches ? this.part('accept') : this.input;
    if (!pointer || !this.element.contains(document.activeElement)) target.focus({ preventScroll: true });
    if (pointer) return;
    // typing replaces what the machine has read; End, an arrow or a click keeps it
    if (this.input.value === this.preLabel) this.input.select();
    else this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  #tooLong(text) { return text.length > this.limit ? t('This text has {0} characters; at most {1} are allowed. Shorten it.', text.length, this.limit) : null; }
}

const choices = [
  ['Transcribed', 1, t('Transcription: the text in the box is what the image shows')],
  ['BadOrientation', 2, t('Bad orientation: turned or mirrored, so it cannot be read')],
  ['ForeignScript', 3, t('Foreign script or accent: characters you cannot type')],
  ['Unreadable', 4, t('No text, handwritten, unreadable')],
  ['Unsure', 0, t('Unsure: someone else should decide')],
];

// bare digits choose while no box is typed in
export const commands = session => [
  ...choices.map(([kind, digit, title]) => ({ id: kind, title, keys: [`Alt+Digit${digit}`, `Digit${digit}`], run: () => session.card?.choose(kind) })),
  { id: 'back', title: t('Previous card, also on earlier pages; change it and accept it again'), keys: ['Shift+Enter', 'ArrowUp'], legend: t('back'), run: () => session.back() },
  { id: 'forward', title: t('Next card without answering'), keys: ['ArrowDown'], run: () => session.forward() },
  { id: 'turn-left', title: t('Rotate the view to the left'), keys: ['Alt+BracketLeft'], run: () => session.card?.turnView(-1) },
  { id: 'turn-right', title: t('Rotate the view to the right'), keys: ['Alt+BracketRight'], run: () => session.card?.turnView(1) },
];
