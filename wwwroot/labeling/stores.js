// Where answers wait. Each store keeps the latest revision per assignment, for one worker.

// On this computer, across reloads and restarts of the browser. Answers to donated documents are sealed first; those of an earlier page are read only by a page that has the vault.
export class IndexedDbStore {
  #database;
  #vault;
  // one after the other: a later revision is never overtaken by an earlier one
  #sealing = Promise.resolve();

  // vault: null where there is none, then it takes no answers to donated documents
  static async open(workerId, vault) {
    const request = indexedDB.open('ocrlabeling', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('answers', { keyPath: ['workerId', 'assignmentId'] });
    const store = new IndexedDbStore();
    store.#database = await done(request);
    store.#vault = vault;
    store.workerId = workerId;
    return store;
  }

  get durable() { return true; }

  async all() {
    const range = IDBKeyRange.bound([this.workerId], [this.workerId, []]);
    const rows = await done(this.#answers('readonly').getAll(range));
    // what cannot be opened here stays where it is
    return (await Promise.all(rows.map(row => row.sealed ? this.#vault?.open(row.sealed, this.#nameOf(row)).catch(() => null) : row))).filter(Boolean);
  }

  async put(answer) {
    if (!answer.donated) return this.#write(answer);
    const { assignmentId, revision } = answer;
    const write = this.#sealing.then(async () => this.#write({ assignmentId, revision, sealed: await this.#vault.seal(answer, this.#nameOf(answer)) }));
    this.#sealing = write.catch(() => {});
    return write;
  }

  async remove(assignmentId, revision) {
    await this.#sealing;
    const answers = this.#answers('readwrite');
    const key = [this.workerId, assignmentId];
    const kept = await done(answers.get(key));
    if (kept && kept.revision <= revision) await done(answers.delete(key));
  }

  // kept also when the page is closed the next moment: the transaction does not wait for it
  async #write(answer) {
    const answers = this.#answers('readwrite');
    const kept = done(answers.put({ ...answer, workerId: this.workerId }));
    answers.transaction.commit();
    await kept;
  }

  #nameOf({ assignmentId }) { return `${this.workerId}/${assignmentId}`; }

  #answers(mode) { return this.#database.transaction('answers', mode).objectStore('answers'); }
}

// In this tab only, across reloads: for a browser that keeps nothing else, or cannot encrypt what is donated.
export class SessionStore {
  constructor(workerId) { this.prefix = `answer/${workerId}/`; }

  get durable() { return false; }

  async all() {
    return Object.keys(sessionStorage).filter(k => k.startsWith(this.prefix)).map(k => JSON.parse(sessionStorage.getItem(k)));
  }

  async put(answer) { sessionStorage.setItem(this.prefix + answer.assignmentId, JSON.stringify(answer)); }

  async remove(assignmentId, revision) {
    const kept = JSON.parse(sessionStorage.getItem(this.prefix + assignmentId));
    if (kept && kept.revision <= revision) sessionStorage.removeItem(this.prefix + assignmentId);
  }
}

// What was typed on cards that are not answered yet, so that a reload finds it again.
export const drafts = {
  find: key => sealed?.opened.get(key) ?? JSON.parse(sessionStorage.getItem(draftPrefix + key)),
  keep(key, draft) {
    if (!sealed) return sessionStorage.setItem(draftPrefix + key, JSON.stringify(draft));
    sealed.opened.set(key, draft);
    // the latest of a card only: what was typed on meanwhile is sealed by its own call
    sealed.vault.seal(draft, key).then(text => { if (sealed.opened.get(key) === draft) sessionStorage.setItem(sealedPrefix + key, text); });
  },
  forget(key) {
    sealed?.opened.delete(key);
    for (const prefix of [draftPrefix, sealedPrefix]) sessionStorage.removeItem(prefix + key);
  },
  // from now on they are sealed; those of an earlier load are opened
  async sealBy(vault) {
    const opened = new Map();
    for (const name of Object.keys(sessionStorage).filter(k => k.startsWith(sealedPrefix))) {
      const key = name.slice(sealedPrefix.length);
      const draft = await vault.open(sessionStorage.getItem(name), key).catch(() => null);
      if (draft) opened.set(key, draft);
    }
    sealed = { vault, opened };
  },
};

const draftPrefix = 'draft/';
const sealedPrefix = 'sealed-draft/';
let sealed = null;

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
