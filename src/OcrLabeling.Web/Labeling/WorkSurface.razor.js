// Starts the worker's page: draws what the session says and hands it what the worker does. Needs no circuit.
import { textOf } from '../../../labeling/answer-text.js';
import { CommentsDialog } from '../../../labeling/comments.js';
import { commandsOf } from '../../../labeling/commands.js';
import { ContextStrip } from '../../../labeling/context.js';
import { WorkSession } from '../../../labeling/work-session.js';
import { Help } from '../../../labeling/help.js';
import { composes, isOfElement, Keyboard, Keys } from '../../../labeling/keys.js';
import { Outbox } from '../../../labeling/outbox.js';
import { RefusedDialog } from '../../../labeling/refused.js';
import { drafts, IndexedDbStore, SessionStore } from '../../../labeling/stores.js';
import { HttpTransport, SandboxTransport } from '../../../labeling/transport.js';
import { SkipDialog } from '../../../labeling/skip.js';
import { Vault } from '../../../labeling/vault.js';
import { View } from '../../../labeling/view.js';

const root = document.querySelector('[data-work-surface]');
const part = name => root.querySelector(`[data-${name}]`);
const settings = JSON.parse(root.dataset.settings);
// gives noun, TemplateCard and commands(session)
const template = await import(`./Cards/${root.dataset.card}.razor.js`);

const donated = settings.privacy === 'Donated';

async function openStore() {
  const ofTab = new SessionStore(settings.workerId);
  if (settings.sandboxCards) return ofTab;
  // without the key, or without HTTPS, what is donated stays in this tab
  const vault = await transport.key().then(Vault.of).catch(() => null);
  if (donated && !vault) return ofTab;
  if (donated) await drafts.sealBy(vault);
  // some browsers refuse it in private windows
  const durable = await IndexedDbStore.open(settings.workerId, vault).catch(() => null);
  if (!durable) return ofTab;
  // what an earlier load of this tab could keep nowhere else
  for (const answer of await ofTab.all()) await durable.put({ donated, ...answer }).then(() => ofTab.remove(answer.assignmentId, Infinity), () => {});
  return durable;
}

const view = new View(root, { isSandbox: Boolean(settings.sandboxCards), noun: template.noun, template: settings.template, fitOf: () => session.card?.fit ?? 1 });
const transport = settings.sandboxCards ? new SandboxTransport(settings.sandboxCards) : new HttpTransport(settings);
const store = await openStore();
const outbox = new Outbox(store, transport, {
  onReceipt: receipt => session.receive(receipt),
  onChange: () => { view.unsent(outbox); if (refused.dialog.open) refused.draw(); },
});
const surface = {
  cardsPerPage: settings.cardsPerPage,
  make(handed) {
    const element = document.importNode(part('card').content.firstElementChild, true);
    keys.label(element);
    for (const button of element.querySelectorAll('[data-action=context]')) button.hidden = !settings.showsContext;
    return new template.TemplateCard(handed, element, settings.form);
  },
};
// what answers are marked with
const batch = { batchId: settings.batchId, batchName: settings.batchName, template: settings.template, donated };
const session = new WorkSession(transport, outbox, surface, view, batch);
const keys = new Keys(commandsOf(template, settings.form, session, view, {
  showHelp: () => help.show(), showSkip, showComments, showContext: settings.showsContext && settings.template === 'WordTranscription' ? showContext : null,
}), settings.workerId, Keyboard.ofThisBrowser());
const help = new Help(part('help'), keys, labelKeys);
const refused = new RefusedDialog(part('refused-dialog'), outbox, {
  textOf: answer => [answer.batchName !== settings.batchName && answer.batchName, textOf(answer, batch)].filter(Boolean).join(': '),
  onOpen(answer) {
    if (answer.batchId !== settings.batchId) return location.assign(`work/${answer.batchId}?reopen=${answer.assignmentId}`);
    session.openRefused(answer.assignmentId);
  },
  onDismiss: answer => outbox.dismiss(answer.assignmentId),
});
const comments = new CommentsDialog(part('comments-dialog'), transport);
const context = new ContextStrip(transport);
const skip = new SkipDialog(part('skip'), reason => session.skip(reason));

function showSkip() {
  if (session.card && !session.card.answered) skip.show();
}

function showComments() { if (session.card) comments.show(session.card); }

function showContext() { context.toggle(session.card); }

function labelKeys() {
  keys.label(root);
  // there is not always room for all of them: the way to the rest comes first
  const named = keys.commands.filter(c => c.legend).sort((a, b) => (b.id === 'help') - (a.id === 'help'));
  const legend = named.map(command => {
    const key = document.createElement('kbd');
    key.textContent = keys.textOf(command);
    const item = document.createElement('span');
    item.append(key, ` ${command.legend} `);
    return item;
  });
  part('legend-keys').replaceChildren(...legend);
}

const actions = {
  help: () => help.show(),
  skip: showSkip,
  comment: showComments,
  context: showContext,
  undo: () => session.undo(),
  larger: () => view.zoom.step(1),
  smaller: () => view.zoom.step(-1),
  fit: () => view.zoom.fit(),
  actual: () => view.zoom.reset(),
  refused: () => refused.show(),
  again: () => settings.sandboxCards ? location.reload() : session.start(),
  return: () => { session.release(); view.end({ outcome: 'returned' }); },
};

// also when a click beside the cards has left the focus nowhere
document.addEventListener('keydown', event => {
  session.touched();
  if (root.querySelector('dialog[open]') || composes(event)) return;
  if (event.target.closest('[data-cards]') && !['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) session.card?.pressed();
  const command = isOfElement(event, keys.keyboard.isMac) ? null : keys.find(event);
  if (!command) return;
  event.preventDefault();
  command.run();
});
// a click on what stands beside the cards leaves the keyboard where it is
root.addEventListener('mousedown', event => { if (event.target.closest('.work-foot button, .work-bar button')) event.preventDefault(); });
root.addEventListener('focusin', event => session.selectElement(event.target.closest('.card')));
root.addEventListener('click', event => {
  session.selectElement(event.target.closest('.card'));
  if (event.target.closest('[data-accept]')) session.accept(event.detail > 0);
  actions[event.target.closest('[data-action]')?.dataset.action]?.();
  // beside the cards: the keys stay with the card in hand, unless something has been marked to be copied; a tap there puts a phone's keyboard away
  if (document.activeElement === document.body && document.getSelection().isCollapsed && !matchMedia('(pointer: coarse)').matches) session.card?.focus(true);
});
for (const name of ['pointerdown', 'wheel', 'input', 'focusin']) root.addEventListener(name, () => session.touched(), { passive: true });
document.addEventListener('visibilitychange', () => session.clock.visibilityChanged());
addEventListener('pagehide', () => { outbox.flushLast(); session.release(); });
addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
addEventListener('beforeunload', event => {
  const isKept = store.durable ? !(donated && outbox.isWriting) : !outbox.size && !outbox.refused.length;
  if (!isKept && !settings.sandboxCards) event.preventDefault();
});

const instructions = part('instructions');
instructions.open = localStorage.getItem(`instructions/${settings.batchId}`) !== 'closed';
instructions.addEventListener('toggle', () => localStorage.setItem(`instructions/${settings.batchId}`, instructions.open ? 'open' : 'closed'));

labelKeys();
await outbox.open();
// while the cards are fetched; without an answer a later page asks again
const adopted = settings.sandboxCards ? null : outbox.lookUp(batch).catch(() => {});
let refusal = '';
if (settings.reopen) {
  await adopted;
  refusal = await (outbox.refusedOf(settings.reopen) ? session.openRefused(settings.reopen) : session.reopen(settings.reopen));
}
if (!session.card) await session.start(refusal);
