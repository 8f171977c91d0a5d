import { ActiveClock, now, setClock } from './clock.js';
import { Rejected } from './transport.js';

const heartbeat = 30_000;
const givesPrefetchedBackAfter = 120_000;
const stopsRenewingAfter = 300_000;
const looksAgainAfter = 20_000;
const saysSoAfter = 400;
const firstWait = 1_000;
const longestWait = 15_000;

// The cards a worker holds: the page on screen, the one before it, those they came back from, the one being fetched; and the card being worked on.
export class Desk {
  #page = null;
  #before = null;
  // to go on with, the next one last
  #after = [];
  #next = null;
  #index = 0;
  #reviewing = false;
  #turning = false;
  #waiting = false;
  #stays = false;
  #trouble = '';
  #timer = 0;
  // assignments in the order they were accepted, and those that hold
  #done = [];
  #counted = new Set();

  // surface: the template's cardsPerPage and make(handed), a Card. view: show(page), focus(card, pointer), end(outcome), message(text), progress(page, index, total)
  // batch: what answers are marked with, so that a page of another batch can say whose they are
  constructor(transport, outbox, surface, view, batch) {
    Object.assign(this, { transport, outbox, surface, view, batch, clock: new ActiveClock() });
    setInterval(() => this.#renew(), heartbeat);
  }

  get card() { return this.#page?.[this.#index] ?? null; }

  // answers of this sitting that the server has not refused and the worker has not taken back
  get total() { return this.#counted.size; }

  find(assignmentId) { return this.#held().find(c => c.assignmentId === assignmentId); }

  async start() {
    clearTimeout(this.#timer);
    this.#show(await this.#load());
  }

  // an input of any kind: the worker is there
  touched() {
    const cameBack = this.clock.idle > stopsRenewingAfter;
    this.clock.input(this.card);
    if (cameBack) this.#renew();
    this.#prefetch();
  }

  async accept(pointer = false) {
    const answer = this.#turning ? null : this.card?.accept();
    if (!answer) return;
    this.view.message(this.#waiting ? this.#trouble : '');
    if (answer !== 'unchanged') {
      this.#done = [...this.#done.filter(id => id !== answer.assignmentId), answer.assignmentId];
      this.#counted.add(answer.assignmentId);
      this.outbox.put({ ...answer, ...this.batch });
    }
    await this.#goOn(pointer);
  }

  // what the server says of an answer
  receive(receipt) {
    this.find(receipt.assignmentId)?.taken(receipt);
    if (receipt.outcome !== 'refused') return;
    this.#forget(receipt.assignmentId);
    if (this.#page) this.view.progress(this.#page, this.#index, this.total);
    this.view.message(`An answer was not taken: ${receipt.reason} “Not taken”, above, leads back to it.`);
  }

  // passes the card on to others, for a reason the team sees: { reason, title, note }
  async skip({ reason, title, note }) {
    const card = this.card;
    if (!card || card.answered || this.#turning) return;
    card.skip(title);
    this.#tellSkip({ assignmentId: card.assignmentId, reason, note });
    await this.#goOn();
  }

  back() {
    if (this.#index > 0) return this.select(this.#index - 1);
    if (!this.#before || this.#turning) return;
    this.#toPageBefore();
  }

  forward() { this.select(this.#index + 1); }

  // Takes the last answer back: the card is open again and the server is told. A card that has left these pages, also before a reload, is fetched again.
  async undo() {
    if (this.#turning) return;
    const last = this.#done.at(-1);
    const card = last && this.find(last);
    if (!card) return this.reopen(last ?? null);
    this.outbox.put({ ...card.takeBack(), ...this.batch });
    this.#forget(last);
    this.goTo(card);
    this.view.message('Your last answer is taken back. Accept the card to give it again.');
  }

  // A card of this worker's that is not held here comes back, its answer taken back; without an assignment the one answered last.
  async reopen(assignmentId) {
    this.view.message('Fetching your answer …');
    try {
      const answer = await this.transport.reopen(assignmentId, this.#unanswered().map(c => c.assignmentId));
      if (answer.outcome !== 'claimed') return this.view.message(answer.reason);
      setClock(answer.now);
      await this.outbox.readdress(assignmentId, answer.cards[0].assignmentId);
      const cards = await this.#prepare(answer.cards);
      if (!cards.length) return this.view.message('Its image could not be fetched. Try again in a moment.');
      const [card] = cards;
      this.#forget(card.assignmentId);
      const refused = this.outbox.refusedOf(card.assignmentId);
      // a page that was turned since shows another image than the answer was given on
      const fits = refused && (refused.frame ?? card.frame) === card.frame;
      if (fits) card.content = refused;
      const shown = this.find(card.assignmentId);
      if (shown) this.goTo(shown);
      else {
        if (this.#page) this.#after.push(this.#page);
        this.#page = cards;
        this.#lay(0);
      }
      this.view.message(fits ? `Not taken: ${refused.refused}` : refused ? `Not taken: ${refused.refused} The page has been turned since, so please answer it anew.` : 'Your answer is taken back. Accept the card to give it again.');
    } catch (error) {
      this.view.message(error instanceof Rejected ? error.message : error.signedOut ? this.view.signedOut : 'The server does not answer. Try again in a moment.');
    }
  }

  // to a card on any of the pages held here
  goTo(card) {
    if (this.#before?.includes(card)) this.#toPageBefore();
    while (!this.#page?.includes(card) && this.#after.length) [this.#before, this.#page] = [this.#page, this.#after.pop()];
    this.#lay(this.#page.indexOf(card));
    this.#reviewing = true;
  }

  select(index, pointer = false) {
    if (!this.#page || index < 0 || index >= this.#page.length) return;
    // who looks through the page while the next one is fetched is not taken from it
    this.#stays = this.#waiting;
    this.card?.current(false);
    this.#index = index;
    this.card.current(true);
    this.card.shownAt ??= now();
    // before the focus, which asks for the layout: so there is one
    this.view.progress(this.#page, index, this.total);
    this.view.focus(this.card, pointer);
  }

  selectElement(element) {
    const index = this.#page?.findIndex(c => c.element === element) ?? -1;
    if (index >= 0 && index !== this.#index) this.select(index, true);
  }

  // gives every unanswered card back, also those still on their way; one whose answer was taken back stays its worker's
  release() {
    this.#giveBack(this.#unanswered().filter(c => !c.revision));
    const next = this.#next;
    if (next && !next.done) next.loading.then(loaded => this.#giveBack(loaded.cards));
    for (const card of this.#held()) card.dispose();
    this.#before = this.#page = this.#next = null;
    this.#after = [];
  }

  // where Enter leads on this page: to the next open card, or simply on when answered cards are looked through again
  #following() {
    if (this.#reviewing && this.#index + 1 < this.#page.length) return this.#index + 1;
    const open = [...this.#page.keys()].filter(i => !this.#page[i].answered);
    return open.find(i => i > this.#index) ?? open[0];
  }

  async #goOn(pointer) {
    const next = this.#following();
    if (next !== undefined) this.select(next, pointer);
    else await this.#turnOver(pointer);
  }

  // until the server has it; if the page goes first, the lease gives the card back all the same
  async #tellSkip(skip) {
    for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
      try {
        return await this.transport.skip(skip);
      } catch (error) {
        if (error instanceof Rejected) return null;
      }
      await new Promise(resolve => setTimeout(resolve, wait));
    }
  }

  #forget(assignmentId) {
    this.#done = this.#done.filter(id => id !== assignmentId);
    this.#counted.delete(assignmentId);
  }

  #toPageBefore() {
    if (this.#page) this.#after.push(this.#page);
    [this.#before, this.#page] = [null, this.#before];
    this.#lay(this.#page.length - 1);
  }

  async #turnOver(pointer) {
    if (this.#after.length) {
      this.#putAside();
      this.#page = this.#after.pop();
      return this.#lay(Math.max(0, this.#page.findIndex(c => !c.answered)), pointer);
    }
    this.view.progress(this.#page, this.#index, this.total);
    this.#stays = false;
    if (this.#waiting) return;
    this.#waiting = true;
    const next = this.#next ??= this.#fetch();
    const slow = setTimeout(() => this.view.message(this.#trouble || 'Fetching the next cards …'), saysSoAfter);
    const loaded = await next.loading;
    clearTimeout(slow);
    this.#waiting = false;
    if (this.#next !== next || !this.#page) return;
    if (this.#stays) return this.view.message(loaded.cards.length ? 'The next cards are here. Accept the last card to go on.' : '');
    this.#next = null;
    this.#putAside();
    this.#show(loaded, pointer);
  }

  // the page on screen becomes the one before
  #putAside() {
    for (const card of this.#before ?? []) card.dispose();
    this.#before = this.#page;
  }

  #show(loaded, pointer) {
    if (loaded.outcome === 'claimed') {
      this.view.message('');
      this.#page = loaded.cards;
      this.#lay(0, pointer);
      return this.#prefetch();
    }
    this.#page = null;
    this.view.message('');
    this.view.end(loaded);
    if (loaded.mayComeBack) this.#timer = setTimeout(() => this.start(), loaded.outcome === 'judging' ? firstWait : looksAgainAfter);
  }

  #lay(index, pointer) {
    clearTimeout(this.#timer);
    this.#reviewing = this.#page.some(c => c.answered);
    for (const card of this.#page) card.current(false);
    this.view.show(this.#page);
    this.#index = index;
    this.select(index, pointer);
  }

  // claims and decodes the next page while this one is worked on
  #prefetch() {
    if (!this.#page || this.#next || this.#after.length || this.clock.idle > givesPrefetchedBackAfter) return;
    const next = this.#next = this.#fetch();
    next.loading.then(loaded => {
      // "nothing left" is not believed for long: somebody may give cards back
      if (loaded.outcome !== 'claimed') setTimeout(() => { if (this.#next === next && !this.#waiting) this.#next = null; }, looksAgainAfter);
    });
  }

  #fetch() {
    const next = { cards: [], done: false };
    next.loading = this.#load().then(loaded => {
      Object.assign(next, { cards: loaded.cards, done: true });
      return loaded;
    });
    return next;
  }

  async #load() {
    for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
      try {
        const answer = await this.transport.claim(this.surface.cardsPerPage);
        setClock(answer.now);
        const cards = await this.#prepare(answer.cards);
        if (this.#trouble) this.view.message(this.#trouble = '');
        if (answer.outcome !== 'claimed' || cards.length) return { ...answer, cards };
      } catch (error) {
        if (error instanceof Rejected) return { outcome: 'rejected', reason: error.message, cards: [] };
        this.view.message(this.#trouble = error.signedOut ? this.view.signedOut : 'The server does not answer. Your answers are kept; trying again …');
      }
      await new Promise(resolve => setTimeout(resolve, wait));
    }
  }

  // cards whose images are decoded; one whose image cannot be had goes back to the queue
  async #prepare(handed) {
    const cards = handed.map(c => this.surface.make(c));
    const shown = await Promise.all(cards.map(c => c.prepare(this.transport).then(() => true, () => false)));
    this.#giveBack(cards.filter((_, i) => !shown[i]));
    const ready = cards.filter((_, i) => shown[i]);
    ready.forEach((card, i) => {
      card.revision = Math.max(card.revision, this.outbox.revisionOf(card.assignmentId));
      card.placed(i, ready.length);
    });
    return ready;
  }

  async #renew() {
    const { idle } = this.clock;
    if (idle > givesPrefetchedBackAfter && this.#next?.done) this.#dropNext();
    const open = this.#unanswered();
    if (!open.length || idle > stopsRenewingAfter) return;
    // the server pays by what it has seen of the work: whether there was any since the last beat
    const wasActive = idle < heartbeat;
    try {
      const held = new Set(await this.transport.renew({ assignments: open.map(c => c.assignmentId), isActive: wasActive }));
      await this.#lose(new Set(open.filter(c => !held.has(c.assignmentId) && !c.answered)));
    } catch { /* the next beat tries again; answers are taken whatever became of the lease */ }
  }

  // Cards that went to others while the worker was away. He gets fresh ones, unless he is in the middle of the page: late answers are welcome too.
  async #lose(lost) {
    if (this.#next?.cards.some(c => lost.has(c))) this.#dropNext(lost);
    if (this.#turning || !this.#page?.length || !this.#page.every(c => lost.has(c))) return;
    this.#turning = true;
    this.#before = null;
    this.#after = [];
    const loaded = await this.#load();
    this.#turning = false;
    this.#show(loaded);
    this.view.message('You were away, so your cards went to others. These are fresh ones.');
  }

  #dropNext(lost = new Set()) {
    this.#giveBack(this.#next.cards.filter(c => !lost.has(c)));
    for (const card of this.#next.cards) card.dispose();
    this.#next = null;
  }

  #giveBack(cards) { if (cards.length) this.transport.release(cards.map(c => c.assignmentId)); }

  #held() { return [...this.#before ?? [], ...this.#page ?? [], ...this.#after.flat(), ...this.#next?.cards ?? []]; }

  #unanswered() { return this.#held().filter(c => !c.answered); }
}
