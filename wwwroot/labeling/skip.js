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
    this.dialog.showModal();
    this.reasons[0].focus();
  }

  #choose(button) {
    if (!button) return;
    this.dialog.close();
    this.onReason({ reason: button.dataset.reason, title: button.dataset.title, note: this.note.value.trim() || null });
  }
}
