import { t } from './texts.js';

// What can be done by key. A command: { id, title, keys, run(), legend? }; a key is such as 'Alt+Digit1' or 'Enter', by its place on the keyboard; Mod is Cmd on a Mac and Ctrl elsewhere.
// Every worker may give commands other keys; they are kept on this computer.
const named = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', BracketLeft: '[', BracketRight: ']', Equal: '+', Minus: '–', Space: t('Space'), Slash: '/', Period: '.', NumpadAdd: '+', NumpadSubtract: '–' };
const namedOnMac = { ...named, Meta: '⌘', Alt: '⌥', Shift: '⇧' };
const modifiers = ['ShiftLeft', 'ShiftRight', 'AltLeft', 'AltRight', 'ControlLeft', 'ControlRight', 'MetaLeft', 'MetaRight'];
// what a Mac's text fields do with Ctrl Y
const pasteOnMac = 'Ctrl+KeyY';
const textFields = 'input:not([type=radio], [type=checkbox], [type=button]), textarea';
// what a digit's key types by itself on the layouts of Europe and America
const onDigits = /^[\d&é"'(\-è_çà+ěščřžýáíľťôúäň=§!°½]$/;
// and those of the other keys, with Shift or without
const onOthers = /^[\p{L}\x20-\xff]$/u;

export class Keyboard {
  // isMac: Option types characters there; layout: what each key types by itself, a Map by code, where the browser tells
  constructor({ isMac, layout = null }) { Object.assign(this, { isMac, layout }); }

  static ofThisBrowser() {
    const keyboard = new Keyboard({ isMac: /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform) });
    navigator.keyboard?.getLayoutMap?.().then(map => { if (map.size) keyboard.layout = map; }, () => {});
    return keyboard;
  }

  // The keys of a command on this keyboard: where Option types characters, Ctrl stands first in for Alt.
  keysOf(keys) {
    const here = keys.filter(key => !this.isMac || key !== pasteOnMac).map(key => key.replace(/^Mod\+/, this.isMac ? 'Meta+' : 'Ctrl+'));
    return [...new Set(this.isMac ? here.flatMap(key => (isAltOfCharacter(key) ? [key.replace(/^Alt\+/, 'Ctrl+'), key] : [key])) : here)];
  }

  text(key) {
    const names = this.isMac ? namedOnMac : named;
    return key.split('+').map(part => names[part] ?? part.replace(/^(Key|Digit)/, '').replace(/^Numpad/, `${t('Pad')} `)).join(' ');
  }

  // Whether the key press puts a character into the text field it goes to, or begins one: then it is no command, whatever is held with it.
  types(event) {
    if (!event.target.matches(textFields) || event.metaKey) return false;
    if (event.key !== 'Dead' && [...event.key].length !== 1) return false;
    if (event.getModifierState?.('AltGraph')) return true;
    if (!event.altKey) return !event.ctrlKey;
    if (event.ctrlKey) return false;
    return this.isMac || this.#altTypes(event);
  }

  // Alt with a key types nothing on Windows and Linux, and the browser names what the key would type without it
  #altTypes({ code, key, shiftKey }) {
    const plain = this.layout?.get(code);
    if (plain !== undefined) return !shiftKey && key.toLowerCase() !== plain.toLowerCase();
    if (/^Digit/.test(code)) return !shiftKey && !onDigits.test(key);
    if (/^Key/.test(code)) return !/^[\p{L}\d]$/u.test(key);
    return !onOthers.test(key);
  }
}

export class Keys {
  constructor(commands, workerId, keyboard) {
    Object.assign(this, { commands, keyboard });
    this.storage = `keys/${workerId}`;
    this.changed = JSON.parse(localStorage.getItem(this.storage)) ?? {};
  }

  keysOf(command) { return this.changed[command.id] ?? this.keyboard.keysOf(command.keys); }

  // The command of a key press; null when it is none, or a character somebody types.
  find(event) {
    const key = combination(event);
    if (!key || this.keyboard.types(event)) return null;
    const onPad = key.replace(/Numpad(?=\d$)/, 'Digit');
    return this.#commandWith(key) ?? this.#commandWith(onPad) ?? null;
  }

  // takes the key away from whoever has it
  assign(command, key) {
    for (const other of this.commands) {
      if (other !== command && this.keysOf(other).includes(key)) this.changed[other.id] = this.keysOf(other).filter(k => k !== key);
    }
    this.changed[command.id] = [key];
    this.#keep();
  }

  reset() {
    this.changed = {};
    this.#keep();
  }

  // as people read it; empty without a key
  textOf(command) {
    const [first] = this.keysOf(command);
    return first ? this.keyboard.text(first) : '';
  }

  // writes keys where they are named: elements with data-key-of
  label(root) {
    for (const element of root.querySelectorAll('[data-key-of]')) {
      const command = this.commands.find(c => c.id === element.dataset.keyOf);
      element.textContent = command ? this.textOf(command) : '';
    }
  }

  #commandWith(key) { return this.commands.find(c => this.keysOf(c).includes(key)); }

  #keep() { localStorage.setItem(this.storage, JSON.stringify(this.changed)); }
}

// Null for a modifier by itself, and for what an input method makes of the key: Safari ends a composition with such a key press that says it composes nothing.
export function combination(event) {
  if (modifiers.includes(event.code) || composes(event)) return null;
  const held = [event.ctrlKey && 'Ctrl', event.metaKey && 'Meta', event.altKey && 'Alt', event.shiftKey && 'Shift'].filter(Boolean);
  return [...held, event.code === 'NumpadEnter' ? 'Enter' : event.code || event.key].join('+');
}

export function composes(event) { return event.isComposing || event.keyCode === 229; }

// what the browser itself does with the key on this element; Enter accepts a card also while one of its labels has the focus, and Space chooses it
export function isOfElement(event, isMac = false) {
  const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
  if (event.key === 'Enter') return event.target.matches('textarea') ? !event.ctrlKey && !event.metaKey : plain && event.target.matches('button:not([data-label]), a, summary');
  if (event.key === 'Tab') return !event.target.matches(`[data-word]:not([data-${event.shiftKey ? 'first' : 'last'}])`);
  // a text field undoes its own typing, but for the one that many words share; on a Mac it does so with Cmd, and Ctrl is ours
  if ((isMac ? event.metaKey : event.ctrlKey || event.metaKey) && /^Key[YZ]$/.test(event.code)) return event.target.matches(textFields) && !event.target.matches('[data-word]');
  if (event.code === 'Space') return event.target.matches('button:not(.card-accept), summary, a, input[type=radio], input[type=checkbox]');
  return event.key.startsWith('Arrow') && event.target.matches('input[type=radio]');
}

function isAltOfCharacter(key) { return /^Alt\+(Shift\+)?(Key|Digit|Bracket|Equal|Minus|Slash|Period)/.test(key); }
