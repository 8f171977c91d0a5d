import assert from 'node:assert/strict';
import test from 'node:test';
import { textOf } from '../../wwwroot/labeling/answer-text.js';

const here = { batchId: 'p', template: 'DocumentTranscription' };

test('each answer is read as its own template writes it', () => {
  assert.equal(textOf({ kind: 'Transcribed', text: 'a word', template: 'WordTranscription', batchId: 'w' }, here), 'a word');
  assert.equal(textOf({ kind: 'Labeled', text: '[{"text":"two"},{"text":"words"}]', template: 'DocumentTranscription', batchId: 'p' }, here), 'two words');
  assert.equal(textOf({ kind: 'Labeled', text: '[[1,2,3,4]]', template: 'RectSelect', batchId: 'r' }, here), '1 box');
  assert.equal(textOf({ kind: 'Unsure', text: null, batchId: 'w' }, here), 'Unsure');
});

test('an answer without a template, or that cannot be read, is shown as it is', () => {
  assert.equal(textOf({ kind: 'Transcribed', text: 'a word', batchId: 'w' }, here), 'a word');
  assert.equal(textOf({ kind: 'Labeled', text: '[{"text":"mine"}]', batchId: 'p' }, here), 'mine');
  assert.equal(textOf({ kind: 'Labeled', text: 'not JSON', batchId: 'p' }, here), 'not JSON');
});
