import { locale, t } from './texts.js';

// Asks why a card is passed on. Digits choose the reason while the note is not being typed.
export class SkipDialog {
  // onReason({ reason, title, note })
  constructor(dialog, onReason) {
    Object.assign(this, { dialog, onReason });
    this.note = dialog.querySelector('[data-note]');
    this.reasons = [...dialog.querySelectorAll('[data-reason]')];
    dialog.addEventListener('click', event => this.#choose(event.target.closest('[data-reason]')));
    dialog.addEventListener('keydown', event => {
      if (event.target === this.note || !/^(Digit|Numpad)[1-9]$/.test(event.code)) return;
      event.preventDefault();
      // the card that comes next must not hear of it
      event.stopPropagation();
      this.#choose(this.reasons[Number(event.code.at(-1)) - 1]);
    });
  }

  show() {
    this.note.value = '';
    this.#say('');
    this.dialog.showModal();
    this.reasons[0].focus();
  }

  #choose(button) {
    if (!button) return;
    const note = this.note.value.trim();
    const most = Number(this.note.dataset.max);
    if (note.length > most) return this.#refuse(t('The note has {0} characters; it can have at most {1}.', note.length.toLocaleString(locale), most.toLocaleString(locale)));
    this.dialog.close();
    this.onReason({ reason: button.dataset.reason, title: button.dataset.title, note: note || null });
  }

  // nothing is shortened in silence: the note stays, to be shortened by its writer
  #refuse(fault) {
    this.#say(fault);
    this.note.focus();
  }

  #say(fault) { this.dialog.querySelector('[data-fault]').textContent = fault; }
}
