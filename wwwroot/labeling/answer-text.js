import { count, t } from './texts.js';

// What an answer says, for people; each template writes its answers in its own way.
const flags = { BadOrientation: t('Bad orientation'), ForeignScript: t('Foreign script or accent'), Unreadable: t('Unreadable'), Unsure: t('Unsure') };
const writings = {
  DocumentTranscription: text => JSON.parse(text).map(w => w.text).join(' '),
  RectSelect: text => count(JSON.parse(text).length, '{0} box', '{0} boxes'),
  DocumentCorners: () => t('Corners of a document'),
};

// here: the batch of the page. An answer from before they were marked with their template is of that batch's, or of one that is not known.
export function textOf({ kind, text, template, batchId }, here) {
  if (text === null || text === undefined) return flags[kind] ?? kind;
  try {
    return writings[template ?? (batchId === here.batchId ? here.template : null)]?.(text) ?? text;
  } catch {
    // whatever is wrong with it may be why it was refused
    return text;
  }
}
