import { now } from './clock.js';
import { History } from './history.js';
import { drafts } from './stores.js';
import { t } from './texts.js';

// One task in the worker's hands: what the server handed out, what has been done with it, and its element, a copy of the template's.
// The card of a template gives: content (get and set, { kind, text }), initial (what the worker starts from), fault(content) and summary(content); it may
// override prepare, focus, placed and state.
export class Card {
  active = 0;
  keystrokes = 0;
  firstKey = null;
  revision = 0;
  shownAt = null;
  submittedAt = null;
  turned = 0;
  skipped = false;
  // why it is no longer the worker's, a sentence; null while it is
  lost = null;
  // the server has an answer to it
  given = false;
  // null where a card keeps no steps of its own
  history = null;
  #accepted = null;
  #drafted = false;
  #mended = null;

  // handed.draftKey: the same for every card of one task, also where its image was turned or it came under another assignment.
  // handed.frame: goes back with every answer; it says which way the image lay.
  // handed.answer: what this worker has said about it already, { kind, text, revision }, where a card comes back
  constructor(handed, element) {
    Object.assign(this, handed);
    this.element = element;
    this.path = handed.image;
    this.image = element.querySelector('[data-image]');
    this.given = Boolean(handed.answer);
  }

  part(name) { return this.element.querySelector(`[data-${name}]`); }

  // the image, ready to be painted; throws when the card cannot be shown
  async prepare(transport) {
    this.image.src = this.source = await transport.image(this.path);
    await this.image.decode();
    this.revision = this.answer?.revision ?? 0;
    const draft = await this.#draft(transport);
    this.#drafted = draft !== null;
    this.content = draft ?? this.answer ?? this.initial;
    this.history = new History(this.state);
  }

  // everything an edit may change, as a text; undo and redo put it back
  get state() { return JSON.stringify(this.content); }

  set state(state) { this.content = JSON.parse(state); }

  undoEdit() { this.#goTo(this.history.undo(), t('Nothing to undo on this card.')); }

  redoEdit() { this.#goTo(this.history.redo(), t('Nothing to redo.')); }

  dispose() { if (this.source?.startsWith('blob:')) URL.revokeObjectURL(this.source); }

  // nothing is left to do about it
  get answered() { return this.#accepted !== null || this.skipped; }

  // it holds something the server does not have: what was begun, or an answer that was taken back
  get begun() { return !this.answered && (this.#drafted || this.revision > 0); }

  // what tells its task from others
  get key() { return this.draftKey; }

  // whether what was said lies on the image as this card shows it
  fits({ frame, kind, text }) { return (frame ?? this.frame) === this.frame || this.outlivesTurns({ kind, text }); }

  // it says the same however the image lies
  outlivesTurns({ kind, text }) { return text === null && kind !== 'BadOrientation'; }

  // It went back to the others, for a reason, or (null) is the worker's again. What has been entered stays.
  lose(reason) {
    if (this.lost === reason) return;
    this.lost = reason;
    if (!this.answered) this.hint('');
  }

  get #loss() {
    if (this.lost === null || this.answered) return '';
    return this.begun ? t('{0} The card was returned. What you entered stays here: accept it anyway, or skip the card.', this.lost) : t('{0} The card was returned.', this.lost);
  }

  // what was accepted last; null before
  get accepted() { return this.#accepted; }

  // told once where it stands on its page
  placed(index, count) { this.part('legend').textContent = t('{0} of {1}', index + 1, count); }

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
    if (!fault) this.lost = null;
    this.hint(fault ?? '');
    if (fault) return null;
    if (this.#accepted?.kind === kind && this.#accepted.text === text) return 'unchanged';
    this.#accepted = { kind, text };
    this.#drafted = false;
    this.skipped = false;
    this.element.classList.remove('skipped');
    this.revision++;
    this.submittedAt ??= now();
    drafts.forget(this.draftKey);
    this.element.classList.add('answered');
    this.element.classList.remove('sent', 'surplus', 'late', 'refused');
    this.part('summary').textContent = this.summary(this.#accepted);
    return this.#message({ kind, text });
  }

  // The answer no longer holds until the card is accepted again; what to tell the server.
  takeBack() {
    const { kind, text } = this.#accepted ?? this.content;
    this.#open();
    // the time until the next submit is counted from here on
    this.submittedAt = null;
    this.active = 0;
    // what was said of the answer is said of none any more
    this.hint('');
    this.revision++;
    // the text is in no store by now, if the answer had not been sent yet
    this.keep();
    return this.#message({ kind, text, takenBack: true });
  }

  // passed on to others; answering it after all takes that back
  skip(title) {
    this.skipped = true;
    this.#drafted = false;
    this.lost = null;
    drafts.forget(this.draftKey);
    this.hint('');
    this.element.classList.add('answered', 'skipped');
    this.part('summary').textContent = t('Skipped: {0}', title);
  }

  // what the server says of the answer it has got
  taken({ revision, outcome, reason }) {
    if (['counted', 'replaced', 'surplus', 'late'].includes(outcome)) this.given = true;
    if (revision < this.revision || outcome === 'takenBack') return;
    if (outcome === 'refused') {
      this.#open();
      this.keep();
      this.#mended = revision;
      return this.#refuse(reason);
    }
    this.element.classList.add(outcome === 'surplus' || outcome === 'late' ? outcome : 'sent');
    if (outcome === 'surplus') this.hint(t('Others had already answered. Your answer is kept and paid.'));
    if (outcome === 'late') this.hint(t('{0} Your answer is kept and marked as late.', reason || t('You no longer held this card.')));
  }

  // A refused answer is in it, to be put right. What has been put right of it already stays.
  mend({ kind, text, revision, refused }) {
    if (this.#mended !== revision) {
      this.skipped = false;
      this.#open();
      this.content = { kind, text };
      this.edited();
      this.#mended = revision;
    }
    this.#refuse(refused);
  }

  // without anything else to say it says why the card is lost
  hint(text) {
    const said = text || this.#loss;
    const hint = this.part('hint');
    // said aloud whenever it is set
    if (hint.textContent !== said) hint.textContent = said;
  }

  // The worker has changed something. place: where it was typed; see History.
  edited(place = null) {
    this.hint('');
    this.history?.step(this.state, place);
    this.keep();
  }

  // what a reload finds again
  keep() {
    if (this.answered) return;
    this.#drafted = true;
    drafts.keep(this.draftKey, { ...this.content, frame: this.frame });
  }

  // it will be kept
  begin() { this.#drafted = true; }

  #refuse(reason) {
    this.element.classList.add('refused');
    this.hint(t('Rejected: {0}', reason));
  }

  // what was begun, as the image lies now; null without
  async #draft(transport) {
    const draft = drafts.find(this.draftKey);
    if (!draft || this.fits(draft)) return draft ?? null;
    if (draft.text === null) return null;
    const { assignmentId } = this;
    return transport.turned({ assignmentId, frame: draft.frame, text: draft.text }).then(({ text }) => ({ kind: draft.kind, text }), () => null);
  }

  #goTo(state, otherwise) {
    if (state === null) return this.hint(otherwise);
    this.state = state;
    this.hint('');
    this.keep();
  }

  // something is left to do about it again
  #open() {
    this.#accepted = null;
    this.element.classList.remove('answered', 'skipped', 'sent', 'surplus', 'late', 'refused');
  }

  #message({ kind, text, takenBack = false }) {
    const { assignmentId, frame, revision, keystrokes, active, firstKey, shownAt, submittedAt } = this;
    return { assignmentId, frame, revision, kind, text, takenBack, keystrokes, active, firstKey, shownAt: shownAt ?? now(), submittedAt: submittedAt ?? now() };
  }
}
