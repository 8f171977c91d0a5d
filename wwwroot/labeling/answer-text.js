// What an answer says, for people; each template writes its answers in its own way.
const writings = {
  DocumentTranscription: text => JSON.parse(text).map(w => w.text).join(' '),
  RectSelect: text => `${JSON.parse(text).length} boxes`,
  DocumentCorners: () => 'Corners of a document',
};

// here: the batch of the page. An answer from before they were marked with their template is of that batch's, or of one that is not known.
export function textOf({ kind, text, template, batchId }, here) {
  if (text === null || text === undefined) return kind;
  try {
    return writings[template ?? (batchId === here.batchId ? here.template : null)]?.(text) ?? text;
  } catch {
    // whatever is wrong with it may be why it was refused
    return text;
  }
}
