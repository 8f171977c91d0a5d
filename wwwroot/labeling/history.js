// The steps of one card, each the whole state as it was: what undo and redo go through. Typing in one place is one step.
const most = 200;

export class History {
  #past = [];
  #future = [];
  #place = null;

  // state: what the card begins with; any value that is not changed afterwards
  constructor(state) { this.state = state; }

  get canUndo() { return this.#past.length > 0; }

  get canRedo() { return this.#future.length > 0; }

  // place: where something is being typed; while it stays the same, steps run together. Null: a step of its own.
  step(state, place = null) {
    if (state === this.state) return;
    if (place === null || place !== this.#place) this.#past.push(this.state);
    if (this.#past.length > most) this.#past.shift();
    this.#place = place;
    this.#future = [];
    this.state = state;
  }

  // the state before; null when there is none
  undo() { return this.#go(this.#past, this.#future); }

  redo() { return this.#go(this.#future, this.#past); }

  #go(from, to) {
    if (!from.length) return null;
    to.push(this.state);
    this.#place = null;
    this.state = from.pop();
    return this.state;
  }
}
