import { combination } from './keys.js';
import { t } from './texts.js';

// The overlay that names every key and gives commands other ones.
export class Help {
  #waiting = null;

  constructor(dialog, keys, onChange) {
    Object.assign(this, { dialog, keys, onChange });
    dialog.addEventListener('click', event => this.#clicked(event.target));
    // before anybody else: the key that is being chosen does nothing
    dialog.addEventListener('keydown', event => this.#pressed(event), true);
    dialog.addEventListener('close', () => this.#wait(null));
  }

  get open() { return this.dialog.open; }

  show() {
    this.#draw();
    this.dialog.showModal();
  }

  #draw() {
    const row = this.dialog.querySelector('[data-key-row]');
    this.dialog.querySelector('[data-key-rows]').replaceChildren(...this.keys.commands.map(command => {
      const element = document.importNode(row.content.firstElementChild, true);
      element.querySelector('[data-title]').textContent = command.title;
      const list = element.querySelector('[data-keys]');
      const key = list.firstElementChild;
      list.replaceChildren(...this.keys.keysOf(command).map(k => Object.assign(key.cloneNode(), { textContent: this.keys.keyboard.text(k) })));
      const button = element.querySelector('[data-change]');
      button.dataset.change = command.id;
      button.setAttribute('aria-label', t('Change shortcut: {0}', command.title));
      return element;
    }));
  }

  #clicked(target) {
    if (target.closest('[data-change]')) this.#wait(target.closest('[data-change]'));
    if (target.closest('[data-reset-keys]')) this.#change(() => this.keys.reset());
  }

  #wait(button) {
    if (this.#waiting) this.#waiting.textContent = t('Change');
    this.#waiting = button;
    if (button) button.textContent = t('Press a key …');
  }

  #pressed(event) {
    if (!this.#waiting) return;
    event.stopPropagation();
    event.preventDefault();
    const key = combination(event);
    if (!key) return;
    const { change } = this.#waiting.dataset;
    if (key === 'Escape') return this.#wait(null);
    this.#change(() => this.keys.assign(this.keys.commands.find(c => c.id === change), key));
    this.dialog.querySelector(`[data-change="${change}"]`).focus();
  }

  #change(how) {
    this.#waiting = null;
    how();
    this.#draw();
    this.onChange();
  }
}
