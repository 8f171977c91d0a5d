import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.addEventListener ??= () => {};
globalThis.document ??= { querySelector: () => ({ content: '' }), addEventListener() {} };
const kept = () => ({ getItem: () => null, setItem() {}, removeItem() {} });
const draftsKept = new Map();
globalThis.sessionStorage = { getItem: key => draftsKept.get(key) ?? null, setItem: (key, text) => draftsKept.set(key, text), removeItem: key => draftsKept.delete(key) };
globalThis.localStorage ??= kept();
const { Card } = await import('../../wwwroot/labeling/card.js');

class BoxesCard extends Card {
  content = { kind: 'Labeled', text: '[[1,2,3,4]]' };

  fault() { return null; }

  summary() { return 'one box'; }
}

const part = () => ({ textContent: '', classList: { add() {}, remove() {} } });
const card = handed => new BoxesCard({ assignmentId: 'a', draftKey: 'k', image: 'i', ...handed }, { ...part(), querySelector: part });

test('every answer says the frame that its card was handed out with', () => {
  const held = card({ frame: 2 });
  assert.deepEqual([held.accept().frame, held.takeBack().frame], [2, 2]);
});

test('turning the view does not change the frame', () => {
  const held = card({ frame: 2 });
  held.element.dataset = {};
  held.turnView(1);
  assert.deepEqual([held.turned, held.accept().frame], [1, 2]);
});

test('an answer that is late says why', () => {
  const hints = [];
  const held = card({ frame: 2 });
  held.hint = text => hints.push(text);
  const { revision } = held.accept();
  held.taken({ revision, outcome: 'late', reason: 'The page was turned.' });
  assert.match(hints.at(-1), /^The page was turned\. Your answer is kept and marked as late/);
});

test('what was begun on the image as it lay before is turned with it', async () => {
  const begun = card({ frame: 1 });
  begun.keep();
  const asked = [];
  const transport = { image: async () => 'i', async turned(draft) { asked.push(draft); return { text: '[[4,3,2,1]]' }; } };
  const prepared = async handed => {
    const held = card(handed);
    held.image.decode = async () => {};
    await held.prepare(transport);
    return [held.content.text, held.begun];
  };
  assert.deepEqual(await prepared({ frame: 1 }), ['[[1,2,3,4]]', true]);
  assert.deepEqual(asked, []);
  assert.deepEqual(await prepared({ frame: 2 }), ['[[4,3,2,1]]', true]);
  assert.deepEqual(asked, [{ assignmentId: 'a', frame: 1, text: '[[1,2,3,4]]' }]);
  draftsKept.clear();
});

test('an answer taken back before it was sent is kept as a draft', async () => {
  const held = card({ frame: 2 });
  held.accept();
  assert.equal(draftsKept.size, 0);
  held.takeBack();
  const again = card({ frame: 2 });
  again.image.decode = async () => {};
  await again.prepare({ image: async () => 'i' });
  assert.deepEqual([again.content.text, again.begun], ['[[1,2,3,4]]', true]);
  draftsKept.clear();
});

test('a card knows whether the server has an answer to it', () => {
  const held = card({ frame: 2 });
  held.accept();
  held.takeBack();
  assert.equal(held.given, false);
  const { revision } = held.accept();
  held.taken({ revision, outcome: 'counted' });
  held.takeBack();
  assert.equal(held.given, true);
  assert.equal(card({ frame: 2, answer: { kind: 'Labeled', text: '[]', revision: 4 } }).given, true);
  draftsKept.clear();
});
