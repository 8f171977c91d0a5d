import { t } from './texts.js';

// What every worker's page can do by key. A template's own commands come before these and replace those of the same id.
// form: the batch's settings of the template.
export function commandsOf(template, form, session, view, { showHelp, showSkip, showComments, showContext }) {
  const own = template.commands(session, form);
  const common = [
    { id: 'accept', title: t('Accept and go to the next card'), keys: ['Enter', 'Mod+Enter', 'Ctrl+Enter'], legend: t('accept'), run: () => session.accept() },
    { id: 'back', title: t('Previous card, also on earlier pages'), keys: ['Shift+Enter'], legend: t('back'), run: () => session.back() },
    { id: 'undo', title: t('Take back your last answer, also on earlier pages'), keys: ['Alt+KeyZ'], legend: t('undo'), run: () => session.undo() },
    { id: 'restore', title: t('Reset the card'), keys: ['Escape'], legend: t('reset'), run: () => session.card?.restore() },
    { id: 'skip', title: t('Skip the card and give a reason'), keys: ['Alt+KeyK'], legend: t('skip'), run: showSkip },
    { id: 'comment', title: t('Comment on the card'), keys: ['Alt+KeyN'], run: showComments },
    ...(showContext ? [{ id: 'context', title: t('Show the word in its line'), keys: ['Alt+KeyL'], run: showContext }] : []),
    { id: 'larger', title: t('Zoom in'), keys: ['Alt+Equal', 'Alt+NumpadAdd'], run: () => view.zoom.step(1) },
    { id: 'smaller', title: t('Zoom out'), keys: ['Alt+Minus', 'Alt+NumpadSubtract'], run: () => view.zoom.step(-1) },
    { id: 'fit', title: t('Fit the image to the window'), keys: ['Alt+KeyW'], run: () => view.zoom.fit() },
    { id: 'actual', title: t('Reset the zoom to 100 %'), keys: ['Alt+Shift+KeyW'], run: () => view.zoom.reset() },
    { id: 'help', title: t('Show this help'), keys: ['F1'], legend: t('help'), run: showHelp },
  ];
  return [...own, ...common.filter(c => !own.some(o => o.id === c.id))];
}

// the steps within one card, where it keeps them
export const editing = session => [
  { id: 'undo-edit', title: t('Undo the last edit of this card'), keys: ['Mod+KeyZ'], run: () => session.card?.undoEdit() },
  { id: 'redo-edit', title: t('Redo the last edit of this card'), keys: ['Mod+Shift+KeyZ', 'Ctrl+KeyY'], run: () => session.card?.redoEdit() },
];
