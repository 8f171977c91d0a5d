import { now } from './clock.js';
import { drafts } from './stores.js';

// One task in the worker's hands: what the server handed out, what has been done with it, and its element, a copy of the template's.
// The card of a template gives: content (get and set, { kind, text }), initial (what the worker starts from), fault(content) and summary(content); it may
// override prepare, focus and placed.
export class Card {
  active = 0;
  keystrokes = 0;
  firstKey = null;
  revision = 0;
  shownAt = null;
  submittedAt = null;
  turned = 0;
  skipped = false;
  #accepted = null;

  constructor(handed, element) {
    Object.assign(this, handed);
    this.element = element;
    this.path = handed.image;
    this.image = element.querySelector('[data-image]');
  }

  part(name) { return this.element.querySelector(`[data-${name}]`); }

  // the image, ready to be painted; throws when the card cannot be shown
  async prepare(transport) {
    this.image.src = this.source = await transport.image(this.path);
    await this.image.decode();
    this.content = drafts.find(this.draftKey) ?? this.initial;
  }

  dispose() { if (this.source?.startsWith('blob:')) URL.revokeObjectURL(this.source); }

  // nothing is left to do about it
  get answered() { return this.#accepted !== null || this.skipped; }

  // what was accepted last; null before
  get accepted() { return this.#accepted; }

  // told once where it stands on its page
  placed(index, count) { this.part('legend').textContent = `${index + 1} of ${count}`; }

  current(isCurrent) {
    this.element.classList.toggle('current', isCurrent);
    if (isCurrent) this.element.setAttribute('aria-current', 'true');
    else this.element.removeAttribute('aria-current');
  }

  focus() { this.part('accept').focus({ preventScroll: true }); }

  // the view of the image only; the answer is about the image as it is
  turnView(quarters) {
    this.turned = (this.turned + quarters + 4) % 4;
    this.element.dataset.turned = this.turned;
  }

  restore() {
    this.content = this.initial;
    this.edited();
  }

  pressed() {
    this.keystrokes++;
    this.firstKey ??= now() - this.shownAt;
  }

  // Null and a hint when it cannot be accepted as it is; 'unchanged' when it was accepted like this already; else the answer to send.
  accept() {
    const { kind, text } = this.content;
    const fault = this.fault({ kind, text });
    this.hint(fault ?? '');
    if (fault) return null;
    if (this.#accepted?.kind === kind && this.#accepted.text === text) return 'unchanged';
    this.#accepted = { kind, text };
    this.skipped = false;
    this.element.classList.remove('skipped');
    this.revision++;
    this.submittedAt ??= now();
    drafts.forget(this.draftKey);
    this.element.classList.add('answered');
    this.element.classList.remove('sent', 'surplus', 'refused');
    this.part('summary').textContent = this.summary(this.#accepted);
    const { assignmentId, revision, keystrokes, active, firstKey, shownAt, submittedAt } = this;
    return { assignmentId, revision, kind, text, keystrokes, active, firstKey, shownAt, submittedAt };
  }

  // passed on to others; answering it after all takes that back
  skip(title) {
    this.skipped = true;
    drafts.forget(this.draftKey);
    this.hint('');
    this.element.classList.add('answered', 'skipped');
    this.part('summary').textContent = `Passed on: ${title}`;
  }

  taken(receipt) {
    if (receipt.revision < this.revision) return;
    this.element.classList.add(receipt.outcome === 'surplus' || receipt.outcome === 'refused' ? receipt.outcome : 'sent');
    if (receipt.outcome === 'surplus') this.hint('Somebody else had answered meanwhile. Yours is kept and counts for pay.');
    if (receipt.outcome === 'refused') this.hint(`Not taken: ${receipt.reason}`);
  }

  hint(text) { this.part('hint').textContent = text; }

  // the worker has changed something
  edited() {
    this.hint('');
    if (!this.answered) drafts.keep(this.draftKey, this.content);
  }
}
