import { t } from './texts.js';
import { Rejected } from './transport.js';

// The strip of the page round a word, under its image, for as long as the worker wants to see it.
export class ContextStrip {
  constructor(transport) { this.transport = transport; }

  // shows it at the card, or hides it again
  async toggle(card) {
    const figure = card?.part('context');
    if (!figure) return;
    if (!figure.hidden) return this.#hide(figure);
    card.hint(t('Loading the line …'));
    try {
      const { url, box } = await this.transport.context(card.assignmentId);
      const image = figure.querySelector('img');
      image.src = url;
      await image.decode();
      const [left, top, right, bottom] = box;
      Object.assign(figure.querySelector('span').style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` });
      figure.hidden = false;
      card.hint('');
    } catch (error) {
      card.hint(error instanceof Rejected ? error.message : t('The server is not responding. Try again in a moment.'));
    }
  }

  #hide(figure) {
    figure.hidden = true;
    URL.revokeObjectURL(figure.querySelector('img').src);
  }
}
