import assert from 'node:assert/strict';
import test from 'node:test';
import { combination, isOfElement, Keyboard, Keys } from '../../wwwroot/labeling/keys.js';

globalThis.localStorage = { getItem: () => null, setItem() {} };
const textField = { matches: selector => selector.startsWith('input') && !selector.includes('[data-word]') };
const button = { matches: selector => selector.split(', ').some(part => part.startsWith('button')) };
const press = (key, code, held = {}, target = textField) => ({ key, code, target, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, getModifierState: () => false, ...held });
const commands = [
  { id: 'accept', keys: ['Enter', 'Mod+Enter', 'Ctrl+Enter'] }, { id: 'foreign', keys: ['Alt+Digit3', 'Digit3'] }, { id: 'undo', keys: ['Alt+KeyZ'] }, { id: 'undo-edit', keys: ['Mod+KeyZ'] },
  { id: 'turn', keys: ['Alt+BracketLeft'] }, { id: 'remove', keys: ['Alt+Delete'] },
];
const find = (keyboard, event) => new Keys(commands, 'w', new Keyboard(keyboard)).find(event)?.id ?? null;
const mac = { isMac: true };
const other = { isMac: false };
const german = { isMac: false, layout: new Map([['Digit3', '3'], ['KeyZ', 'y'], ['BracketLeft', 'ü']]) };
const french = { isMac: false, layout: new Map([['Digit3', '"']]) };

test('Option types on a Mac, whatever is bound to it', () => {
  for (const [key, code] of [['#', 'Digit3'], ['£', 'Digit3'], ['Ω', 'KeyZ'], ['Dead', 'KeyE'], ['“', 'BracketLeft'], ['ż', 'KeyZ']]) assert.equal(find(mac, press(key, code, { altKey: true })), null, key);
});

test('on a Mac Ctrl stands in for Option', () => {
  assert.equal(find(mac, press('3', 'Digit3', { ctrlKey: true })), 'foreign');
  assert.equal(find(mac, press('z', 'KeyZ', { ctrlKey: true })), 'undo');
  assert.equal(find(mac, press('z', 'KeyZ', { metaKey: true })), 'undo-edit');
  assert.equal(new Keyboard(mac).text('Meta+KeyZ'), '⌘ Z');
});

test('Option on a Mac is a command where nothing is typed', () => assert.equal(find(mac, press('#', 'Digit3', { altKey: true }, button)), 'foreign'));

test('a character Alt makes is typed elsewhere too', () => {
  assert.equal(find(other, press('#', 'Digit3', { altKey: true })), null);
  assert.equal(find(other, press('@', 'KeyQ', { altKey: true })), null);
  assert.equal(new Keyboard(other).types(press('–', 'Minus', { altKey: true })), true);
  assert.equal(new Keyboard(other).types(press('—', 'Minus', { altKey: true, shiftKey: true })), true);
});

test('Alt is a command where it types nothing', () => {
  for (const keyboard of [other, german]) assert.equal(find(keyboard, press('3', 'Digit3', { altKey: true })), 'foreign');
  assert.equal(find(german, press('y', 'KeyZ', { altKey: true })), 'undo');
  assert.equal(find(german, press('ü', 'BracketLeft', { altKey: true })), 'turn');
  for (const keyboard of [other, french]) assert.equal(find(keyboard, press('"', 'Digit3', { altKey: true })), 'foreign');
  assert.equal(find(other, press('я', 'KeyZ', { altKey: true })), 'undo');
  for (const key of ['-', '_', 'ß', '?', '\'']) assert.equal(new Keyboard(other).types(press(key, 'Minus', { altKey: true })), false);
  assert.equal(find(mac, press('Delete', 'Delete', { altKey: true })), 'remove');
});

test('AltGr types', () => assert.equal(find(other, press('ż', 'KeyZ', { altKey: true, ctrlKey: true, getModifierState: name => name === 'AltGraph' })), null));

test('a bare digit is typed into a text field and chooses elsewhere', () => {
  assert.equal(find(other, press('3', 'Digit3')), null);
  assert.equal(find(other, press('3', 'Digit3', {}, button)), 'foreign');
});

test('what an input method makes of Enter accepts nothing', () => {
  assert.equal(combination(press('Enter', 'Enter', { keyCode: 229 })), null);
  assert.equal(combination(press('Enter', 'Enter', { isComposing: true })), null);
  assert.equal(find(other, press('Enter', 'Enter')), 'accept');
});

test('Ctrl+Enter accepts on a button too, Enter presses it', () => {
  assert.equal(isOfElement(press('Enter', 'Enter', {}, button)), true);
  assert.equal(isOfElement(press('Enter', 'Enter', { ctrlKey: true }, button)), false);
  assert.equal(find(mac, press('Enter', 'Enter', { metaKey: true }, button)), 'accept');
});

test('a question mark is a character', () => assert.equal(combination(press('?', 'Slash', { shiftKey: true })), 'Shift+Slash'));

test('a text field undoes its own typing', () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) assert.equal(isOfElement(press('z', 'KeyZ', held)), true);
  assert.equal(isOfElement(press('z', 'KeyZ', { metaKey: true }), true), true);
});

test('on a Mac Ctrl Z takes the last answer back from a text field too', () => assert.equal(isOfElement(press('z', 'KeyZ', { ctrlKey: true }), true), false));

test('no key is named on a Mac that its text fields use', () => {
  assert.deepEqual(new Keyboard(mac).keysOf(['Mod+Shift+KeyZ', 'Ctrl+KeyY']), ['Meta+Shift+KeyZ']);
  assert.deepEqual(new Keyboard(other).keysOf(['Mod+Shift+KeyZ', 'Ctrl+KeyY']), ['Ctrl+Shift+KeyZ', 'Ctrl+KeyY']);
});
