// What the worker's page says, in the reader's language. The English text is the key: the server writes the texts of another language into the page.
const page = globalThis.document;
const texts = JSON.parse(page?.getElementById?.('work-texts')?.textContent ?? '{}');
const language = page?.documentElement?.lang || 'en';

// for dates and numbers: as this browser is set up, where that is the language of the page
export const locale = globalThis.navigator?.languages?.find(l => l.split('-')[0] === language) ?? language;

// The values take the places of {0}, {1} and so on.
export function t(text, ...values) {
  return (texts[text] ?? text).replace(/\{(\d)\}/g, (_, place) => written(values[place]));
}

// one and many: the texts for 1 and for any other number, which is {0}
export function count(number, one, many) { return t(number === 1 ? one : many, number); }

function written(value) { return typeof value === 'number' ? value.toLocaleString(locale) : String(value); }
