import { linesOf } from './ink.js';

// The reading order of a page's words, [{ text, box, line }, ...]: words of a line follow each other, lines are counted from 0.

// Puts a word without text behind the last one that is read before it, in its line or a new one.
export function insertWord(words, box) {
  const middle = (box[1] + box[3]) / 2;
  const index = words.findLastIndex(w => w.box[3] <= middle || (w.box[1] <= middle && w.box[0] <= box[0]));
  const before = words[index];
  const inLine = before && before.box[1] <= middle && before.box[3] > middle;
  const word = { text: '', box, line: inLine ? before.line : (before?.line ?? -1) + 1 };
  words.splice(index + 1, 0, word);
  if (!inLine) for (const later of words.slice(index + 2)) later.line++;
  return word;
}

// the words from this one on begin a line of their own; false when they do already
export function breakLine(words, word) {
  const index = words.indexOf(word);
  if (index < 1 || words[index - 1].line !== word.line) return false;
  for (const later of words.slice(index)) later.line++;
  return true;
}

// by their places: from top to bottom, from left to right
export function orderedByPlace(words) {
  const byBox = new Map(words.map(w => [w.box, w]));
  const lines = linesOf([...byBox.keys()]);
  lines.forEach((line, number) => { for (const box of line) byBox.get(box).line = number; });
  return lines.flat().map(box => byBox.get(box));
}
