import { Rejected } from './transport.js';

const perMessage = 50;
const writesDownAfter = 50;
const firstWait = 1_000;
const longestWait = 15_000;

// Keeps every answer until the server has it, and sends it until it has. An answer is its assignment and revision, so sending twice does no harm.
// What the server refuses is set aside with the reason, and stays until it is repaired or dismissed.
export class Outbox {
  #answers = new Map();
  #refused = new Map();
  #sending = false;
  #wait = firstWait;
  #timer = 0;
  #unwritten = [];
  #writing = 0;

  // store: all(), put(answer), remove(assignmentId, revision); onReceipt(receipt) for each answer the server has judged; onChange() whenever size, refused or reachable change
  constructor(store, transport, { onReceipt, onChange }) {
    Object.assign(this, { store, transport, onReceipt, onChange, reachable: true, signedOut: false });
    addEventListener('online', () => this.flush());
  }

  // not written down yet
  get isWriting() { return this.#unwritten.length > 0 || this.#writing > 0; }

  // still to be sent
  get size() { return this.#answers.size; }

  // answers as they were given, with the server's reason as refused; the earliest first
  get refused() { return [...this.#refused.values()].sort((a, b) => a.submittedAt - b.submittedAt); }

  // cards whose answers are here
  get assignments() { return [...this.#answers.keys(), ...this.#refused.keys()]; }

  refusedOf(assignmentId) { return this.#refused.get(assignmentId) ?? null; }

  // the latest revision that is known here of an answer; 0 without one
  revisionOf(assignmentId) {
    const refused = this.#refused.get(assignmentId);
    return Math.max(this.#answers.get(assignmentId)?.revision ?? 0, refused?.revision ?? 0, refused?.latest ?? 0);
  }

  // answers an earlier page could not send, or that were refused there
  async open() {
    for (const answer of await this.store.all()) {
      if (answer.refused === undefined) this.#remember(answer);
      else this.#refused.set(answer.assignmentId, answer);
    }
    this.onChange();
    this.flush();
  }

  // Brings what is refused up to what the server knows: answers that were refused elsewhere come, marked with their batch, and those that were put right or dismissed elsewhere go.
  async lookUp(batch) {
    // of one that an answer from elsewhere stood in the way of, only this page knows
    const kept = this.refused.filter(a => a.latest === undefined);
    const [listed, settled] = await Promise.all([this.transport.refused(), kept.length ? this.transport.settled(kept.map(({ assignmentId, revision }) => ({ assignmentId, revision }))) : []]);
    const gone = kept.filter(a => settled.includes(a.assignmentId) && this.#refused.get(a.assignmentId) === a);
    for (const { assignmentId } of gone) this.#refused.delete(assignmentId);
    this.adopt(listed.map(a => ({ ...a, ...batch })));
    for (const { assignmentId, revision } of gone) await this.store.remove(assignmentId, revision).catch(() => {});
  }

  // What the server has refused, on whatever page it was given. What is known here of the same card is later, or the same as it was entered here, which goes before, unless the image was turned since.
  adopt(answers) {
    for (const answer of answers) {
      const [known, kept] = [this.revisionOf(answer.assignmentId), this.refusedOf(answer.assignmentId)];
      if (known < answer.revision || known === answer.revision && kept?.revision === known && kept.frame !== answer.frame) this.#refused.set(answer.assignmentId, answer);
    }
    this.onChange();
  }

  // the card of a refused answer came back under another assignment
  async readdress(from, to) {
    const answer = this.#refused.get(from);
    if (!answer || from === to) return;
    this.#refused.delete(from);
    await this.#setAside({ ...answer, assignmentId: to }, answer.refused, answer.latest);
    await this.store.remove(from, Infinity).catch(() => {});
  }

  // written down and sent once the next card stands there: both take the processor from painting it
  put(answer) {
    this.#refused.delete(answer.assignmentId);
    this.#remember(answer);
    this.onChange();
    this.#unwritten.push(answer);
    if (this.#unwritten.length === 1) setTimeout(() => this.#writeDown(), writesDownAfter);
  }

  // gives a refused answer up
  async dismiss(assignmentId) {
    this.#refused.delete(assignmentId);
    this.onChange();
    await this.store.remove(assignmentId, Infinity);
    // without an answer the server offers it again to a later page
    await this.transport.dismiss(assignmentId).catch(() => {});
  }

  async flush() {
    if (this.#sending || !this.size) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    try {
      while (this.size) await this.#sendSome();
      this.#wait = firstWait;
      Object.assign(this, { reachable: true, signedOut: false });
    } catch (error) {
      Object.assign(this, { reachable: false, signedOut: error.signedOut === true });
      this.#timer = setTimeout(() => this.flush(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, longestWait);
    } finally {
      this.#sending = false;
      this.onChange();
    }
  }

  // the page is being closed
  flushLast() {
    for (const answer of this.#unwritten) this.store.put(answer).catch(() => {});
    if (this.size) this.transport.sendLast(this.#oldest(perMessage).map(toMessage));
  }

  async #writeDown() {
    // what cannot be kept on this computer can still be sent
    this.#writing++;
    await Promise.allSettled(this.#unwritten.splice(0).map(answer => this.store.put(answer)));
    this.#writing--;
    this.flush();
  }

  async #sendSome() {
    const some = this.#oldest(perMessage);
    for (const receipt of await this.#sendOrSplit(some)) {
      const kept = this.#answers.get(receipt.assignmentId);
      const isLatest = kept && kept.revision <= receipt.revision;
      if (isLatest) this.#answers.delete(receipt.assignmentId);
      if (receipt.outcome !== 'refused') await this.store.remove(receipt.assignmentId, receipt.revision);
      else if (isLatest) await this.#setAside(kept, receipt.reason, receipt.latest);
      // a later one is under way
      else continue;
      this.onReceipt(receipt);
      this.onChange();
    }
  }

  // it is kept even where this computer cannot write it down
  async #setAside(answer, reason, latest) {
    const refused = { ...answer, refused: reason, latest };
    this.#refused.set(answer.assignmentId, refused);
    await this.store.put(refused).catch(() => {});
  }

  // one message the server cannot read must not hold up the others
  async #sendOrSplit(some) {
    try {
      return await this.transport.send(some.map(toMessage));
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      if (some.length === 1) return [{ assignmentId: some[0].assignmentId, revision: some[0].revision, outcome: 'refused', reason: error.message }];
      const receipts = [];
      for (const one of some) receipts.push(...await this.#sendOrSplit([one]));
      return receipts;
    }
  }

  #remember(answer) {
    const kept = this.#answers.get(answer.assignmentId);
    if (!kept || kept.revision < answer.revision) this.#answers.set(answer.assignmentId, answer);
  }

  #oldest(count) { return [...this.#answers.values()].sort((a, b) => a.submittedAt - b.submittedAt).slice(0, count); }
}

function toMessage({ assignmentId, frame = null, revision, kind, text, takenBack = false, keystrokes, active, firstKey, shownAt, submittedAt }) {
  const whole = milliseconds => Math.max(0, Math.round(milliseconds));
  return {
    assignmentId, frame, revision, kind, text, takenBack, keystrokes, active: whole(active), firstKey: firstKey === null ? null : whole(firstKey),
    shownAt: whole(shownAt), submittedAt: whole(submittedAt),
  };
}
