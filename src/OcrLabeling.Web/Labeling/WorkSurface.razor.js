// Starts the worker's page: draws what the desk says and hands it what the worker does. Needs no circuit.
import { Desk } from '../../../labeling/desk.js';
import { Outbox } from '../../../labeling/outbox.js';
import { IndexedDbStore, SessionStore } from '../../../labeling/stores.js';
import { HttpTransport, SandboxTransport } from '../../../labeling/transport.js';

const root = document.querySelector('[data-work-surface]');
const part = name => root.querySelector(`[data-${name}]`);
const settings = JSON.parse(root.dataset.settings);
const choices = { Digit1: 'Transcribed', Digit2: 'BadOrientation', Digit3: 'ForeignScript', Digit4: 'Unreadable', Digit0: 'Unsure' };
for (const [code, kind] of Object.entries(choices)) choices[code.replace('Digit', 'Numpad')] = kind;

const endings = {
  nothingLeft: ['Nothing left for you here', 'You have been through every word of this batch that is not taken. Thank you.'],
  waiting: ['Nothing left at the moment', 'Others still hold some words. This page looks again by itself every 20 seconds.'],
  notOpen: ['This batch is not open', 'It was paused or closed. What you have answered counts.'],
  returned: ['Cards given back', 'Your unanswered cards are with the others again. What you have answered counts.'],
  sandbox: ['End of the preview', 'A worker would get the next cards now. Nothing was saved.'],
};

const view = {
  signedOut: 'You are signed out. Sign in again in another tab; your answers are kept here.',

  show(page) {
    root.dataset.state = 'work';
    part('end').hidden = true;
    part('cards').replaceChildren(...page.map(c => c.element));
  },

  focus(card, pointer) {
    card.element.scrollIntoView({ block: 'center', behavior: 'instant' });
    // a tap must not open the keyboard of a phone
    const target = pointer && matchMedia('(pointer: coarse)').matches ? card.element.querySelector('[data-accept]') : card.input;
    if (!card.element.contains(document.activeElement) || !pointer) target.focus({ preventScroll: true });
    if (!pointer) card.input.setSelectionRange(card.text.length, card.text.length);
  },

  progress(page, index, total) {
    const answered = page.filter(c => c.answered).length;
    part('counter').textContent = `Word ${index + 1} of ${page.length} · ${total} done in this sitting`;
    const bar = part('progress');
    bar.setAttribute('aria-valuemax', page.length);
    bar.setAttribute('aria-valuenow', answered);
    part('progress-bar').style.width = `${(100 * answered) / page.length}%`;
  },

  end(outcome) {
    root.dataset.state = 'end';
    part('cards').replaceChildren();
    const key = settings.sandboxCards && outcome.outcome === 'nothingLeft' ? 'sandbox' : outcome.mayComeBack ? 'waiting' : outcome.outcome;
    const [title, text] = endings[key] ?? ['No work here', outcome.reason];
    part('end-title').textContent = title;
    part('end-text').textContent = text;
    part('end').hidden = false;
    part('end').focus();
    part('progress-bar').style.width = '0';
    part('counter').textContent = '';
  },

  message(text) { part('message').textContent = text; },
};

function showUnsent() {
  const unsent = part('unsent');
  unsent.hidden = outbox.size === 0;
  unsent.textContent = `${outbox.size} unsent`;
  unsent.title = outbox.signedOut ? 'You are signed out: sign in again in another tab' : 'Kept here until the server has them';
  unsent.classList.toggle('bad', outbox.signedOut || !outbox.reachable);
  if (outbox.signedOut) view.message(view.signedOut);
  else if (outbox.reachable && part('message').textContent === view.signedOut) view.message('');
}

async function openStore() {
  if (settings.sandboxCards || settings.privacy === 'Donated') return new SessionStore(settings.workerId);
  // some browsers refuse it in private windows
  return IndexedDbStore.open(settings.workerId).catch(() => new SessionStore(settings.workerId));
}

const transport = settings.sandboxCards ? new SandboxTransport(settings.sandboxCards) : new HttpTransport(settings.batchId);
const store = await openStore();
const outbox = new Outbox(store, transport, { onReceipt: receipt => desk.find(receipt.assignmentId)?.taken(receipt), onChange: showUnsent });
const desk = new Desk(transport, outbox, part('card'), view);

const actions = {
  help: () => part('help').showModal(),
  again: () => settings.sandboxCards ? location.reload() : desk.start(),
  return: () => { desk.release(); view.end({ outcome: 'returned' }); },
};

// true when the key was one of ours
function handleKey(event) {
  const typing = event.target.matches('[data-text]');
  const choosing = event.target.matches('input[type=radio]');
  const onButton = event.target.matches('button, a, summary');
  if ((event.altKey || !typing) && !event.ctrlKey && !event.metaKey && choices[event.code] && desk.card) {
    desk.card.kind = choices[event.code];
    desk.card.element.querySelector('input[type=radio]:checked').dispatchEvent(new Event('change'));
    return true;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  switch (event.key) {
    case 'Enter':
      if (onButton && !event.shiftKey) return false;
      if (event.shiftKey) desk.back(); else desk.accept();
      return true;
    case 'ArrowUp':
      if (choosing) return false;
      desk.back();
      return true;
    case 'ArrowDown':
      if (choosing) return false;
      desk.forward();
      return true;
    case 'Escape':
      desk.card?.restore();
      return true;
    case '?':
      if (typing) return false;
      actions.help();
      return true;
    case 'F1':
      actions.help();
      return true;
    default:
      return false;
  }
}

root.addEventListener('keydown', event => {
  desk.touched();
  if (part('help').open || event.isComposing) return;
  if (event.target.closest('[data-cards]') && !['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) desk.card?.pressed();
  if (handleKey(event)) event.preventDefault();
});
root.addEventListener('focusin', event => desk.selectElement(event.target.closest('.card')));
root.addEventListener('click', event => {
  desk.selectElement(event.target.closest('.card'));
  if (event.target.closest('[data-accept]')) desk.accept(true);
  actions[event.target.closest('[data-action]')?.dataset.action]?.();
});
for (const name of ['pointerdown', 'wheel', 'input', 'focusin']) root.addEventListener(name, () => desk.touched(), { passive: true });
document.addEventListener('visibilitychange', () => desk.clock.visibilityChanged());
addEventListener('pagehide', () => { outbox.flushLast(); desk.release(); });
addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
addEventListener('beforeunload', event => { if (outbox.size && !store.durable && !settings.sandboxCards) event.preventDefault(); });

const instructions = part('instructions');
instructions.open = localStorage.getItem(`instructions/${settings.batchId}`) !== 'closed';
instructions.addEventListener('toggle', () => localStorage.setItem(`instructions/${settings.batchId}`, instructions.open ? 'open' : 'closed'));

await outbox.open();
await desk.start();
