// The server's time, in milliseconds since the epoch, carried on by the page's monotonic clock: a wrong or changed clock of this computer does no harm.
// Set once, so that times of one page agree with each other to the microsecond; again only when the computer has slept and the clock with it.
const slept = 2_000;
let offset = 0;

export function setClock(serverNow) {
  const measured = serverNow - performance.now();
  if (offset === 0 || Math.abs(measured - offset) > slept) offset = measured;
}

export const now = () => offset + performance.now();

const longestGap = 30_000;

// Adds up the gaps of at most 30 s between inputs while the page is visible, each to the card that was worked on. Tabs of one browser tell each other of their inputs,
// so that a gap is counted where it ends and nowhere else.
export class ActiveClock {
  #lastHere = performance.now();
  #last = this.#lastHere;
  #counts = !document.hidden;
  #tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('labeling-activity');

  constructor() {
    if (this.#tabs) this.#tabs.onmessage = () => this.#restart();
  }

  // milliseconds since the last input on this page
  get idle() { return performance.now() - this.#lastHere; }

  input(card) {
    const at = performance.now();
    if (card && this.#counts && at - this.#last <= longestGap) card.active += at - this.#last;
    this.#lastHere = at;
    this.#restart();
    this.#tabs?.postMessage(null);
  }

  // what passes while nobody can see the page is not work
  visibilityChanged() { this.#counts = false; }

  #restart() {
    this.#last = performance.now();
    this.#counts = !document.hidden;
  }
}
