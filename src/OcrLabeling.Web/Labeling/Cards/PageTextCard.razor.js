import { Card } from '../../../../labeling/card.js';
import { editing } from '../../../../labeling/commands.js';
import { Ink } from '../../../../labeling/ink.js';
import { PageStage, setRect, shape } from '../../../../labeling/page-stage.js';
import { dragsBoxes, smallest } from '../../../../labeling/page-boxes.js';
import { breakLine, insertWord, orderedByPlace } from '../../../../labeling/page-words.js';
import { clean } from '../../../../labeling/text-rules.js';
import { count, t } from '../../../../labeling/texts.js';

export const noun = t('Page');

const flagTitles = { Unreadable: t('Unreadable'), Unsure: t('Unsure') };
const lowConfidence = 0.6;
const middleConfidence = 0.9;

// Content: the words in reading order as [{ text, box: [left, top, right, bottom], line }, ...], written as JSON; or a flag.
// Each word has its rectangle; an edit touches only the rectangles it is about, however many words the page has.
export class TemplateCard extends Card {
  words = [];
  #flag = null;

  constructor(handed, element) {
    super(handed, element);
    this.stage = new PageStage(this.part('stage'));
    this.input = this.part('word');
    this.limits = { words: Number(element.dataset.limit), characters: Number(this.input.dataset.limit) };
    this.input.addEventListener('input', () => this.#typed());
    dragsBoxes(this.stage, {
      isInHand: () => element.classList.contains('current'),
      wordAt: rect => this.words.find(w => w.rect === rect),
      taken: word => this.take(word),
      moved: word => { this.#setBox(word); this.#place(); },
      done: () => this.#edited(),
      drawn: box => this.add(this.ink.snap(box) ?? box),
    });
    element.addEventListener('click', event => this.#clicked(event.target));
    new ResizeObserver(() => this.#place()).observe(this.stage.stage);
  }

  get initial() { return { kind: 'Labeled', text: this.preLabel ?? '[]' }; }

  get content() {
    if (this.#flag) return { kind: this.#flag, text: null };
    return { kind: 'Labeled', text: JSON.stringify(this.words.map(({ text, box, line }) => ({ text: clean(text), box, line }))) };
  }

  set content({ kind, text }) {
    this.#flag = kind === 'Labeled' ? null : kind;
    if (text !== null) this.words = JSON.parse(text);
    this.hand = null;
    this.#draw();
  }

  // the words with the machine's confidence, and which one is in hand
  get state() { return JSON.stringify({ flag: this.#flag, words: this.words, hand: this.words.indexOf(this.hand) }); }

  set state(state) {
    const { flag, words, hand } = JSON.parse(state);
    Object.assign(this, { words, hand: null });
    this.#flag = flag;
    this.#draw();
    if (words.length) this.take(words[Math.max(0, hand)]);
    else this.focus();
  }

  fault({ text }) {
    if (text === null) return null;
    const faulty = this.words.find(w => this.#faultOf(w));
    if (faulty) this.take(faulty);
    return faulty ? this.#faultOf(faulty) : null;
  }

  #faultOf({ text }) {
    const { length } = clean(text);
    if (length === 0) return t('This word has no text. Type it, or delete its box.');
    return length > this.limits.characters ? t('This word has {0} characters; at most {1} are allowed. Shorten it, or split it.', length, this.limits.characters) : null;
  }

  summary({ kind }) { return flagTitles[kind] ?? count(this.words.length, '{0} word', '{0} words'); }

  async prepare(transport) {
    await super.prepare(transport);
    this.stage.ready();
    this.ink = new Ink(this.image);
  }

  get fit() { return this.stage.fit; }

  focus() {
    if (this.words.length) this.take(this.hand ?? this.words[0]);
    else this.element.querySelector('.card-accept').focus({ preventScroll: true });
  }

  // the word in hand: its rectangle marked, its text under the cursor, in sight
  take(word) {
    if (!word) return;
    this.hand?.rect?.classList.remove('hand');
    this.hand = word;
    word.rect.classList.add('hand');
    this.input.hidden = false;
    this.input.value = word.text;
    this.#place();
    this.input.focus({ preventScroll: true });
    this.input.select();
    this.#intoSight(word);
    this.#tell();
  }

  step(by) {
    const next = this.words[this.words.indexOf(this.hand) + by];
    if (next) this.take(next);
    else if (by > 0) this.element.querySelector('.card-accept').focus();
  }

  split() {
    const { hand: word, input } = this;
    const at = input.selectionStart;
    const [left, right] = [word?.text.slice(0, at).trimEnd(), word?.text.slice(at).trimStart()];
    if (!left || !right) return this.hint(t('Put the cursor where the word should be split.'));
    if (this.#isFull()) return;
    const [x0, y0, x1, y1] = word.box;
    const cut = Math.round(x0 + ((x1 - x0) * left.length) / (left.length + right.length));
    if (cut - x0 < smallest || x1 - cut < smallest) return;
    const second = { text: right, box: this.ink.snap([cut, y0, x1, y1]) ?? [cut, y0, x1, y1], line: word.line };
    Object.assign(word, { text: left, box: this.ink.snap([x0, y0, cut, y1]) ?? [x0, y0, cut, y1], confidence: undefined });
    this.words.splice(this.words.indexOf(word) + 1, 0, second);
    this.#rect(second);
    word.rect.removeAttribute('data-confidence');
    this.#setBox(word);
    this.#edited();
    this.take(second);
  }

  merge() {
    const index = this.words.indexOf(this.hand);
    const [word, next] = [this.words[index], this.words[index + 1]];
    if (!word || next?.line !== word.line) return this.hint(t('There is no next word in this line.'));
    Object.assign(word, {
      text: word.text + next.text, confidence: undefined,
      box: [Math.min(word.box[0], next.box[0]), Math.min(word.box[1], next.box[1]), Math.max(word.box[2], next.box[2]), Math.max(word.box[3], next.box[3])],
    });
    this.#drop(next);
    word.rect.removeAttribute('data-confidence');
    this.#setBox(word);
    this.#edited();
    this.take(word);
  }

  remove() {
    const index = this.words.indexOf(this.hand);
    if (index < 0) return;
    this.#drop(this.hand);
    this.#edited();
    this.hand = null;
    const next = this.words[Math.min(index, this.words.length - 1)];
    if (next) this.take(next);
    else this.input.hidden = true;
  }

  earlier() { this.#move(-1); }

  later() { this.#move(1); }

  // the words from the one in hand on begin a line of their own
  newline() {
    if (!this.hand || !breakLine(this.words, this.hand)) return;
    this.#edited();
  }

  reorder() {
    this.words = orderedByPlace(this.words);
    this.#edited();
  }

  #move(by) {
    const index = this.words.indexOf(this.hand);
    const other = this.words[index + by];
    if (index < 0 || !other) return;
    [this.words[index], this.words[index + by]] = [other, this.hand];
    [this.hand.line, other.line] = [other.line, this.hand.line];
    this.#edited();
  }

  #drop(word) {
    word.rect.remove();
    this.words.splice(this.words.indexOf(word), 1);
  }

  #typed() {
    if (!this.hand) return;
    Object.assign(this.hand, { text: this.input.value, confidence: undefined });
    this.hand.rect.removeAttribute('data-confidence');
    this.#edited(this.hand);
    if (this.hand.text.trim()) this.hint(this.#faultOf(this.hand) ?? '');
  }

  // typed: the word whose text it was
  #edited(typed = null) {
    this.#flag = null;
    this.element.dataset.kind = 'Labeled';
    this.#tell();
    this.hint('');
    this.history?.step(this.state, typed);
    this.begin();
    clearTimeout(this.draft);
    // a page of a thousand words is not written down with every key
    this.draft = setTimeout(() => this.keep(), 300);
  }

  #isFull() {
    const isFull = this.words.length >= this.limits.words;
    if (isFull) this.hint(t('A page can have at most {0} words.', this.limits.words));
    return isFull;
  }

  restore() {
    super.restore();
    this.focus();
  }

  add(box) {
    if (this.#isFull()) return;
    const word = insertWord(this.words, box);
    this.#rect(word);
    this.#edited();
    this.take(word);
  }

  #clicked(target) {
    const { do: what, flag } = target.closest('button')?.dataset ?? {};
    if (what) this[what]();
    if (flag) {
      this.#flag = flag;
      this.element.dataset.kind = flag;
      this.edited();
    }
  }

  #draw() {
    this.element.dataset.kind = this.#flag ?? 'Labeled';
    this.stage.layer.replaceChildren();
    this.input.hidden = true;
    for (const word of this.words) this.#rect(word);
    this.#tell();
  }

  #rect(word) {
    // not part of what is written
    Object.defineProperty(word, 'rect', { value: shape('rect', { class: 'word' }), enumerable: false });
    const { confidence } = word;
    if (confidence !== undefined && confidence < middleConfidence) word.rect.dataset.confidence = confidence < lowConfidence ? 'low' : 'middle';
    this.#setBox(word);
    this.stage.layer.append(word.rect);
  }

  #setBox(word) { setRect(word.rect, word.box); }

  // the input lies under the word in hand
  #place() {
    if (!this.hand || this.input.hidden) return;
    const [left, , right, bottom] = this.hand.box;
    const { width, height } = this.stage;
    Object.assign(this.input.style, { left: `${(100 * left) / width}%`, top: `${(100 * bottom) / height}%`, minWidth: `max(7ch, ${(100 * (right - left)) / width}%)` });
  }

  #intoSight(word) {
    const scroll = this.part('scroll');
    const [frame, box] = [scroll.getBoundingClientRect(), word.rect.getBoundingClientRect()];
    if (box.top < frame.top + 20 || box.bottom > frame.bottom - 60) scroll.scrollTop += box.top - frame.top - frame.height / 2;
    if (box.left < frame.left + 10 || box.right > frame.right - 10) scroll.scrollLeft += box.left - frame.left - frame.width / 2;
  }

  #tell() {
    const index = this.words.indexOf(this.hand);
    // at both ends Tab leads out of the page, as everywhere
    this.input.toggleAttribute('data-first', index === 0);
    this.input.toggleAttribute('data-last', index === this.words.length - 1);
    this.part('count').textContent = index < 0 ? count(this.words.length, '{0} word', '{0} words') : t('Word {0} of {1}', index + 1, this.words.length);
    this.part('line-text').textContent = index < 0 ? '' : this.words.filter(w => w.line === this.hand.line).map(w => w.text).join(' ');
  }
}

const on = (session, act) => () => { if (session.card) act(session.card); };

export const commands = session => [
  { id: 'accept', title: t('Accept the whole page'), keys: ['Mod+Enter', 'Ctrl+Enter'], legend: t('accept page'), run: () => session.accept() },
  { id: 'next', title: t('Next word in reading order'), keys: ['Enter', 'Tab'], legend: t('next word'), run: on(session, card => card.step(1)) },
  { id: 'previous', title: t('Previous word'), keys: ['Shift+Enter', 'Shift+Tab'], run: on(session, card => card.step(-1)) },
  { id: 'back', title: t('Previous page'), keys: ['Alt+PageUp'], run: () => session.back() },
  { id: 'restore', title: t('Reset the whole page'), keys: ['Alt+Shift+KeyR'], run: () => session.card?.restore() },
  { id: 'split', title: t('Split the word at the cursor'), keys: ['Alt+Slash', 'Alt+KeyS'], run: on(session, card => card.split()) },
  { id: 'merge', title: t('Merge with the next word'), keys: ['Alt+KeyM'], run: on(session, card => card.merge()) },
  { id: 'remove', title: t('Delete the word'), keys: ['Alt+Delete', 'Alt+Backspace'], run: on(session, card => card.remove()) },
  { id: 'earlier', title: t('Move earlier in the reading order'), keys: ['Alt+ArrowUp'], run: on(session, card => card.earlier()) },
  { id: 'later', title: t('Move later in the reading order'), keys: ['Alt+ArrowDown'], run: on(session, card => card.later()) },
  { id: 'newline', title: t('Start a new line here'), keys: ['Alt+Enter'], run: on(session, card => card.newline()) },
  { id: 'reorder', title: t('Sort all words by position'), keys: ['Alt+KeyO'], run: on(session, card => card.reorder()) },
  ...editing(session),
];
