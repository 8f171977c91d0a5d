import { Zoom } from './zoom.js';

// What the worker sees around the cards: progress, messages, the end, what is not sent yet or was not taken.
const endings = {
  nothingLeft: ['Nothing left for you here', 'You have been through everything in this batch that is not taken. Thank you.'],
  waiting: ['Nothing left at the moment', 'Others still hold some of it. This page looks again by itself every 20 seconds.'],
  notOpen: ['This batch is not open', 'It was paused or closed. What you have answered counts.'],
  tooManyHeld: ['You hold enough cards of this batch', 'They are on another page of yours, or were on one that was closed. Answer them there; those nobody works on come back within two minutes.'],
  judging: ['Your answers are being judged', 'This takes a moment.'],
  passed: ['You have passed', 'The work of this pool is open for you now.'],
  notPassed: ['Thank you', 'Too few of your answers were right, so this pool has no work for you. Who invited you may let you begin anew.'],
  returned: ['Cards given back', 'Your unanswered cards are with the others again. What you have answered counts.'],
  sandbox: ['End of the preview', 'A worker would get the next cards now. Nothing was saved.'],
};

export class View {
  signedOut = 'You are signed out. Sign in again in another tab, as yourself; your answers are kept here.';

  // fitOf(): the zoom at which the whole image in hand is seen
  constructor(root, { isSandbox, noun, template, fitOf }) {
    Object.assign(this, { root, isSandbox, noun });
    this.zoom = new Zoom(root, template, { fitOf, changed: zoom => { this.part('zoom').textContent = zoom.text; } });
  }

  part(name) { return this.root.querySelector(`[data-${name}]`); }

  show(page) {
    this.root.dataset.state = 'work';
    this.part('end').hidden = true;
    this.part('cards').replaceChildren(...page.map(c => c.element));
  }

  focus(card, pointer) {
    // what is higher than the window is shown from its top
    const block = card.element.offsetHeight > 0.75 * innerHeight ? 'start' : 'center';
    card.element.scrollIntoView({ block, behavior: 'instant' });
    card.focus(pointer);
  }

  progress(page, index, total) {
    const answered = page.filter(c => c.answered).length;
    this.part('counter').textContent = `${this.noun} ${index + 1} of ${page.length} · ${total} done in this sitting`;
    const bar = this.part('progress');
    bar.setAttribute('aria-valuemax', page.length);
    bar.setAttribute('aria-valuenow', answered);
    this.part('progress-bar').style.transform = `scaleX(${answered / page.length})`;
  }

  end(outcome) {
    this.root.dataset.state = 'end';
    this.part('cards').replaceChildren();
    const key = this.isSandbox && outcome.outcome === 'nothingLeft' ? 'sandbox' : outcome.mayComeBack && outcome.outcome === 'nothingLeft' ? 'waiting' : outcome.outcome;
    const [title, text] = endings[key] ?? ['No work here', outcome.reason];
    this.part('end-title').textContent = title;
    this.part('end-text').textContent = text;
    this.part('end').hidden = false;
    this.part('end').focus();
    this.part('progress-bar').style.transform = 'scaleX(0)';
    this.part('counter').textContent = '';
  }

  message(text) {
    const message = this.part('message');
    if (message.textContent !== text) message.textContent = text;
  }

  // what has not got through
  unsent(outbox) {
    const unsent = this.part('unsent');
    unsent.hidden = outbox.size === 0;
    unsent.textContent = `${outbox.size} unsent`;
    unsent.title = outbox.signedOut ? 'You are signed out: sign in again in another tab' : 'Kept here until the server has them';
    unsent.classList.toggle('bad', outbox.signedOut || !outbox.reachable);
    const { length } = outbox.refused;
    this.part('refused').hidden = length === 0;
    this.part('refused').textContent = `${length} not taken`;
    this.part('end-refused').hidden = length === 0;
    this.part('end-refused').textContent = length === 1 ? 'One of your answers was not taken. Open it, put it right, and accept it again.' : `${length} of your answers were not taken. Open them, put them right, and accept them again.`;
    if (outbox.signedOut) this.message(this.signedOut);
    else if (outbox.reachable && this.part('message').textContent === this.signedOut) this.message('');
  }
}
