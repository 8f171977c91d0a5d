// What can be done by key. A command: { id, title, keys, run(), legend? }; a key is such as 'Alt+Digit1', 'Enter' or '?', by its place on the keyboard.
// Every worker may give commands other keys; they are kept on this computer.
const named = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', BracketLeft: '[', BracketRight: ']', Equal: '+', Minus: '–', Space: 'Space', Slash: '/', Period: '.' };
const modifiers = ['ShiftLeft', 'ShiftRight', 'AltLeft', 'AltRight', 'ControlLeft', 'ControlRight', 'MetaLeft', 'MetaRight'];

export class Keys {
  constructor(commands, workerId) {
    this.commands = commands;
    this.storage = `keys/${workerId}`;
    this.changed = JSON.parse(localStorage.getItem(this.storage)) ?? {};
  }

  keysOf(command) { return this.changed[command.id] ?? command.keys; }

  // The command of a key press; null when it is none, or a character somebody types.
  find(event) {
    const key = combination(event);
    if (!key || typesCharacter(event)) return null;
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

  // writes keys where they are named: elements with data-key-of
  label(root) {
    for (const element of root.querySelectorAll('[data-key-of]')) {
      const command = this.commands.find(c => c.id === element.dataset.keyOf);
      element.textContent = command ? keyText(this.keysOf(command)[0] ?? '') : '';
    }
  }

  #commandWith(key) { return this.commands.find(c => this.keysOf(c).includes(key)); }

  #keep() { localStorage.setItem(this.storage, JSON.stringify(this.changed)); }
}

// Null for a modifier by itself.
export function combination(event) {
  if (modifiers.includes(event.code) || event.isComposing) return null;
  if (event.key === '?' && !event.altKey && !event.ctrlKey && !event.metaKey) return '?';
  const held = [event.ctrlKey && 'Ctrl', event.metaKey && 'Meta', event.altKey && 'Alt', event.shiftKey && 'Shift'].filter(Boolean);
  return [...held, event.code === 'NumpadEnter' ? 'Enter' : event.code || event.key].join('+');
}

export function keyText(key) {
  return key.split('+').map(part => named[part] ?? part.replace(/^(Key|Digit)/, '').replace(/^Numpad/, 'Pad ')).join(' ');
}

function typesCharacter(event) {
  return event.key.length === 1 && event.target.matches('input:not([type=radio], [type=checkbox]), textarea') && !event.altKey && !event.ctrlKey && !event.metaKey;
}

// what the browser itself does with the key on this element
export function isOfElement(event) {
  if (event.key === 'Enter') return event.target.matches('textarea') ? !event.ctrlKey : !event.shiftKey && event.target.matches('button, a, summary');
  if (event.key === 'Tab') return !event.target.matches(`[data-word]:not([data-${event.shiftKey ? 'first' : 'last'}])`);
  if (event.code === 'Space') return event.target.matches('button:not(.card-accept), summary, a, input[type=radio], input[type=checkbox]');
  return event.key.startsWith('Arrow') && event.target.matches('input[type=radio]');
}
