const steps = [0.25, 0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5];

// How large images are shown: remembered for each template, as a factor of the size they have by themselves.
export class Zoom {
  // root: gets --zoom; fitOf(): the factor at which the whole image in hand can be seen
  constructor(root, template, { fitOf, changed }) {
    Object.assign(this, { root, key: `zoom/${template}`, fitOf, changed });
    const kept = Number(localStorage.getItem(this.key));
    this.factor = kept >= steps[0] && kept <= steps.at(-1) ? kept : 1;
    this.#show();
  }

  // 1: larger, -1: smaller
  step(by) {
    const next = by > 0 ? steps.find(s => s > this.factor + 0.001) : steps.findLast(s => s < this.factor - 0.001);
    if (next) this.#set(next);
  }

  reset() { this.#set(1); }

  fit() { this.#set(Math.min(steps.at(-1), Math.max(steps[0], this.fitOf()))); }

  get text() { return `${Math.round(100 * this.factor)} %`; }

  #set(factor) {
    this.factor = factor;
    localStorage.setItem(this.key, factor);
    this.#show();
  }

  #show() {
    this.root.style.setProperty('--zoom', this.factor);
    this.changed(this);
  }
}
