// Keys, dragging and focus of the list of fields and, within a field, of its options: both are rows that can be moved.

// what had the focus when a row was moved
let held = null;

export function attach(root, list) {
  root.addEventListener('click', event => {
    if (event.target.closest('[data-up], [data-down]')) held = document.activeElement;
  });
  root.addEventListener('keydown', event => {
    if (event.key === 'Escape') closeKinds(root, event);
    if (event.key === 'Enter') nextOption(event);
    if (event.altKey && !event.ctrlKey && !event.metaKey) move(event);
  });
  root.addEventListener('pointerdown', event => {
    const grip = event.target.closest('[data-grip]');
    if (grip && event.button === 0 && !grip.matches(':disabled *')) drag(event, grip, list);
  });
}

// After a drawing: the focus goes to an element that is new, or stays where it was.
export function settle(root, id) {
  const target = id ? root.querySelector(`#${CSS.escape(id)}`) : held;
  const live = target?.disabled ? target.closest('[data-movable]').querySelector('[data-up]:enabled, [data-down]:enabled') : target;
  if (!live?.isConnected) return;
  live.focus();
  if (id && live.matches('input')) live.select();
  live.scrollIntoView({ block: 'nearest' });
}

function move(event) {
  const button = { ArrowUp: '[data-up]', ArrowDown: '[data-down]' }[event.key];
  if (!button || event.target.matches('select')) return;
  event.preventDefault();
  event.target.closest('[data-movable]')?.querySelector(button).click();
}

function nextOption(event) {
  const option = event.target.matches('input') ? event.target.closest('[data-option]') : null;
  if (!option) return;
  const next = option.nextElementSibling?.querySelector('input');
  if (next) {
    next.focus();
    next.select();
  } else option.parentElement.parentElement.querySelector('[data-add-option]').click();
}

function closeKinds(root, event) {
  const kinds = root.querySelector('[data-kinds]');
  const opener = kinds.parentElement.querySelector('[aria-controls]');
  if (kinds.hidden || !kinds.parentElement.contains(event.target)) return;
  opener.click();
  opener.focus();
}

function drag(event, grip, list) {
  const row = grip.closest('[data-movable]');
  // on the page, which may be scrolled meanwhile
  const others = [...row.parentElement.children].filter(r => r !== row).map(r => [r, r.getBoundingClientRect()]).map(([r, box]) => [r, (box.top + box.bottom) / 2 + scrollY]);
  const from = event.pageY;
  const placeAt = y => others.filter(([, middle]) => y > middle).length;
  const mark = place => others.forEach(([other], i) => {
    other.toggleAttribute('data-drop-before', i === place);
    other.toggleAttribute('data-drop-after', i === place - 1 && place === others.length);
  });
  const before = placeAt(from);
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  row.toggleAttribute('data-dragged', true);
  grip.onpointermove = e => {
    row.style.translate = `0 ${e.pageY - from}px`;
    mark(placeAt(e.pageY));
  };
  const end = () => {
    grip.onpointermove = grip.onpointerup = grip.onpointercancel = null;
    row.style.translate = '';
    row.toggleAttribute('data-dragged', false);
    mark(-1);
  };
  grip.onpointercancel = end;
  grip.onpointerup = e => {
    end();
    const place = placeAt(e.pageY);
    const { field, option } = row.dataset;
    if (place !== before) list.invokeMethodAsync('MoveAsync', field, option || null, place);
  };
}
