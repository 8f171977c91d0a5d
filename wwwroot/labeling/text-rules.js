// The one way texts are cleaned, as TextRules does it on the server; tests/OcrLabeling.Tests/Labeling/text-rules.json holds the cases that both are tested against.
const separators = /[\s\u0085\u001c-\u001f]/;
const dropped = /[\u00ad\u034f\u061c\u200b\u200e\u200f\ufeff\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\p{Cc}]/u;
const joins = /[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefc\u{11000}-\u{11fff}]/u;
const joiners = /[\u200c\u200d]/;
const plain = /^(?:[!-~]+(?: [!-~]+)*)?$/;

// one line: line breaks are white space like any other
export function clean(text) {
  if (plain.test(text)) return text;
  // form C puts combining marks into their order, which may put another one before a joiner
  for (let [before, after] = [text, pass(text)]; ; [before, after] = [after, pass(after)]) if (before === after) return after;
}

function pass(text) {
  let kept = '';
  for (const character of visible(text)) {
    if (!isWhiteSpace(character)) kept += character;
    else if (kept && !kept.endsWith(' ')) kept += ' ';
  }
  return kept.trimEnd().normalize('NFC');
}

// several lines, each cleaned by itself; empty lines go at the ends and become one in between
export function cleanLines(text) {
  const lines = [];
  for (const line of text.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/).map(clean)) if (line || lines.at(-1)) lines.push(line);
  if (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

function isWhiteSpace(character) { return separators.test(character) && character !== '\ufeff'; }

function* visible(text) {
  let [before, joiner] = ['', null];
  for (const character of text.toWellFormed?.() ?? text) {
    if (dropped.test(character) && !isWhiteSpace(character)) continue;
    if (joiners.test(character)) {
      joiner ??= character;
      continue;
    }
    if (joiner && joins.test(before) && joins.test(character)) yield joiner;
    [before, joiner] = [character, null];
    yield character;
  }
}
