import assert from 'node:assert/strict';
import test from 'node:test';
import { History } from '../../wwwroot/labeling/history.js';

test('every step is undone and redone, one by one', () => {
  const history = new History('a');
  history.step('b');
  history.step('c');
  assert.deepEqual([history.undo(), history.undo(), history.undo()], ['b', 'a', null]);
  assert.deepEqual([history.redo(), history.redo(), history.redo()], ['b', 'c', null]);
});

test('typing in one place is one step', () => {
  const history = new History('');
  const word = {};
  for (const text of ['f', 'fo', 'foo']) history.step(text, word);
  history.step('foo bar', {});
  assert.deepEqual([history.undo(), history.undo()], ['foo', '']);
});

test('a new step after an undo forgets what was undone', () => {
  const history = new History('a');
  history.step('b');
  history.undo();
  history.step('c');
  assert.equal(history.redo(), null);
  assert.equal(history.undo(), 'a');
});

test('what changes nothing is no step', () => {
  const history = new History('a');
  history.step('a');
  assert.equal(history.undo(), null);
});
