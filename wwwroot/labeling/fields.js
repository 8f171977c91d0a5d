import { clean, cleanLines } from './text-rules.js';
import { t } from './texts.js';

// The fields of a custom card as they stand in its element: each has a name and a label, gives and takes its value as JSON writes it, and says what is wrong with it.

class Field {
  constructor(part, changed) {
    Object.assign(this, { part, name: part.dataset.field, type: part.dataset.type, label: part.dataset.label, changed });
    this.inputs = [...part.querySelectorAll('[data-input]')];
    part.addEventListener('input', changed);
  }

  get needed() { return 'needed' in this.part.dataset; }

  get empty() { return this.value === null || this.value.length === 0; }

  // null when there is none
  fault() { return this.needed && this.empty ? t('{0}: this field is required.', this.label) : null; }

  mark(isFaulty) {
    for (const input of this.inputs) {
      if (isFaulty) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
  }

  focus() {
    (this.inputs.find(i => i.checked) ?? this.inputs[0]).focus({ preventScroll: true });
    this.part.scrollIntoView({ block: 'nearest' });
  }
}

class TextField extends Field {
  get value() { return (this.inputs[0].matches('textarea') ? cleanLines : clean)(this.inputs[0].value) || null; }

  set value(text) { this.inputs[0].value = text ?? ''; }

  fault() {
    const { pattern } = this.part.dataset;
    const limit = Number(this.inputs[0].dataset.limit);
    if (this.value?.length > limit) return t('{0}: {1} characters; at most {2} are allowed. Shorten the text.', this.label, this.value.length, limit);
    if (pattern && this.value !== null && !matches(pattern, this.value)) return t('{0}: does not match the format {1}.', this.label, pattern);
    return super.fault();
  }

  focus() {
    super.focus();
    this.inputs[0].setSelectionRange(this.inputs[0].value.length, this.inputs[0].value.length);
  }

  summary() { return this.value; }
}

class NumberField extends Field {
  get value() { return this.inputs[0].value === '' ? null : Number(this.inputs[0].value); }

  set value(number) { this.inputs[0].value = number ?? ''; }

  get empty() { return this.value === null; }

  fault() {
    const { min, max, step, validity } = this.inputs[0];
    if (validity.valid) return super.fault();
    const wanted = min && max ? t('{0}: enter a number from {1} to {2}.', this.label, min, max)
      : min ? t('{0}: enter a number of at least {1}.', this.label, min) : max ? t('{0}: enter a number of at most {1}.', this.label, max) : t('{0}: enter a number.', this.label);
    return step === 'any' ? wanted : `${wanted} ${t('It goes in steps of {0}.', step)}`;
  }

  summary() { return this.value === null ? '' : `${this.label} ${this.value}`; }
}

class ChoiceField extends Field {
  constructor(part, changed, owner) {
    super(part, changed);
    for (const input of this.inputs) input.name = `${this.name}-${owner}`;
  }

  get value() { return this.inputs.find(i => i.checked)?.value ?? null; }

  set value(value) { for (const input of this.inputs) input.checked = input.value === value; }

  choose(value) { this.value = value; }

  summary() { return titlesOf(this.inputs); }
}

class MultiChoiceField extends ChoiceField {
  get value() { return this.inputs.filter(i => i.checked).map(i => i.value); }

  set value(values) { for (const input of this.inputs) input.checked = values?.includes(input.value) ?? false; }

  choose(value) {
    const input = this.inputs.find(i => i.value === value);
    input.checked = !input.checked;
  }
}

class BoxesField extends Field {
  constructor(part, changed, layer) {
    super(part, changed);
    this.layer = layer;
    this.most = Number(part.dataset.max);
    part.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (!button) return;
      this.layer.group = this.name;
      if ('add' in button.dataset) this.layer.add();
      if ('remove' in button.dataset) this.layer.remove();
      this.show();
      changed();
    });
  }

  get value() { return this.layer.of(this.name); }

  set value(boxes) { this.layer.set(this.name, boxes ?? []); }

  show() {
    const drawn = this.value.length;
    this.part.querySelector('[data-count]').textContent = this.most === 1 ? (drawn ? t('drawn') : t('none yet')) : t('{0} of at most {1}', drawn, this.most);
    this.part.querySelector('[data-draw]').setAttribute('aria-pressed', this.layer.group === this.name);
  }

  mark() {}

  focus() {
    this.layer.group = this.name;
    this.part.querySelector('[data-draw]').focus({ preventScroll: true });
    this.show();
  }

  summary() { return this.value.length ? `${this.label} ✓` : ''; }
}

// owner: tells this card's groups of radio buttons from another's
export function fieldOf(part, owner, layer, changed) {
  switch (part.dataset.type) {
    case 'text': return new TextField(part, changed);
    case 'number': return new NumberField(part, changed);
    case 'choice': return new ChoiceField(part, changed, owner);
    case 'multi-choice': return new MultiChoiceField(part, changed, owner);
    default: return new BoxesField(part, changed, layer);
  }
}

function titlesOf(inputs) { return inputs.filter(i => i.checked).map(i => i.parentElement.querySelector('span').textContent).join(', '); }

function matches(pattern, text) {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    // the server knows the expression; it is asked in any case
    return true;
  }
}
