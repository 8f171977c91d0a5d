import { ActiveClock, now, setClock } from './clock.js';
import { t } from './texts.js';
import { Rejected } from './transport.js';

const heartbeat = 30_000;
const givesPrefetchedBackAfter = 120_000;
const stopsRenewingAfter = 300_000;
const looksAgainAfter = 20_000;
const saysSoAfter = 400;
// nothing is taken from under hands that were moving a moment ago
const restsAfter = 5_000;
const firstWait = 1_000;
const longestWait = 15_000;

// The cards a worker holds: the page on screen, the one before it, those they came back from, the one being fetched; and the card being worked on.
export class WorkSession {
  #page = null;
  #before = null;
  // to go on with, the next one last
  #after = [];
  #next = null;
  #index = 0;
  #reviewing = false;
  #waiting = false;
  #stays = false;
  #trouble = '';
  #timer = 0;
  // assignments in the order they were accepted, and those that hold
  #done = [];
  #counted = new Set();
  // of each task the latest revision of this sitting, also where the card came twice
  #revisions = new Map();

  // surface: the template's cardsPerPage and make(handed), a Card. view: show(page), focus(card, pointer), end(outcome), message(text), progress(page, index, total)
  // batch: what answers are marked with, so that a page of another batch can say whose they are
  constructor(transport, outbox, surface, view, batch) {
    Object.assign(this, { transport, outbox, surface, view, batch, clock: new ActiveClock() });
    setInterval(() => this.#renew(), heartbeat);
  }

  get card() { return this.#page?.[this.#index] ?? null; }

  // answers of this sitting that the server has not refused and the worker has not taken back
  get total() { return this.#counted.size; }

  // a card on one of the pages that can be gone to
  find(assignmentId) { return this.#shown().find(c => c.assignmentId === assignmentId); }

  // message: what the worker is to know meanwhile, say why another card comes than the one they asked for
  async start(message = '') {
    clearTimeout(this.#timer);
    this.#show(await this.#load(), undefined, message);
  }

  // an input of any kind: the worker is there
  touched() {
    const cameBack = this.clock.idle > stopsRenewingAfter;
    this.clock.input(this.card);
    if (cameBack) this.#renew();
    this.#prefetch();
  }

  async accept(pointer = false) {
    const { card } = this;
    const answer = this.#giving(card, () => card.accept());
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
    this.view.message(t('An answer was rejected: {0} Use the “rejected” button at the top to correct it.', receipt.reason));
  }

  // passes the card on to others, for a reason the team sees: { reason, title, note }
  async skip({ reason, title, note }) {
    const card = this.card;
    if (!card || card.answered) return;
    card.skip(title);
    this.#tellSkip({ assignmentId: card.assignmentId, reason, note });
    await this.#goOn();
  }

  back() {
    if (this.#index > 0) return this.select(this.#index - 1);
    if (!this.#before) return;
    this.#toPageBefore();
  }

  forward() { this.select(this.#index + 1); }

  // Takes the last answer back: the card is open again and the server is told. A card that has left these pages, also before a reload, is fetched again.
  async undo() {
    const last = this.#done.at(-1);
    const card = last && this.find(last);
    if (!card) return this.reopen(last ?? null);
    this.outbox.put({ ...this.#giving(card, () => card.takeBack()), ...this.batch });
    this.#forget(last);
    this.goTo(card);
    this.view.message(t('Your last answer was taken back. Accept the card to submit it again.'));
  }

  // To the card of a refused answer, with what was refused in it. It may have been put right elsewhere: then nothing is undone, and it gives the reason it shows.
  async openRefused(assignmentId) {
    await this.outbox.lookUp(this.batch).catch(() => {});
    const refused = this.outbox.refusedOf(assignmentId);
    if (!refused) return this.#tell(t('This answer has already been corrected or dismissed on another page.'));
    const card = this.find(assignmentId);
    if (!card?.fits(refused)) return this.reopen(assignmentId);
    card.mend(refused);
    this.goTo(card);
    this.view.message(t('Rejected: {0}', refused.refused));
  }

  // A card of this worker's that is not held here comes back, its answer taken back; without an assignment the one answered last. Where it does not, it gives the reason it shows.
  async reopen(assignmentId) {
    this.view.message(t('Loading your answer …'));
    try {
      const answer = await this.transport.reopen(assignmentId, this.#unanswered().map(c => c.assignmentId));
      if (answer.outcome !== 'claimed') return this.#tell(answer.reason);
      setClock(answer.now);
      await this.outbox.readdress(assignmentId, answer.cards[0].assignmentId);
      const cards = await this.#prepare(answer.cards);
      if (!cards.length) return this.#tell(t('The image could not be loaded. Try again in a moment.'));
      const [card] = cards;
      this.#forget(card.assignmentId);
      const refused = this.outbox.refusedOf(card.assignmentId);
      const known = this.find(card.assignmentId);
      // a page that was turned since shows another image than the answer was given on
      const shown = known?.frame === card.frame ? known : null;
      const fits = refused && card.fits(refused);
      if (fits) (shown ?? card).mend(refused);
      if (shown) {
        shown.revision = Math.max(shown.revision, card.revision);
        card.dispose();
        this.goTo(shown);
      } else {
        this.#drop(known);
        if (this.#page) this.#after.push(this.#page);
        this.#page = cards;
        this.#lay(0);
      }
      this.view.message(fits ? t('Rejected: {0}', refused.refused) : refused ? t('Rejected: {0} The page has been turned since then. Please answer it again.', refused.refused) : t('Your answer was taken back. Accept the card to submit it again.'));
      return '';
    } catch (error) {
      return this.#tell(error instanceof Rejected ? error.message : error.signedOut ? this.view.signedOut : t('The server is not responding. Try again in a moment.'));
    }
  }

  // to a card on any of the pages held here
  goTo(card) {
    if (!this.#shown().includes(card)) return;
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

  // gives every unanswered card back, also those still on their way; one whose answer was taken back on the server, or refused, stays its worker's
  release() {
    this.#giveBack(this.#unanswered().filter(c => !c.given && !this.outbox.refusedOf(c.assignmentId)));
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

  // what is said of a card is later than all that was said of its task
  #giving(card, give) {
    if (!card) return null;
    card.revision = Math.max(card.revision, this.#knownOf(card));
    const answer = give();
    this.#revisions.set(card.key, card.revision);
    return answer;
  }

  #knownOf(card) { return Math.max(this.outbox.revisionOf(card.assignmentId), this.#revisions.get(card.key) ?? 0); }

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
    if (this.#page.length) this.view.progress(this.#page, this.#index, this.total);
    this.#stays = false;
    if (this.#waiting) return;
    this.#waiting = true;
    const slow = setTimeout(() => this.view.message(this.#trouble || t('Loading the next cards …')), saysSoAfter);
    const loaded = await this.#fetched();
    clearTimeout(slow);
    this.#waiting = false;
    if (!loaded) return;
    if (this.#stays) return this.view.message(loaded.cards.length ? t('The next cards are ready. Accept the last card to continue.') : '');
    this.#next = null;
    this.#putAside();
    this.#show(loaded, pointer);
  }

  // The page that comes next, without cards that came twice; null when it or the page on screen is gone meanwhile.
  async #fetched() {
    for (;;) {
      const next = this.#next ??= this.#fetch();
      const loaded = await next.loading;
      if (this.#next !== next || !this.#page) return null;
      const twice = loaded.cards.filter(c => this.#shown().some(s => s.key === c.key));
      if (!twice.length) return loaded;
      for (const card of twice) card.dispose();
      next.cards = loaded.cards = loaded.cards.filter(c => !twice.includes(c));
      if (loaded.cards.length) return loaded;
      this.#next = null;
      await new Promise(resolve => setTimeout(resolve, firstWait));
    }
  }

  // the page on screen becomes the one before
  #putAside() {
    if (!this.#page.length) return;
    for (const card of this.#before ?? []) card.dispose();
    this.#before = this.#page;
  }

  #show(loaded, pointer, message = '') {
    if (loaded.outcome === 'claimed') {
      this.view.message(message);
      this.#page = loaded.cards;
      this.#lay(0, pointer);
      return this.#prefetch();
    }
    this.#page = null;
    this.view.message(message);
    this.view.end(loaded);
    this.#offerNext();
    if (loaded.mayComeBack) this.#timer = setTimeout(() => this.start(), loaded.outcome === 'judging' ? firstWait : looksAgainAfter);
  }

  // where to go on when this batch has nothing; without an answer the way back to the list is enough
  async #offerNext() {
    const next = await this.transport.next().catch(() => null);
    if (next && !this.#page) this.view.offer(next);
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
        const answer = await this.transport.claim(this.surface.cardsPerPage, [...new Set([...this.#shown().map(c => c.assignmentId), ...this.outbox.assignments])]);
        setClock(answer.now);
        const cards = await this.#prepare(answer.cards);
        if (this.#trouble) this.view.message(this.#trouble = '');
        if (answer.outcome !== 'claimed' || cards.length) return { ...answer, cards };
      } catch (error) {
        if (error instanceof Rejected) return { outcome: 'rejected', reason: error.message, cards: [] };
        this.view.message(this.#trouble = error.signedOut ? this.view.signedOut : t('The server is not responding. Your answers are kept. Trying again …'));
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
      this.#meetTwin(card);
      card.placed(i, ready.length);
    });
    return ready;
  }

  // A card that is here came again, maybe from the same page turned: the one here stays as long as anything is in it.
  #meetTwin(card) {
    for (const twin of this.#shown().filter(s => s !== card && s.key === card.key && !s.answered)) twin.lose(twin.frame === card.frame ? null : t('The page was turned.'));
  }

  async #renew() {
    const { idle } = this.clock;
    if (idle > givesPrefetchedBackAfter && this.#next?.done) this.#dropNext();
    const open = this.#unanswered();
    if (!open.length || idle > stopsRenewingAfter) return;
    // the server pays by what it has seen of the work: whether there was any since the last beat
    const wasActive = idle < heartbeat;
    try {
      const { lost } = await this.transport.renew({ assignments: open.map(c => c.assignmentId), isActive: wasActive });
      await this.#lose(new Map(lost.map(l => [l.assignmentId, l.reason])), open);
    } catch { /* the next beat tries again; answers are taken whatever became of the lease */ }
  }

  // Cards that are no longer the worker's. One that something was begun on stays until it is accepted or passed on: late answers are welcome too. Others go.
  async #lose(reasons, asked) {
    const lost = asked.filter(c => !c.answered && reasons.has(c.assignmentId));
    if (this.#next?.cards.some(c => lost.includes(c))) this.#dropNext(new Set(lost));
    // what took it first is the reason
    const news = lost.filter(c => c.lost === null);
    for (const card of news) card.lose(reasons.get(card.assignmentId));
    if (news.includes(this.card) && this.card.begun) this.view.message(t('{0} What you entered stays here until you accept or skip the card.', this.card.lost));
    const gone = this.#goingFrom(this.#page);
    if (!gone.length) return;
    if (this.#page.some(c => !c.answered && !gone.includes(c))) this.#takeAway(gone);
    else await this.#exchange(gone);
  }

  // cards of the page on screen that may be taken away now: never while somebody is at work
  #goingFrom(page) {
    return page && page === this.#page && !this.#waiting && this.clock.idle >= restsAfter ? page.filter(c => c.lost && !c.answered && !c.begun) : [];
  }

  #takeAway(gone) {
    const { card } = this;
    this.#leaveOut(gone);
    const index = this.#page.indexOf(card);
    if (index < 0) this.select(this.#page.findIndex(c => !c.answered));
    else {
      this.#index = index;
      this.view.progress(this.#page, index, this.total);
    }
    this.view.message(t('{0} Cards you had not started were returned.', gone[0].lost));
  }

  // nothing is left to do on the page: the next one takes its place
  async #exchange(gone) {
    const page = this.#page;
    // that there was nothing left may have been true before these went back
    if (this.#next?.done && !this.#next.cards.length) this.#next = null;
    if (!this.#after.length) await (this.#next ??= this.#fetch()).loading;
    // somebody may be at work by now
    if (!gone.every(c => this.#goingFrom(page).includes(c))) return;
    this.#leaveOut(gone);
    await this.#turnOver();
    this.view.message(this.#page ? t('{0} The cards you had not started were returned. These are new ones.', gone[0].lost) : t('{0} The cards you had not started were returned.', gone[0].lost));
  }

  // from whatever page it is on
  #drop(card) {
    const without = page => page?.filter(c => c !== card) ?? null;
    this.#before = without(this.#before);
    if (!this.#before?.length) this.#before = null;
    this.#page = without(this.#page);
    if (!this.#page?.length) this.#page = null;
    this.#after = this.#after.map(without).filter(p => p.length);
  }

  #leaveOut(gone) {
    this.#page = this.#page.filter(c => !gone.includes(c));
    for (const card of gone) {
      card.element.remove();
      card.dispose();
    }
    this.#page.forEach((card, i) => card.placed(i, this.#page.length));
  }

  #dropNext(lost = new Set()) {
    this.#giveBack(this.#next.cards.filter(c => !lost.has(c)));
    for (const card of this.#next.cards) card.dispose();
    this.#next = null;
  }

  #tell(message) {
    this.view.message(message);
    return message;
  }

  #giveBack(cards) { if (cards.length) this.transport.release(cards.map(c => c.assignmentId)); }

  #shown() { return [...this.#before ?? [], ...this.#page ?? [], ...this.#after.flat()]; }

  #held() { return [...this.#shown(), ...this.#next?.cards ?? []]; }

  #unanswered() { return this.#held().filter(c => !c.answered); }
}
