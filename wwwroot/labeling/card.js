import { now } from './clock.js';
import { drafts } from './stores.js';

const summaries = {
  BadOrientation: 'Bad orientation', ForeignScript: 'Foreign script or accent', Unreadable: 'No text, handwritten, unreadable', Unsure: 'Unsure',
};

// One word: what the server handed out, what the worker has done with it, and its element.
export class Card {
  active = 0;
  keystrokes = 0;
  firstKey = null;
  revision = 0;
  shownAt = null;
  submittedAt = null;
  #accepted = null;

  constructor(handed, template) {
    Object.assign(this, handed);
    this.element = document.importNode(template.content.firstElementChild, true);
    this.input = this.element.querySelector('[data-text]');
    this.radios = [...this.element.querySelectorAll('input[type=radio]')];
    for (const radio of this.radios) radio.name = `kind-${this.assignmentId}`;
    const draft = drafts.find(this.taskId);
    this.text = draft?.text ?? this.preLabel ?? '';
    this.kind = draft?.kind ?? 'Transcribed';
    this.input.addEventListener('input', () => { this.kind = 'Transcribed'; });
    this.input.addEventListener('input', () => this.#edited());
    for (const radio of this.radios) radio.addEventListener('change', () => this.#edited());
  }

  // the image, ready to be painted; throws when the card cannot be shown
  async prepare(transport) {
    const image = this.element.querySelector('[data-image]');
    image.src = this.source = await transport.image(this.image);
    await image.decode();
  }

  dispose() { if (this.source?.startsWith('blob:')) URL.revokeObjectURL(this.source); }

  get text() { return this.input.value; }

  set text(value) { this.input.value = value; }

  get kind() { return this.radios.find(r => r.checked)?.value; }

  set kind(value) {
    for (const radio of this.radios) radio.checked = radio.value === value;
    this.element.dataset.kind = value;
  }

  get answered() { return this.#accepted !== null; }

  // place on its page, for people
  number(index, count) {
    this.element.querySelector('[data-legend]').textContent = `Word ${index + 1} of ${count}`;
    this.input.setAttribute('aria-label', `Text of word ${index + 1} of ${count}`);
  }

  current(isCurrent) {
    this.element.classList.toggle('current', isCurrent);
    if (isCurrent) this.element.setAttribute('aria-current', 'true');
    else this.element.removeAttribute('aria-current');
  }

  restore() {
    this.text = this.preLabel ?? '';
    this.kind = 'Transcribed';
    this.#edited();
  }

  pressed() {
    this.keystrokes++;
    this.firstKey ??= now() - this.shownAt;
  }

  // Null and a hint when it cannot be accepted as it is; 'unchanged' when it was accepted like this already; else the answer to send.
  accept() {
    const kind = this.kind;
    const text = kind === 'Transcribed' ? this.text.normalize('NFC').trim() : null;
    if (text === '') {
      this.#hint('There is no text. If there is none in the image either, choose “No text” (Alt 4).');
      return null;
    }
    this.#hint('');
    if (this.#accepted?.kind === kind && this.#accepted.text === text) return 'unchanged';
    this.#accepted = { kind, text };
    this.revision++;
    this.submittedAt ??= now();
    drafts.forget(this.taskId);
    this.element.classList.add('answered');
    this.element.classList.remove('sent', 'surplus', 'refused');
    this.element.querySelector('[data-summary]').textContent = text ?? summaries[kind];
    const { assignmentId, taskId, revision, keystrokes, active, firstKey, shownAt, submittedAt } = this;
    return { assignmentId, taskId, revision, kind, text, keystrokes, active, firstKey, shownAt, submittedAt };
  }

  taken(receipt) {
    if (receipt.revision < this.revision) return;
    this.element.classList.add(receipt.outcome === 'surplus' || receipt.outcome === 'refused' ? receipt.outcome : 'sent');
    if (receipt.outcome === 'surplus') this.#hint('Somebody else had answered meanwhile. Yours is kept and counts for pay.');
    if (receipt.outcome === 'refused') this.#hint(`Not taken: ${receipt.reason}`);
  }

  #edited() {
    this.element.dataset.kind = this.kind;
    this.#hint('');
    if (!this.answered) drafts.keep(this.taskId, { kind: this.kind, text: this.text });
  }

  #hint(text) { this.element.querySelector('[data-hint]').textContent = text; }
}
