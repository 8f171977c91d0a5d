import { count, t } from './texts.js';
import { Zoom } from './zoom.js';

// What the worker sees around the cards: progress, messages, the end, what is not sent yet or was not taken.
const endings = {
  nothingLeft: [t('All done'), t('There is nothing left for you in this batch. Thank you!')],
  waiting: [t('No cards right now'), t('Others are still working on some cards. This page checks again every 20 seconds.')],
  notOpen: [t('This batch is not open'), t('It was paused or closed. Your answers count.')],
  heldElsewhere: [t('Your cards are open on another page'), t('They are open on another page, or were on one that was closed. Answer them there; cards nobody works on come back within two minutes.')],
  tooManyHeld: [t('You already hold enough cards of this batch'), t('They are open on another page, or were on one that was closed. Answer them there; cards nobody works on come back within two minutes.')],
  judging: [t('Checking your answers'), t('This takes a moment.')],
  passed: [t('You passed'), t('The work in this pool is now open to you.')],
  notPassed: [t('Not passed'), t('Too few of your answers were right, so this pool has no work for you. The team can let you try again.')],
  returned: [t('Cards returned'), t('Others can now answer the cards you had not answered. Your answers count.')],
  sandbox: [t('End of the preview'), t('Workers would get the next cards now. Nothing was saved.')],
};

export class View {
  signedOut = t('You are signed out. Sign in again in another tab with your own account. Your answers are kept here.');

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
    this.part('counter').textContent = t('{0} {1} of {2} · {3} done in this session', this.noun, index + 1, page.length, total);
    const bar = this.part('progress');
    bar.setAttribute('aria-valuemax', page.length);
    bar.setAttribute('aria-valuenow', answered);
    this.part('progress-bar').style.transform = `scaleX(${answered / page.length})`;
  }

  end(outcome) {
    this.root.dataset.state = 'end';
    this.part('cards').replaceChildren();
    const key = this.isSandbox && outcome.outcome === 'nothingLeft' ? 'sandbox' : outcome.mayComeBack && outcome.outcome === 'nothingLeft' ? 'waiting' : outcome.outcome;
    const [title, text] = endings[key] ?? [t('No work here'), outcome.reason];
    this.part('end-next').hidden = true;
    this.part('end-title').textContent = title;
    this.part('end-text').textContent = text;
    this.part('end').hidden = false;
    this.part('end').focus();
    this.part('progress-bar').style.transform = 'scaleX(0)';
    this.part('counter').textContent = '';
  }

  // the batch to go on with: { name, path }. Enter leads there unless something else has the focus by now
  offer({ name, path }) {
    const next = this.part('end-next');
    next.textContent = t('Continue with {0}', name);
    next.href = path;
    next.hidden = false;
    if (document.activeElement === this.part('end')) next.focus();
  }

  message(text) {
    const message = this.part('message');
    if (message.textContent !== text) message.textContent = text;
  }

  // what has not got through
  unsent(outbox) {
    const unsent = this.part('unsent');
    unsent.hidden = outbox.size === 0;
    unsent.textContent = t('{0} unsent', outbox.size);
    unsent.title = outbox.signedOut ? t('You are signed out. Sign in again in another tab.') : t('Kept on this computer until the server has them');
    unsent.classList.toggle('bad', outbox.signedOut || !outbox.reachable);
    const { length } = outbox.refused;
    this.part('refused').hidden = length === 0;
    this.part('refused').textContent = t('{0} rejected', length);
    this.part('end-refused').hidden = length === 0;
    this.part('end-refused').textContent = count(length, '{0} of your answers was rejected. Open it, correct it, and accept it again.', '{0} of your answers were rejected. Open them, correct them, and accept them again.');
    if (outbox.signedOut) this.message(this.signedOut);
    else if (outbox.reachable && this.part('message').textContent === this.signedOut) this.message('');
  }
}
