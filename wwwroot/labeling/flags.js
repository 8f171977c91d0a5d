import { Card } from './card.js';
import { t } from './texts.js';

export const flagTitles = {
  BadOrientation: t('Bad orientation'), ForeignScript: t('Foreign script or accent'), Unreadable: t('No text, handwritten, unreadable'), Unsure: t('Unsure'),
};

// A card whose answer is either what the template asks for or one of the flags, chosen by radio buttons.
export class FlaggedCard extends Card {
  constructor(handed, element) {
    super(handed, element);
    this.radios = [...element.querySelectorAll('input[type=radio]')];
    for (const radio of this.radios) {
      radio.name = `kind-${this.assignmentId}`;
      radio.addEventListener('change', () => { this.kind = radio.value; this.edited(); });
    }
  }

  get kind() { return this.radios.find(r => r.checked)?.value; }

  set kind(value) {
    for (const radio of this.radios) radio.checked = radio.value === value;
    this.element.dataset.kind = value;
  }

  choose(kind) {
    this.kind = kind;
    this.edited();
  }
}
