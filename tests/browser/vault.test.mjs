import assert from 'node:assert/strict';
import test from 'node:test';

const session = new Map();
globalThis.sessionStorage = new Proxy({
  getItem: key => session.get(key) ?? null,
  setItem: (key, value) => { session.set(key, value); },
  removeItem: key => { session.delete(key); },
}, { ownKeys: () => [...session.keys()], getOwnPropertyDescriptor: (_, key) => ({ value: session.get(key), enumerable: true, configurable: true }) });
const { Vault } = await import('../../wwwroot/labeling/vault.js');
const { drafts } = await import('../../wwwroot/labeling/stores.js');

const key = (first = 1) => Uint8Array.from({ length: 32 }, (_, i) => i + first);
const until = async holds => { for (let looks = 0; looks < 1000 && !holds(); looks++) await new Promise(resolve => setTimeout(resolve, 20)); };

test('what was sealed is opened by the same key under the same name only', async () => {
  const vault = await Vault.of(key());
  const answer = { text: 'Total: €25 \u{1F600}', revision: 2 };
  const sealed = await vault.seal(answer, 'worker/card');
  assert.doesNotMatch(Buffer.from(sealed, 'base64').toString('latin1'), /Total|revision/);
  assert.deepEqual(await (await Vault.of(key())).open(sealed, 'worker/card'), answer);
  await assert.rejects(vault.open(sealed, 'worker/another'));
  await assert.rejects((await Vault.of(key(2))).open(sealed, 'worker/card'));
  assert.notEqual(await vault.seal(answer, 'worker/card'), sealed);
});

test('a long answer is sealed whole', async () => {
  const vault = await Vault.of(key());
  const text = 'x'.repeat(1_000_000);
  assert.equal(await vault.open(await vault.seal(text, 'n'), 'n'), text);
});

test('drafts are in the clear until a vault seals them, and a later load finds the latest', async () => {
  drafts.keep('open', { text: 'plain' });
  assert.match(session.get('draft/open'), /plain/);
  await drafts.sealBy(await Vault.of(key()));
  drafts.keep('card', { text: 'Tot' });
  drafts.keep('card', { text: 'Total' });
  drafts.keep('gone', { text: 'never mind' });
  drafts.forget('gone');
  assert.deepEqual(drafts.find('card'), { text: 'Total' });
  await until(() => session.has('sealed-draft/card') && !session.has('draft/card') && !session.has('draft/gone'));
  assert.ok(![...session.values()].some(v => v.includes('Total')));
  assert.deepEqual([...session.keys()].sort(), ['draft/open', 'sealed-draft/card']);
  await drafts.sealBy(await Vault.of(key()));
  assert.deepEqual([drafts.find('card'), drafts.find('open')], [{ text: 'Total' }, { text: 'plain' }]);
  // another worker at the same computer
  await drafts.sealBy(await Vault.of(key(9)));
  assert.equal(drafts.find('card'), null);
});
