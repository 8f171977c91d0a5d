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
const { Desk } = await import('../../wwwroot/labeling/desk.js');
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
  let desk = null;
  const outbox = new Outbox(store, server, { onReceipt: r => desk.receive(r), onChange() {} });
  desk = new Desk(server, outbox, { cardsPerPage: 10, make: h => new TextCard(h, element()) }, view, { batchId: 'b' });
  const clock = { idle: 10_000 };
  Object.defineProperty(desk.clock, 'idle', { get: () => clock.idle });
  await desk.start();
  await settled();
  return { desk, outbox, said, clock, beat: async () => { beats.at(-1)(); await settled(); } };
}

const turned = id => ({ assignmentId: id, reason: 'The page was turned.' });
const refusal = (id, more = {}) => ({ assignmentId: id, revision: 1, kind: 'Transcribed', text: 'too long', refused: 'Long.', submittedAt: 1, frame: 0, ...more });

test('a card that was taken back stays with what was typed, says why, and its answer is sent with its frame', async () => {
  const server = new Server([handed('a')], []);
  const { desk, said, beat } = await sit(server);
  const { card } = desk;
  card.type('WORK');
  server.lost = [turned('a')];
  server.pages.push([handed('a', 1)]);
  await beat();
  assert.equal(desk.card, card);
  assert.equal(card.content.text, 'WORK');
  assert.match(card.hinted, /^The page was turned\. .*What you entered stays/);
  assert.match(said.message, /^The page was turned\. .*What you entered stays/);
  card.type('WORK');
  assert.match(card.hinted, /^The page was turned\. .*What you entered stays/);
  await desk.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => [a.text, a.frame, a.revision]), [['WORK', 0, 1]]);
  assert.equal(said.message, '');
  assert.doesNotMatch(card.hinted, /turned/);
});

test('nothing is taken away while somebody is at work', async () => {
  const server = new Server([handed('a')], [handed('b')]);
  const { desk, clock, said, beat } = await sit(server);
  const { card } = desk;
  server.lost = [turned('a')];
  clock.idle = 500;
  await beat();
  assert.equal(desk.card, card);
  clock.idle = 10_000;
  await beat();
  assert.equal(desk.card.assignmentId, 'b');
  assert.match(said.message, /^The page was turned\. .*These are new ones/);
});

test('nothing is taken away that was begun while the others were fetched', async () => {
  const server = new Server([handed('a')]);
  const { desk, beat } = await sit(server);
  const { card } = desk;
  server.lost = [turned('a')];
  let arrive;
  server.claim = () => new Promise(resolve => { arrive = () => resolve({ outcome: 'claimed', cards: [handed('a', 1)], now: Date.now() }); });
  await beat();
  card.type('quick');
  arrive();
  await settled();
  assert.equal(desk.card, card);
});

test('of a sheet only cards that were not begun go', async () => {
  const server = new Server(['a', 'b', 'c', 'd'].map(id => handed(id)), []);
  const { desk, said, beat } = await sit(server);
  const { card } = desk;
  card.type('one');
  desk.find('c').type('three');
  const focused = said.focused;
  server.lost = ['a', 'b', 'c', 'd'].map(turned);
  await beat();
  assert.deepEqual(['a', 'b', 'c', 'd'].map(id => Boolean(desk.find(id))), [true, false, true, false]);
  assert.equal(desk.card, card);
  assert.equal(said.focused, focused);
  assert.match(said.message, /not started were returned/);
  await desk.accept();
  await desk.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => a.text), ['one', 'three']);
});

test('a card that comes twice in one sitting is shown once', async () => {
  const server = new Server([handed('a')], [handed('a', 1)], [handed('b')]);
  const { desk } = await sit(server);
  desk.card.type('WORK');
  assert.match(desk.card.hinted, /turned/);
  await desk.accept();
  await settled(1_100);
  assert.equal(desk.card.assignmentId, 'b');
});

test('a card that comes again under another assignment is answered above its earlier revisions', async () => {
  const server = new Server([handed('a')], [handed('b')], [handed('c')], [handed('a2', 1, { draftKey: 'task-a' })]);
  const { desk } = await sit(server);
  for (const text of ['first', 'second', 'third', 'again']) {
    desk.card.type(text);
    await desk.accept();
    await settled();
  }
  await sends();
  assert.deepEqual(server.sent.map(a => [a.text, a.revision]), [['first', 1], ['second', 1], ['third', 1], ['again', 2]]);
});

test('a refused answer is opened in its card on the page, and accepting sends it', async () => {
  const server = new Server([handed('a'), handed('b')], []);
  const { desk, outbox, said } = await sit(server);
  server.listed = [refusal('b')];
  outbox.adopt(server.listed);
  await desk.openRefused('b');
  assert.deepEqual([desk.card.assignmentId, desk.card.content.text, desk.card.hinted, said.message], ['b', 'too long', 'Rejected: Long.', 'Rejected: Long.']);
  desk.card.type('shorter');
  await desk.openRefused('b');
  assert.equal(desk.card.content.text, 'shorter');
  await desk.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => [a.assignmentId, a.text, a.revision]), [['b', 'shorter', 2]]);
});

test('a refused answer is opened where its card is only fetched ahead', async () => {
  const server = new Server([handed('a')], [handed('b')], [handed('c')]);
  const { desk } = await sit(server);
  server.listed = [refusal('b')];
  server.reopened = handed('b');
  await desk.openRefused('b');
  assert.deepEqual([desk.card.assignmentId, desk.card.content.text], ['b', 'too long']);
  await desk.accept();
  assert.equal(desk.card.assignmentId, 'a');
  await desk.accept();
  await settled(1_100);
  assert.equal(desk.card.assignmentId, 'c');
});

test('a refused answer that was put right elsewhere is not opened again', async () => {
  const server = new Server([handed('a')], []);
  const { desk, outbox, said } = await sit(server);
  outbox.adopt([refusal('z')]);
  server.settledOnes = ['z'];
  server.reopen = () => assert.fail('its answer would be taken back');
  await desk.openRefused('z');
  assert.match(said.message, /already been corrected/);
  assert.equal(outbox.refused.length, 0);
});

test('why an answer cannot be changed stays on screen when other cards come', async () => {
  const server = new Server([handed('a')], []);
  server.reopen = async () => ({ outcome: 'refused', reason: 'The task is resolved; your answer stays as it was.' });
  const { desk, said } = await sit(server);
  const reason = await desk.reopen('z');
  server.pages = [[handed('b')]];
  await desk.start(reason);
  assert.deepEqual([desk.card.assignmentId, said.message], ['b', 'The task is resolved; your answer stays as it was.']);
});

test('the time after an undo is that of the next submit', async () => {
  const server = new Server([handed('a'), handed('b')], []);
  const { desk } = await sit(server);
  desk.card.active = 4_000;
  await desk.accept();
  await sends();
  await desk.undo();
  desk.card.active += 1_000;
  desk.card.type('again');
  await settled(20);
  await desk.accept();
  await sends();
  const [first, again] = [server.sent[0], server.sent.at(-1)];
  assert.deepEqual([again.takenBack, again.active], [false, 1_000]);
  assert.ok(again.submittedAt > first.submittedAt);
});

test('what was refused on a page that was turned since is opened as it lies now', async () => {
  const server = new Server([handed('a')], []);
  const { desk, outbox } = await sit(server);
  outbox.adopt([refusal('b', { text: 'as it lay' })]);
  server.listed = [refusal('b', { text: 'as it lies', frame: 1 })];
  server.reopened = handed('b', 1);
  await desk.openRefused('b');
  assert.equal(desk.card.content.text, 'as it lies');
});

test('what another answer stood in the way of is not shown as done, and can be given above it', async () => {
  const server = new Server([handed('a')], [handed('b')]);
  const { desk, outbox } = await sit(server);
  const { send } = Server.prototype;
  server.send = async answers => answers.map(a => ({ assignmentId: a.assignmentId, revision: a.revision, outcome: 'refused', reason: 'Elsewhere.', latest: 7 }));
  desk.card.type('mine');
  await desk.accept();
  await sends();
  assert.deepEqual([desk.total, outbox.refusedOf('a').text], [0, 'mine']);
  server.send = send;
  await desk.openRefused('a');
  await desk.accept();
  await sends();
  assert.deepEqual(server.sent.map(a => [a.text, a.revision]), [['mine', 8]]);
});

test('at the end of a batch the next one is offered, and nothing where there is none or the server does not answer', async () => {
  const server = new Server([handed('a')]);
  server.nextBatch = { name: 'Receipts', path: 'work/b2' };
  const { desk, said } = await sit(server);
  assert.equal(said.offered, null);
  desk.card.type('WORK');
  await desk.accept();
  await settled();
  assert.equal(said.end.outcome, 'nothingLeft');
  assert.deepEqual(said.offered, server.nextBatch);
  for (const next of [async () => null, async () => { throw new Error('no answer'); }]) {
    const quiet = new Server();
    quiet.next = next;
    assert.equal((await sit(quiet)).said.offered, null);
  }
});
