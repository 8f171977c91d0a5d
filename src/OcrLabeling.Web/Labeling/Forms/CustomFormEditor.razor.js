// The card that is being designed, as a worker has it: same element, same module, same keys. It answers to nobody.
import { commandsOf } from '../../../../labeling/commands.js';
import { Help } from '../../../../labeling/help.js';
import { composes, isOfElement, Keyboard, Keys } from '../../../../labeling/keys.js';
import { drafts } from '../../../../labeling/stores.js';
import * as template from '../Cards/CustomCard.razor.js';

const task = 'preview';
let latest = 0;

export function attach(root) {
  root.addEventListener('click', event => {
    const { line, column } = event.target.closest('[data-line]')?.dataset ?? {};
    if (line) select(root.querySelector('[data-editor]'), Number(line), Number(column));
  });
  root.addEventListener('keydown', event => {
    // the page around it is a form, which Enter would send
    if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
    if (event.target.matches('[role=tab]') && ['ArrowLeft', 'ArrowRight'].includes(event.key)) {
      const other = event.target.parentElement.querySelector('[aria-selected=false]');
      other.focus();
      other.click();
    }
  });
}

// From a fault to the end of its line.
function select(editor, line, column) {
  const lines = editor.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
  const end = start + lines[line - 1].length;
  editor.setSelectionRange(Math.min(start + column - 1, end), end);
  // browsers scroll to a selection when the focus comes, not when it is there
  editor.blur();
  editor.focus();
}

export async function show(root, schema) {
  const turn = ++latest;
  const element = root.querySelector('[data-pattern]').firstElementChild.cloneNode(true);
  const form = JSON.parse(schema);
  const image = root.querySelector('[data-sample]')?.src ?? drawn();
  const card = new template.TemplateCard({ assignmentId: `${task}-${turn}`, taskId: task, image, preLabel: null }, element, form);
  const help = new Help(root.querySelector('[data-help]'), null, () => keys.label(root));
  const session = sessionOf(card, root);
  const keys = new Keys(commandsOf(template, form, session, { zoom: { step() {}, fit() {}, reset() {} } }, { showHelp: () => help.show(), showSkip() {} }), task, Keyboard.ofThisBrowser());
  help.keys = keys;
  await card.prepare({ image: async path => path });
  if (turn !== latest) return;
  keys.label(element);
  card.placed(0, 1);
  card.current(true);
  root.querySelector('[data-place]').replaceChildren(element);
  root.querySelector('[data-saved]').textContent = '';
  element.addEventListener('keydown', event => {
    if (composes(event)) return;
    const command = isOfElement(event, keys.keyboard.isMac) ? null : keys.find(event);
    if (!command) return;
    event.preventDefault();
    command.run();
  });
  element.addEventListener('click', event => { if (event.target.closest('[data-accept]')) session.accept(); });
}

// what the worker's page would do, as far as one card goes
function sessionOf(card, root) {
  const nothing = () => {};
  return {
    card,
    accept() {
      const { kind, text } = card.content;
      if (!card.accept()) return;
      root.querySelector('[data-saved]').textContent = `Saved would be: ${text ?? kind}`;
      // the next try is another card
      drafts.forget(task);
    },
    back: nothing, forward: nothing, undo: nothing, skip: nothing,
  };
}

// a page without a document
function drawn() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 420, height: 520 });
  const ink = canvas.getContext('2d');
  ink.fillStyle = '#fbfaf6';
  ink.fillRect(0, 0, 420, 520);
  ink.fillStyle = '#333';
  ink.font = '22px serif';
  for (const [i, line] of ['CORNER SHOP', 'Bread   2.40', 'Milk   1.15', 'Apples   3.05', 'TOTAL   6.60', 'Thank you!'].entries()) ink.fillText(line, 60, 70 + i * 56);
  return canvas.toDataURL();
}
