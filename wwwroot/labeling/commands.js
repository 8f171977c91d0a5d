// What every worker's page can do by key. A template's own commands come before these and replace those of the same id.
// form: the batch's settings of the template.
export function commandsOf(template, form, desk, view, { showHelp, showSkip }) {
  const own = template.commands(desk, form);
  const common = [
    { id: 'accept', title: 'Accept this card and go on', keys: ['Enter'], legend: 'accept', run: () => desk.accept() },
    { id: 'back', title: 'Back to the card before, also across pages', keys: ['Shift+Enter'], legend: 'back', run: () => desk.back() },
    { id: 'undo', title: 'Take the last acceptance back', keys: ['Alt+KeyZ'], legend: 'undo', run: () => desk.undo() },
    { id: 'restore', title: 'Put the card back as it was handed out', keys: ['Escape'], legend: 'restore', run: () => desk.card?.restore() },
    { id: 'skip', title: 'Pass the card on, with a reason', keys: ['Alt+KeyK'], legend: 'pass on', run: showSkip },
    { id: 'larger', title: 'Larger', keys: ['Alt+Equal', 'Alt+NumpadAdd'], run: () => view.zoom(1) },
    { id: 'smaller', title: 'Smaller', keys: ['Alt+Minus', 'Alt+NumpadSubtract'], run: () => view.zoom(-1) },
    { id: 'help', title: 'This help', keys: ['?', 'F1'], legend: 'help', run: showHelp },
  ];
  return [...own, ...common.filter(c => !own.some(o => o.id === c.id))];
}
