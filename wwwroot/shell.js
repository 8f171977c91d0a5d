// What the shell needs before or without a circuit: the theme, tokens of plain forms, the reload button. Delegated, so it survives re-rendering.
const root = document.documentElement;

// times are shown in the zone of the reader; the first page anybody sees is a form without any
document.cookie = `zone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? '')};path=/;samesite=lax;max-age=31536000`;

function systemTheme() {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function useTheme(theme) {
  // choosing what the system says anyway means: follow the system again
  const chosen = theme === systemTheme() ? null : theme;
  document.cookie = `theme=${chosen ?? ''};path=/;samesite=lax;max-age=${chosen ? 31536000 : 0}`;
  if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
}

document.addEventListener('click', event => {
  if (event.target.closest('[data-theme-toggle]'))
    useTheme((root.dataset.theme ?? systemTheme()) === 'dark' ? 'light' : 'dark');
  if (event.target.closest('[data-reload]'))
    location.reload();
  // how something is shown, such as documents-view=grid, for the next visit of this browser
  const choice = event.target.closest('[data-remember]')?.dataset.remember;
  if (choice)
    document.cookie = `${choice};path=/;samesite=lax;max-age=31536000`;
  for (const menu of document.querySelectorAll('details.account-menu[open]'))
    if (!menu.contains(event.target)) menu.open = false;
});

// Copies what a field holds. Where the browser keeps the clipboard from pages without HTTPS, the old way does.
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  const field = button && document.getElementById(button.dataset.copy);
  if (!field) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    if (!document.execCommand('copy')) return;
  }
  const text = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = text; }, 2000);
});

// A double click, or Enter held down, is meant once: the answer to the first may not be on the screen yet, and the second would hit what comes in its place.
document.addEventListener('click', event => {
  if (event.detail > 1 && event.target.closest('button[type=submit], [data-once]')) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.repeat && event.target.closest('form input, form select, form button, [data-once]'))
    event.preventDefault();
}, true);

document.addEventListener('keydown', event => {
  if (event.key === 'Escape')
    for (const menu of document.querySelectorAll('details.account-menu[open]')) menu.open = false;
});

// Tab stays in a dialog at once: the library's own trap asks the server where to go, and on a slow line the next Tab is out meanwhile
document.addEventListener('keydown', event => {
  const dialog = event.key === 'Tab' && [...document.querySelectorAll('.mud-dialog')].at(-1);
  if (!dialog) return;
  const stops = [...dialog.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(stop => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility());
  const [end, start] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (!start || dialog.contains(document.activeElement) && document.activeElement !== end) return;
  event.preventDefault();
  start.focus();
}, true);

// a form rendered by a circuit has no antiforgery field of its own
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-request-token]')) return;
  const field = form.elements['__RequestVerificationToken'] ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: '__RequestVerificationToken' }));
  field.value = document.querySelector('meta[name=request-token]').content;
}, true);

// What has the focus may go: a row that was archived, the bar of a selection that is none any more, a dialog whose opener is gone. Then the focus goes to what stands where it was, and not to the top of the page.
const trails = [];
const stopsIn = element => [element, ...element.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(stop => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility());

document.addEventListener('focusin', ({ target }) => {
  // what opened a dialog or a menu is remembered under it
  if (!target.closest('.mud-dialog, .mud-popover')) trails.length = 0;
  else if (trails.length > 1) trails.pop();
  const trail = [];
  for (let element = target; element && element !== document.body; element = element.parentElement)
    trail.push({ element, before: element.previousElementSibling, after: element.nextElementSibling });
  trails.push(trail);
});

function nextTo(trail) {
  if (trail[0]?.element.isConnected) return trail[0].element;
  for (const { element, before, after } of trail) {
    const stop = after?.isConnected && stopsIn(after)[0] || before?.isConnected && stopsIn(before).at(-1) || element.isConnected && stopsIn(element)[0];
    if (stop) return stop;
  }
}

// of parts where the next key decides something: they put it where it belongs by themselves, and until then it is nowhere
const keepsFocus = trail => trail.some(({ element }) => element.matches('[data-keeps-focus]'));
let waits = false;

new MutationObserver(() => {
  // the worker's page has no circuit, and keeps the focus by itself
  if (typeof Blazor === 'undefined' || document.activeElement !== document.body || !trails.length) return;
  if (waits || trails.at(-1)[0].element.isConnected || trails.some(keepsFocus)) return;
  waits = true;
  // a page that does better by itself comes first
  setTimeout(() => {
    waits = false;
    if (document.activeElement === document.body) trails.map(nextTo).find(Boolean)?.focus({ preventScroll: true });
  }, 300);
}).observe(document.body, { childList: true, subtree: true });
