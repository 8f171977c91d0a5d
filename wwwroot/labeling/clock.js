// Time as the page measures it. Monotonic while the page lives; comparable with the times of an earlier page, because both count from the epoch.
export const now = () => performance.timeOrigin + performance.now();

const longestGap = 30_000;

// Adds up the gaps of at most 30 s between inputs while the page is visible, each to the card that was worked on.
export class ActiveClock {
  #last = performance.now();
  #counts = !document.hidden;

  // milliseconds since the last input
  get idle() { return performance.now() - this.#last; }

  input(card) {
    const at = performance.now();
    if (card && this.#counts && at - this.#last <= longestGap) card.active += at - this.#last;
    this.#last = at;
    this.#counts = !document.hidden;
  }

  // what passes while nobody can see the page is not work
  visibilityChanged() { this.#counts = false; }
}
