import { locale, t } from './texts.js';
import { Rejected } from './transport.js';

// What the worker and the team say to each other about a card.
export class CommentsDialog {
  #card = null;

  constructor(dialog, transport) {
    Object.assign(this, { dialog, transport });
    this.text = dialog.querySelector('[data-text]');
    dialog.querySelector('[data-send]').addEventListener('click', () => this.#send());
    // Enter is a line of the comment; with Ctrl it is sent, and the cards hear of neither
    dialog.addEventListener('keydown', event => {
      event.stopPropagation();
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#send();
    });
  }

  async show(card) {
    this.#card = card;
    this.text.value = '';
    this.#say('');
    this.#draw([]);
    this.dialog.showModal();
    this.text.focus();
    await this.#try(() => this.transport.comments(card.assignmentId));
  }

  async #send() {
    const text = this.text.value.trim();
    if (!text) return this.#say(t('Write a comment first.'));
    if (await this.#try(() => this.transport.comment({ assignmentId: this.#card.assignmentId, text }))) this.text.value = '';
  }

  async #try(ask) {
    try {
      this.#draw(await ask());
      this.#say('');
      return true;
    } catch (error) {
      this.#say(error instanceof Rejected ? error.message : t('The server is not responding. Your text stays here; try again in a moment.'));
      return false;
    }
  }

  #draw(comments) {
    const row = this.dialog.querySelector('[data-comment-row]');
    this.dialog.querySelector('[data-comments]').replaceChildren(...comments.map(({ by, text, writtenAt }) => {
      const element = document.importNode(row.content.firstElementChild, true);
      element.querySelector('[data-by]').textContent = by;
      element.querySelector('time').textContent = new Date(writtenAt).toLocaleString(locale);
      element.querySelector('[data-said]').textContent = text;
      return element;
    }));
  }

  #say(text) { this.dialog.querySelector('[data-fault]').textContent = text; }
}
