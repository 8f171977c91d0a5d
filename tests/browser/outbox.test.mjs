import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.addEventListener ??= () => {};
globalThis.document ??= { querySelector: () => ({ content: '' }) };
const { Outbox } = await import('../../wwwroot/labeling/outbox.js');
const { Rejected, Unreachable } = await import('../../wwwroot/labeling/transport.js');

class MemoryStore {
  rows = new Map();

  async all() { return [...this.rows.values()].map(a => ({ ...a })); }

  async put(answer) { this.rows.set(answer.assignmentId, { ...answer }); }

  async remove(assignmentId, revision) { if (this.rows.get(assignmentId)?.revision <= revision) this.rows.delete(assignmentId); }
}

const answer = (assignmentId, text, revision = 1) => ({ assignmentId, revision, kind: 'Transcribed', text, keystrokes: 0, active: 0, firstKey: null, shownAt: 1, submittedAt: revision });
const settled = () => new Promise(resolve => setTimeout(resolve, 120));
const refusesTabs = { async send(answers) { return answers.map(a => ({ assignmentId: a.assignmentId, revision: a.revision, ...(a.text.includes('bad') ? { outcome: 'refused', reason: 'No.' } : { outcome: 'counted' }) })); } };
const open = async (store, transport, receipts = []) => {
  const outbox = new Outbox(store, transport, { onReceipt: r => receipts.push(r), onChange() {} });
  await outbox.open();
  return outbox;
};

test('an answer goes with the frame of its card, and without one where the card had none', async () => {
  const sent = [];
  const outbox = await open(new MemoryStore(), { async send(answers) { sent.push(...answers); return refusesTabs.send(answers); } });
  outbox.put({ ...answer('a', 'good'), frame: 3 });
  outbox.put(answer('b', 'good', 2));
  await settled();
  assert.deepEqual(sent.map(a => [a.assignmentId, a.frame]), [['a', 3], ['b', null]]);
});

test('a refused answer is set aside with its reason, and the others are taken', async () => {
  const store = new MemoryStore();
  const receipts = [];
  const outbox = await open(store, refusesTabs, receipts);
  outbox.put(answer('a', 'good'));
  outbox.put(answer('b', 'bad'));
  await settled();
  assert.equal(outbox.size, 0);
  assert.deepEqual(outbox.refused.map(r => [r.assignmentId, r.text, r.refused]), [['b', 'bad', 'No.']]);
  assert.deepEqual([...store.rows.keys()], ['b']);
  assert.deepEqual(receipts.map(r => r.outcome), ['counted', 'refused']);
});

test('a refused answer is there after a reload, and is not sent again by itself', async () => {
  const store = new MemoryStore();
  const first = await open(store, refusesTabs);
  first.put(answer('b', 'bad'));
  await settled();
  let sent = 0;
  const second = await open(store, { async send(answers) { sent += answers.length; return []; } });
  await settled();
  assert.equal(sent, 0);
  assert.equal(second.refusedOf('b').refused, 'No.');
  assert.equal(second.revisionOf('b'), 1);
});

test('a repaired answer takes the place of the refused one', async () => {
  const store = new MemoryStore();
  const outbox = await open(store, refusesTabs);
  outbox.put(answer('b', 'bad'));
  await settled();
  outbox.put(answer('b', 'mended', 2));
  assert.equal(outbox.refused.length, 0);
  await settled();
  assert.equal(store.rows.size, 0);
});

test('a message the server rejects as a whole is refused one answer at a time', async () => {
  const store = new MemoryStore();
  const outbox = await open(store, { async send(answers) { if (answers.some(a => a.text === 'bad')) throw new Rejected(400, 'Not readable.'); return refusesTabs.send(answers); } });
  outbox.put(answer('a', 'good'));
  outbox.put(answer('b', 'bad'));
  await settled();
  assert.deepEqual(outbox.refused.map(r => r.refused), ['Not readable.']);
  assert.equal(outbox.size, 0);
});

test('what cannot be sent waits, and is sent later', async () => {
  const store = new MemoryStore();
  let away = true;
  const outbox = await open(store, { async send(answers) { if (away) throw new Unreachable('away'); return refusesTabs.send(answers); } });
  outbox.put(answer('a', 'good'));
  await settled();
  assert.deepEqual([outbox.size, outbox.reachable, [...store.rows.keys()]], [1, false, ['a']]);
  away = false;
  await new Promise(resolve => setTimeout(resolve, 1_200));
  assert.deepEqual([outbox.size, store.rows.size], [0, 0]);
});

test('what the server has refused elsewhere is shown here, unless something later is known', async () => {
  const store = new MemoryStore();
  const outbox = await open(store, refusesTabs);
  outbox.put(answer('b', 'bad', 2));
  await settled();
  outbox.adopt([{ ...answer('a', 'far'), refused: 'Long.' }, { ...answer('b', 'earlier'), refused: 'Old.' }]);
  assert.deepEqual(outbox.refused.map(r => [r.assignmentId, r.text, r.refused]), [['a', 'far', 'Long.'], ['b', 'bad', 'No.']]);
  assert.equal(outbox.revisionOf('a'), 1);
});

test('an answer refused here is shown as it was entered here, unless its image was turned since', async () => {
  const outbox = await open(new MemoryStore(), refusesTabs);
  outbox.put({ ...answer('a', 'bad'), frame: 2 });
  await settled();
  outbox.adopt([{ ...answer('a', 'bad as the server keeps it'), frame: 2, refused: 'Long.' }]);
  assert.equal(outbox.refusedOf('a').text, 'bad');
  outbox.adopt([{ ...answer('a', 'as it lies'), frame: 3, refused: 'Long.' }]);
  assert.equal(outbox.refusedOf('a').text, 'as it lies');
});

test('a dismissed answer is dismissed on the server, too', async () => {
  const dismissed = [];
  const outbox = await open(new MemoryStore(), { ...refusesTabs, async dismiss(id) { dismissed.push(id); } });
  outbox.adopt([{ ...answer('a', 'far'), refused: 'Long.' }]);
  await outbox.dismiss('a');
  assert.deepEqual([outbox.refused.length, dismissed], [0, ['a']]);
});

test('a refused answer follows its card to another assignment', async () => {
  const store = new MemoryStore();
  const outbox = await open(store, refusesTabs);
  outbox.put(answer('a', 'bad', 3));
  await settled();
  await outbox.readdress('a', 'b');
  assert.deepEqual([outbox.refusedOf('a'), outbox.refusedOf('b').text, outbox.revisionOf('b'), [...store.rows.keys()]], [null, 'bad', 3, ['b']]);
});

test('what was put right or dismissed elsewhere goes, what was refused elsewhere comes', async () => {
  const store = new MemoryStore();
  const asked = [];
  const outbox = await open(store, {
    ...refusesTabs,
    async refused() { return [{ ...answer('c', 'far'), refused: 'Long.' }]; },
    async settled(answers) { asked.push(...answers); return ['a']; },
  });
  outbox.put(answer('a', 'bad'));
  outbox.put(answer('b', 'bad', 2));
  await settled();
  await outbox.lookUp({ batchId: 'x' });
  assert.deepEqual(asked, [{ assignmentId: 'a', revision: 1 }, { assignmentId: 'b', revision: 2 }]);
  assert.deepEqual(outbox.refused.map(r => [r.assignmentId, r.batchId]), [['c', 'x'], ['b', undefined]]);
  assert.deepEqual([...store.rows.keys()], ['b']);
});

test('a refusal of an earlier revision says nothing while a later one is under way', async () => {
  const receipts = [];
  const outbox = await open(new MemoryStore(), { async send(answers) { return answers.map(a => ({ assignmentId: a.assignmentId, revision: a.revision - 1, outcome: 'refused', reason: 'No.' })).concat(await refusesTabs.send(answers)); } }, receipts);
  outbox.put(answer('a', 'good', 2));
  await settled();
  assert.deepEqual([receipts.map(r => r.outcome), outbox.refused.length, outbox.size], [['counted'], 0, 0]);
});
