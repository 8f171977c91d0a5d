// Where answers wait. Each store keeps the latest revision per assignment, for one worker.

// On this computer, across reloads and restarts of the browser.
export class IndexedDbStore {
  #database;

  static async open(workerId) {
    const request = indexedDB.open('ocrlabeling', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('answers', { keyPath: ['workerId', 'assignmentId'] });
    const store = new IndexedDbStore();
    store.#database = await done(request);
    store.workerId = workerId;
    return store;
  }

  get durable() { return true; }

  all() {
    const range = IDBKeyRange.bound([this.workerId], [this.workerId, []]);
    return done(this.#answers('readonly').getAll(range));
  }

  // kept also when the page is closed the next moment: the transaction does not wait for it
  async put(answer) {
    const answers = this.#answers('readwrite');
    const kept = done(answers.put({ ...answer, workerId: this.workerId }));
    answers.transaction.commit();
    await kept;
  }

  async remove(assignmentId, revision) {
    const answers = this.#answers('readwrite');
    const key = [this.workerId, assignmentId];
    const kept = await done(answers.get(key));
    if (kept && kept.revision <= revision) await done(answers.delete(key));
  }

  #answers(mode) { return this.#database.transaction('answers', mode).objectStore('answers'); }
}

// In this tab only, across reloads: nothing of a donated document stays on the computer.
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
  find: key => JSON.parse(sessionStorage.getItem(`draft/${key}`)),
  keep: (key, draft) => sessionStorage.setItem(`draft/${key}`, JSON.stringify(draft)),
  forget: key => sessionStorage.removeItem(`draft/${key}`),
};

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
