import { t } from './texts.js';

// Talks to /api/work. Throws Unreachable when the message may simply be sent again later, Rejected when it never will be taken.
export class Unreachable extends Error {
  constructor(message, signedOut = false) { super(message); this.signedOut = signedOut; }
}

export class Rejected extends Error {
  constructor(status, detail) { super(detail); this.status = status; }
}

const timeoutMilliseconds = 20_000;
const tokenFault = 'antiforgery';

export class HttpTransport {
  #token = document.querySelector('meta[name=request-token]').content;

  constructor({ batchId, workerId }) { Object.assign(this, { batchId, workerId }); }

  // onPage: assignments the page has already
  claim(count, onPage) { return this.#post(`api/work/${this.batchId}/claim`, { count, onPage }); }

  send(answers) { return this.#post('api/work/answers', answers); }

  // { assignments, isActive }: which of them are still held, and why the others, [{ assignmentId, reason }, ...], are not
  renew(held) { return this.#post('api/work/renew', held); }

  // the key of this worker's vault
  async key() { return (await this.#fetch('api/work/key', {})).arrayBuffer(); }

  // this worker's answers of the batch that were refused, wherever they were given, as the outbox keeps them
  async refused() { return (await this.#fetch(`api/work/${this.batchId}/refused`, {})).json(); }

  // the batch to go on with, { name, path }; null when there is none
  async next() {
    const response = await this.#fetch(`api/work/${this.batchId}/next`, {});
    return response.status === 204 ? null : response.json();
  }

  // which of these, [{ assignmentId, revision }, ...], were put right or dismissed elsewhere
  settled(answers) { return this.#post('api/work/refused/settled', { answers }); }

  // gives a refused answer up
  dismiss(assignmentId) { return this.#post('api/work/refused/dismiss', { assignmentId }); }

  skip(card) { return this.#post('api/work/skip', card); }

  // { assignmentId, frame, text }: a text that was entered on the image as it lay in that frame, as it lies now
  turned(draft) { return this.#post('api/work/turned', draft); }

  // a card this worker has had, to be answered again; without an assignment the one answered last
  // open: the cards that are open here already
  reopen(assignmentId, open) { return assignmentId ? this.#post('api/work/reopen', { assignmentId }) : this.#post(`api/work/${this.batchId}/undo`, { open }); }

  // the strip of the page round a word, { url, box }; box: the word's place in it as shares of width and height
  async context(assignmentId) {
    const response = await this.#fetch(`api/work/context/${assignmentId}`, {});
    return { url: URL.createObjectURL(await response.blob()), box: response.headers.get('X-Word-Box').split(',').map(Number) };
  }

  // all there are about a card, [{ by, text, writtenAt }, ...]; also after writing one
  async comments(assignmentId) { return (await this.#fetch(`api/work/comments/${assignmentId}`, {})).json(); }

  comment(comment) { return this.#post('api/work/comments', comment); }

  // works while the page is being closed
  release(assignments) {
    const form = new FormData();
    form.append('__RequestVerificationToken', this.#token);
    for (const id of assignments) form.append('assignment', id);
    return navigator.sendBeacon('api/work/return', form);
  }

  // what can still be sent when the page is being closed; whether it arrived is found out by the next page
  sendLast(answers) {
    fetch('api/work/answers', { ...this.#request(answers), keepalive: true }).catch(() => {});
  }

  // a URL of the image that lives in this page only
  async image(path) {
    const response = await this.#fetch(path, {});
    return URL.createObjectURL(await response.blob());
  }

  async #post(path, body) {
    const response = await this.#fetch(path, this.#request(body));
    return response.json();
  }

  #request(body) {
    return { method: 'POST', headers: { 'Content-Type': 'application/json', RequestVerificationToken: this.#token }, body: JSON.stringify(body) };
  }

  async #fetch(path, options) {
    let response;
    try {
      response = await fetch(path, { ...options, redirect: 'manual', signal: AbortSignal.timeout(timeoutMilliseconds) });
    } catch (error) {
      throw new Unreachable(error.message);
    }
    if (response.ok) return response;
    if (response.status === 401 || response.type === 'opaqueredirect') throw new Unreachable('signed out', true);
    if (response.status >= 500 || response.status === 408 || response.status === 429) throw new Unreachable(`HTTP ${response.status}`);
    const problem = await response.json().catch(() => ({}));
    if (problem.title === tokenFault) {
      await this.#renewToken();
      throw new Unreachable('the token had run out');
    }
    // nothing about the message itself: whoever is signed in now is no worker
    if (response.status === 403 && !problem.detail) throw new Unreachable('somebody else is signed in', true);
    throw new Rejected(response.status, problem.detail ?? `HTTP ${response.status}`);
  }

  // the page as it would be now; when it is somebody else's, nothing may be sent in his name
  async #renewToken() {
    const text = await fetch(location.href).then(r => r.text()).catch(() => '');
    const page = new DOMParser().parseFromString(text, 'text/html');
    const surface = page.querySelector('[data-work-surface]');
    if (text && (!surface || JSON.parse(surface.dataset.settings).workerId !== this.workerId)) throw new Unreachable('somebody else is signed in', true);
    const token = page.querySelector('meta[name=request-token]');
    if (token) this.#token = token.content;
  }
}

// A preview: hands its cards out once and forgets what it is told.
export class SandboxTransport {
  #cards;

  constructor(cards) { this.#cards = cards; }

  async claim(count) {
    const cards = this.#cards.splice(0, count);
    return { outcome: cards.length ? 'claimed' : 'nothingLeft', cards, mayComeBack: false, now: Date.now() };
  }

  async next() { return null; }

  async send(answers) { return answers.map(a => ({ assignmentId: a.assignmentId, revision: a.revision, outcome: 'counted' })); }

  async renew({ assignments }) { return { held: assignments, lost: [] }; }

  async refused() { return []; }

  async settled() { return []; }

  async dismiss() {}

  async skip() {}

  async turned(draft) { return draft; }

  async reopen() { return { outcome: 'refused', reason: t('The preview keeps no answers.'), cards: [], now: Date.now() }; }

  async image(path) { return path; }

  async context() { throw new Rejected(404, t('The preview shows no lines.')); }

  async comments() { return []; }

  async comment({ text }) { return [{ by: t('You'), text, writtenAt: new Date().toISOString() }]; }

  release() {}

  sendLast() {}
}
