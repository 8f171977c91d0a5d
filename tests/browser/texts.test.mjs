import assert from 'node:assert/strict';
import test from 'node:test';

// the module reads the page once, so each page is another copy of it
const on = async (page, name) => {
  globalThis.document = page;
  const module = await import(`../../wwwroot/labeling/texts.js?${name}`);
  delete globalThis.document;
  return module;
};
const spanish = { '{0} of {1}': '{0} de {1}', '{0} word': '{0} palabra', '{0} words': '{0} palabras', Swap: '{1} antes de {0}', Angle: '<b>' };
const page = { documentElement: { lang: 'es' }, getElementById: id => (id === 'work-texts' ? { textContent: JSON.stringify(spanish).replaceAll('<', '\\u003C') } : null) };

test('without texts everything is said as it is written', async () => {
  const { t } = await on(undefined, 'none');
  assert.equal(t('Undo'), 'Undo');
  assert.equal(t('{0} of {1}', 2, 'ten'), '2 of ten');
});

test('a page in another language says what it was handed', async () => {
  const { t } = await on(page, 'handed');
  assert.equal(t('{0} of {1}', 1, 2), '1 de 2');
  assert.equal(t('Swap', 'a', 'b'), 'b antes de a');
  assert.equal(t('Angle'), '<b>');
});

test('what is not translated stays English', async () => {
  const { t } = await on(page, 'unknown');
  assert.equal(t('Nobody knows {0}.', 'this'), 'Nobody knows this.');
});

test('one is told from many', async () => {
  const { count } = await on(page, 'counted');
  assert.deepEqual([0, 1, 2].map(n => count(n, '{0} word', '{0} words')), ['0 palabras', '1 palabra', '2 palabras']);
});

test('numbers are written as the language does, and values are not read for places', async () => {
  const [english, other] = [await on(undefined, 'en'), await on(page, 'es')];
  assert.deepEqual([english.t('{0}', 12345), other.t('{0}', 12345)], ['12,345', '12.345']);
  assert.equal(english.t('{0}: {1}', '{1}', 'x'), '{1}: x');
  assert.equal(english.t('{0}', '12345'), '12345');
});
