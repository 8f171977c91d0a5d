// What every worker's page can do by key. A template's own commands come before these and replace those of the same id.
// form: the batch's settings of the template.
export function commandsOf(template, form, desk, view, { showHelp, showSkip, showComments, showContext }) {
  const own = template.commands(desk, form);
  const common = [
    { id: 'accept', title: 'Accept this card and go on', keys: ['Enter', 'Mod+Enter', 'Ctrl+Enter'], legend: 'accept', run: () => desk.accept() },
    { id: 'back', title: 'Back to the card before, also across pages', keys: ['Shift+Enter'], legend: 'back', run: () => desk.back() },
    { id: 'undo', title: 'Take your last answer back, also across pages', keys: ['Alt+KeyZ'], legend: 'undo', run: () => desk.undo() },
    { id: 'restore', title: 'Put the card back as it was handed out', keys: ['Escape'], legend: 'restore', run: () => desk.card?.restore() },
    { id: 'skip', title: 'Pass the card on, with a reason', keys: ['Alt+KeyK'], legend: 'pass on', run: showSkip },
    { id: 'comment', title: 'Comment on the card: the team reads it', keys: ['Alt+KeyN'], run: showComments },
    ...(showContext ? [{ id: 'context', title: 'Show the word in its line', keys: ['Alt+KeyL'], run: showContext }] : []),
    { id: 'larger', title: 'Zoom in', keys: ['Alt+Equal', 'Alt+NumpadAdd'], run: () => view.zoom.step(1) },
    { id: 'smaller', title: 'Zoom out', keys: ['Alt+Minus', 'Alt+NumpadSubtract'], run: () => view.zoom.step(-1) },
    { id: 'fit', title: 'Fit the whole image into view', keys: ['Alt+KeyW'], run: () => view.zoom.fit() },
    { id: 'actual', title: 'Reset the zoom to 100 %', keys: ['Alt+Shift+KeyW'], run: () => view.zoom.reset() },
    { id: 'help', title: 'This help', keys: ['F1'], legend: 'help', run: showHelp },
  ];
  return [...own, ...common.filter(c => !own.some(o => o.id === c.id))];
}

// the steps within one card, where it keeps them
export const editing = desk => [
  { id: 'undo-edit', title: 'Undo the last edit of this card', keys: ['Mod+KeyZ'], run: () => desk.card?.undoEdit() },
  { id: 'redo-edit', title: 'Redo it', keys: ['Mod+Shift+KeyZ', 'Ctrl+KeyY'], run: () => desk.card?.redoEdit() },
];
