import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.addEventListener ??= () => {};
globalThis.document ??= { querySelector: () => ({ content: '' }), addEventListener() {}, hidden: false };
const kept = () => ({ getItem: () => null, setItem() {}, removeItem() {} });
globalThis.sessionStorage ??= kept();
globalThis.localStorage ??= kept();
globalThis.BroadcastChannel = undefined;
const beats = [];
globalThis.setInterval = beat => beats.push(beat);
const { setTimeout: later } = globalThis;
// nobody waits here for what looks again after twenty seconds
globalThis.setTimeout = (run, milliseconds) => milliseconds > 10_000 ? later(run, milliseconds).unref() : later(run, milliseconds);
const { Card } = await import('../../wwwroot/labeling/card.js');
const { WorkSession } = await import('../../wwwroot/labeling/work-session.js');
const { Outbox } = await import('../../wwwroot/labeling/outbox.js');

const part = () => ({ textContent: '', dataset: {}, classList: { add() {}, remove() {}, toggle() {} }, setAttribute() {}, removeAttribute() {}, addEventListener() {}, decode: async () => {}, remove() {} });

function element() {
  const parts = {};
  return { ...part(), querySelector: selector => parts[selector] ??= part() };
}

class TextCard extends Card {
  content = { kind: 'Transcribed', text: '' };

  get initial() { return { kind: 'Transcribed', text: this.preLabel }; }

  get hinted() { return this.part('hint').textContent; }

  fault() { return null; }

  summary({ text }) { return text; }

  type(text) {
    this.content = { kind: 'Transcribed', text };
    this.edited();
  }
}

// hands(): the pages of cards that claims get, one after the other; afterwards there are none
class Server {
  sent = [];
  listed = [];
  settledOnes = [];
  lost = [];
  reopened = null;
  nextBatch = null;

  constructor(...pages) { this.pages = pages; }

  async claim() {
    const cards = this.pages.shift() ?? [];
    return { outcome: cards.length ? 'claimed' : 'nothingLeft', cards, mayComeBack: false, now: Date.now() };
  }

  async send(answers) {
    this.sent.push(...answers);
    return answers.map(a => ({ assignmentId: a.assignmentId, revision: a.revision, outcome: 'counted' }));
  }

  async renew({ assignments }) { return { held: assignments.filter(a => !this.lost.some(l => l.assignmentId === a)), lost: this.lost }; }

  async refused() { return this.listed; }

  async settled() { return this.settledOnes; }

  async reopen() { return { outcome: 'claimed', cards: [this.reopened], now: Date.now() }; }

  async image() { return 'i'; }

  async skip() {}

  async next() { return this.nextBatch; }

  release() {}
}

const handed = (id, frame = 0, more = {}) => ({ assignmentId: id, draftKey: `task-${id}`, image: 'i', frame, preLabel: 'machine', ...more });
const settled = (milliseconds = 20) => new Promise(resolve => setTimeout(resolve, milliseconds));
const sends = () => settled(120);

async function sit(server) {
  const said = { message: '', page: null, focused: 0, end: null, offered: null };
  const view = { show: page => { said.page = page; }, focus: () => { said.focused++; }, end: outcome => { said.end = outcome; }, offer: next => { said.offered = next; }, message: text => { said.message = text; }, progress() {} };
  const store = { all: async () => [], put: async () => {}, remove: async () => {} };
  let session = null;
  const outbox = new Outbox(store, server, { onReceipt: r => session.receive(r), onChange() {} });
  session = new WorkSession(server, outbox, { cardsPerPage: 10, make: h => new TextCard(h, element()) }, view, { batchId: 'b' });
  const clock = { idle: 10_000 };
  Object.defineProperty(session.clock, 'idle', { get: () => clock.idle });
  await session.start();
  await settled();
  return { session, outbox, said, clock, beat: async () => { beats.at(-1)(); await settled(); } };
}

const turned = id => ({ assignmentId: id, reason: 'The page was turned.' });
const refusal = (id, more = {}) => ({ assignmentId: id, revision: 1, kind: 'Transcribed', text: 'too long', refused: 'Long.', submittedAt: 1, frame: 0, ...more });

test('a card that was taken back stays with what was typed, says why, and its answer is sent with its frame', async () => {
  const server = new Server([handed('a')], []);
  const { session, said, beat } = await sit(server);
  const { card } = session;
  card.type('WORK');
  server.lost = [turned('a')];
  server.pages.push([handed('a', 1)]);
  await beat();
  assert.equal(session.card, card);
  assert.equal(card.content.text, 'WORK');
  assert.match(card.hinted, /^The page was turned\. .*What you entered stays/);
  assert.match(said.message, /^The page was turned\. .*What you entered stays/);
  card.type('WORK');
  assert.match(card.hinted, /^The page was turned\. .*What you entered stays/);
  await session.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => [a.text, a.frame, a.revision]), [['WORK', 0, 1]]);
  assert.equal(said.message, '');
  assert.doesNotMatch(card.hinted, /turned/);
});

test('nothing is taken away while somebody is at work', async () => {
  const server = new Server([handed('a')], [handed('b')]);
  const { session, clock, said, beat } = await sit(server);
  const { card } = session;
  server.lost = [turned('a')];
  clock.idle = 500;
  await beat();
  assert.equal(session.card, card);
  clock.idle = 10_000;
  await beat();
  assert.equal(session.card.assignmentId, 'b');
  assert.match(said.message, /^The page was turned\. .*These are new ones/);
});

test('nothing is taken away that was begun while the others were fetched', async () => {
  const server = new Server([handed('a')]);
  const { session, beat } = await sit(server);
  const { card } = session;
  server.lost = [turned('a')];
  let arrive;
  server.claim = () => new Promise(resolve => { arrive = () => resolve({ outcome: 'claimed', cards: [handed('a', 1)], now: Date.now() }); });
  await beat();
  card.type('quick');
  arrive();
  await settled();
  assert.equal(session.card, card);
});

test('of a sheet only cards that were not begun go', async () => {
  const server = new Server(['a', 'b', 'c', 'd'].map(id => handed(id)), []);
  const { session, said, beat } = await sit(server);
  const { card } = session;
  card.type('one');
  session.find('c').type('three');
  const focused = said.focused;
  server.lost = ['a', 'b', 'c', 'd'].map(turned);
  await beat();
  assert.deepEqual(['a', 'b', 'c', 'd'].map(id => Boolean(session.find(id))), [true, false, true, false]);
  assert.equal(session.card, card);
  assert.equal(said.focused, focused);
  assert.match(said.message, /not started were returned/);
  await session.accept();
  await session.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => a.text), ['one', 'three']);
});

test('a card that comes twice in one sitting is shown once', async () => {
  const server = new Server([handed('a')], [handed('a', 1)], [handed('b')]);
  const { session } = await sit(server);
  session.card.type('WORK');
  assert.match(session.card.hinted, /turned/);
  await session.accept();
  await settled(1_100);
  assert.equal(session.card.assignmentId, 'b');
});

test('a card that comes again under another assignment is answered above its earlier revisions', async () => {
  const server = new Server([handed('a')], [handed('b')], [handed('c')], [handed('a2', 1, { draftKey: 'task-a' })]);
  const { session } = await sit(server);
  for (const text of ['first', 'second', 'third', 'again']) {
    session.card.type(text);
    await session.accept();
    await settled();
  }
  await sends();
  assert.deepEqual(server.sent.map(a => [a.text, a.revision]), [['first', 1], ['second', 1], ['third', 1], ['again', 2]]);
});

test('a refused answer is opened in its card on the page, and accepting sends it', async () => {
  const server = new Server([handed('a'), handed('b')], []);
  const { session, outbox, said } = await sit(server);
  server.listed = [refusal('b')];
  outbox.adopt(server.listed);
  await session.openRefused('b');
  assert.deepEqual([session.card.assignmentId, session.card.content.text, session.card.hinted, said.message], ['b', 'too long', 'Rejected: Long.', 'Rejected: Long.']);
  session.card.type('shorter');
  await session.openRefused('b');
  assert.equal(session.card.content.text, 'shorter');
  await session.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => [a.assignmentId, a.text, a.revision]), [['b', 'shorter', 2]]);
});

test('a refused answer is opened where its card is only fetched ahead', async () => {
  const server = new Server([handed('a')], [handed('b')], [handed('c')]);
  const { session } = await sit(server);
  server.listed = [refusal('b')];
  server.reopened = handed('b');
  await session.openRefused('b');
  assert.deepEqual([session.card.assignmentId, session.card.content.text], ['b', 'too long']);
  await session.accept();
  assert.equal(session.card.assignmentId, 'a');
  await session.accept();
  await settled(1_100);
  assert.equal(session.card.assignmentId, 'c');
});

test('a refused answer that was put right elsewhere is not opened again', async () => {
  const server = new Server([handed('a')], []);
  const { session, outbox, said } = await sit(server);
  outbox.adopt([refusal('z')]);
  server.settledOnes = ['z'];
  server.reopen = () => assert.fail('its answer would be taken back');
  await session.openRefused('z');
  assert.match(said.message, /already been corrected/);
  assert.equal(outbox.refused.length, 0);
});

test('why an answer cannot be changed stays on screen when other cards come', async () => {
  const server = new Server([handed('a')], []);
  server.reopen = async () => ({ outcome: 'refused', reason: 'The task is resolved; your answer stays as it was.' });
  const { session, said } = await sit(server);
  const reason = await session.reopen('z');
  server.pages = [[handed('b')]];
  await session.start(reason);
  assert.deepEqual([session.card.assignmentId, said.message], ['b', 'The task is resolved; your answer stays as it was.']);
});

test('the time after an undo is that of the next submit', async () => {
  const server = new Server([handed('a'), handed('b')], []);
  const { session } = await sit(server);
  session.card.active = 4_000;
  await session.accept();
  await sends();
  await session.undo();
  session.card.active += 1_000;
  session.card.type('again');
  await settled(20);
  await session.accept();
  await sends();
  const [first, again] = [server.sent[0], server.sent.at(-1)];
  assert.deepEqual([again.takenBack, again.active], [false, 1_000]);
  assert.ok(again.submittedAt > first.submittedAt);
});

test('what was refused on a page that was turned since is opened as it lies now', async () => {
  const server = new Server([handed('a')], []);
  const { session, outbox } = await sit(server);
  outbox.adopt([refusal('b', { text: 'as it lay' })]);
  server.listed = [refusal('b', { text: 'as it lies', frame: 1 })];
  server.reopened = handed('b', 1);
  await session.openRefused('b');
  assert.equal(session.card.content.text, 'as it lies');
});

test('what another answer stood in the way of is not shown as done, and can be given above it', async () => {
  const server = new Server([handed('a')], [handed('b')]);
  const { session, outbox } = await sit(server);
  const { send } = Server.prototype;
  server.send = async answers => answers.map(a => ({ assignmentId: a.assignmentId, revision: a.revision, outcome: 'refused', reason: 'Elsewhere.', latest: 7 }));
  session.card.type('mine');
  await session.accept();
  await sends();
  assert.deepEqual([session.total, outbox.refusedOf('a').text], [0, 'mine']);
  server.send = send;
  await session.openRefused('a');
  await session.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => [a.text, a.revision]), [['mine', 8]]);
});

test('at the end of a batch the next one is offered, and nothing where there is none or the server does not answer', async () => {
  const server = new Server([handed('a')]);
  server.nextBatch = { name: 'Receipts', path: 'work/b2' };
  const { session, said } = await sit(server);
  assert.equal(said.offered, null);
  session.card.type('WORK');
  await session.accept();
  await settled();
  assert.equal(said.end.outcome, 'nothingLeft');
  assert.deepEqual(said.offered, server.nextBatch);
  for (const next of [async () => null, async () => { throw new Error('no answer'); }]) {
    const quiet = new Server();
    quiet.next = next;
    assert.equal((await sit(quiet)).said.offered, null);
  }
});
