// The answers that the server has not taken: why, what they say, and the way back to each.
export class RefusedDialog {
  // onOpen(answer): goes to its card; onDismiss(answer); textOf(answer): what it says, for people
  constructor(dialog, outbox, { onOpen, onDismiss, textOf }) {
    Object.assign(this, { dialog, outbox, tell: { onOpen, onDismiss, textOf } });
    dialog.addEventListener('click', event => {
      const button = event.target.closest('button[data-assignment]');
      const answer = button && outbox.refusedOf(button.dataset.assignment);
      if (!answer) return;
      if ('open' in button.dataset) dialog.close();
      (('open' in button.dataset) ? onOpen : onDismiss)(answer);
    });
  }

  show() {
    this.draw();
    if (!this.dialog.open) this.dialog.showModal();
  }

  draw() {
    const row = this.dialog.querySelector('[data-refused-row]');
    const rows = this.outbox.refused.map(answer => {
      const element = document.importNode(row.content.firstElementChild, true);
      element.querySelector('[data-reason]').textContent = answer.refused;
      element.querySelector('[data-text]').textContent = this.tell.textOf(answer);
      for (const button of element.querySelectorAll('button')) button.dataset.assignment = answer.assignmentId;
      return element;
    });
    this.dialog.querySelector('[data-refused-rows]').replaceChildren(...rows);
    if (!rows.length && this.dialog.open) this.dialog.close();
  }
}
