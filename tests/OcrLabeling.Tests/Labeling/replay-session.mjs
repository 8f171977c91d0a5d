// Plays inputs against the page's clock at the times they are said to happen and tells what it measured. stdin: { module, events }, stdout: answers.
let time = 0;
globalThis.performance = { now: () => time };
globalThis.document = { hidden: false };
const channels = new Set();
globalThis.BroadcastChannel = class {
  constructor() { channels.add(this); }

  postMessage(data) { for (const channel of channels) if (channel !== this) channel.deliver(data); }

  deliver(data) {
    const front = document.hidden;
    document.hidden = this.hidden?.() ?? false;
    this.onmessage?.({ data });
    document.hidden = front;
  }
};

let input = '';
for await (const piece of process.stdin) input += piece;
const { module, events } = JSON.parse(input);
const tabs = {};
const answers = [];

async function openTab(name) {
  const { ActiveClock } = await import(`${module}?tab=${name}`);
  const before = new Set(channels);
  const tab = tabs[name] = { hidden: false, clock: new ActiveClock(), card: { active: 0, shownAt: time } };
  for (const channel of channels) if (!before.has(channel)) channel.hidden = () => tab.hidden;
  return tab;
}

for (const { at, tab: name, what } of events) {
  time = at;
  const tab = tabs[name] ?? await openTab(name);
  if (what === 'hide' || what === 'show') {
    tab.hidden = what === 'hide';
    document.hidden = tab.hidden;
    tab.clock.visibilityChanged();
    continue;
  }
  document.hidden = tab.hidden;
  tab.clock.input(tab.card);
  if (what !== 'accept') continue;
  answers.push({ tab: name, shownAt: tab.card.shownAt, submittedAt: time, active: tab.card.active });
  tab.card = { active: 0, shownAt: time };
}
process.stdout.write(JSON.stringify(answers));
process.exit(0);
