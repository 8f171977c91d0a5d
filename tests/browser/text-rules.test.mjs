import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { clean, cleanLines } from '../../wwwroot/labeling/text-rules.js';

const cases = JSON.parse(readFileSync(new URL('../OcrLabeling.Tests/Labeling/text-rules.json', import.meta.url), 'utf8'));

for (const { why, input, line, lines } of cases) {
  test(`clean: ${why}`, () => {
    assert.equal(clean(input), line);
    assert.equal(clean(clean(input)), line);
  });
  test(`cleanLines: ${why}`, () => assert.equal(cleanLines(input), lines));
}
