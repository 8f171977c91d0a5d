// Notes where the focus goes while the Tab key is pressed, and compares it with what a page offers. Evaluated in the page; leaves `walk` behind.
window.walk ??= (() => {
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]';
  // arrow keys lead through these; Tab stops at one of them only
  const groups = '[role=menu], [role=listbox], [role=radiogroup], [role=tablist], [role=grid], [role=tree], [role=toolbar]';

  const isShown = element => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && box.width > 0 && box.height > 0 && !element.closest('[inert]');
  };
  const isControl = element => element.matches('a[href], button, input, select, textarea, summary') || element.tabIndex >= 0;
  const isOneOfSeveral = element =>
    element.closest(groups) !== null ||
    // the button that opens a list is the mouse's way: in the field the arrow keys do it
    element.tabIndex < 0 && element.closest('div:has([role=combobox])') !== null ||
    element.type === 'radio' && [...document.getElementsByName(element.name)].some(other => other !== element && other.form === element.form && (other.checked || !element.checked));
  const name = element => {
    const text = element.getAttribute('aria-label') ?? element.dataset.testid ?? element.textContent.trim().slice(0, 40);
    return `${element.localName}${element.type ? `[${element.type}]` : ''} "${text}"`;
  };

  /** What a person can see and should be able to reach, within a part of the page. */
  const offered = root => [...root.querySelectorAll(controls)].filter(element =>
    isControl(element) && isShown(element) && !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true' && !isOneOfSeveral(element));

  const isDrawn = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
  /** By an outline or a shadow, of the control itself or of what stands for it. */
  const isMarked = element => {
    const style = getComputedStyle(element);
    // a word on a page image has its own line
    if (element instanceof SVGGeometryElement) return style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2;
    const isSeen = style.opacity !== '0' && element.getBoundingClientRect().width > 4;
    if (isSeen && (isDrawn(style) || style.boxShadow !== 'none')) return true;
    if (['::before', '::after'].some(part => { const of = getComputedStyle(element, part); return of.content !== 'none' && isDrawn(of); })) return true;
    for (let above = element.parentElement, levels = 0; above && levels < 3; above = above.parentElement, levels++)
      if (isDrawn(getComputedStyle(above))) return true;
    return false;
  };
  const isCovered = element => {
    const box = element.getBoundingClientRect();
    return box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
  };

  let visited = [];
  let unmarked = [];
  let hidden = [];
  document.addEventListener('focusin', event => {
    // a row that is drawn again may give the focus back to what had it
    if (visited.at(-1) === event.target) return;
    visited.push(event.target);
    if (!isMarked(event.target)) unmarked.push(event.target);
    if (isCovered(event.target)) hidden.push(event.target);
  }, true);

  return {
    /** The page has not changed for a while. */
    settled: () => new Promise(resolve => {
      let wait = 0;
      const end = () => { observer.disconnect(); resolve(); };
      const again = () => { clearTimeout(wait); wait = setTimeout(end, 250); };
      const observer = new MutationObserver(again);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      setTimeout(end, 3000);
      again();
    }),
    /** From the top of the page: the next Tab goes to the first control. */
    begin() {
      const top = document.createElement('span');
      top.tabIndex = -1;
      document.body.prepend(top);
      top.focus();
      visited = [], unmarked = [], hidden = [];
      top.remove();
    },
    /** The last control was left: the next Tab came to the first one again. */
    isRound: () => visited.length > 1 && visited.lastIndexOf(visited[0]) > 0,
    /** What was wrong with the way from the top to the bottom. */
    faults() {
      const faults = [];
      const end = visited.indexOf(visited[0], 1);
      const once = end < 0 ? visited : visited.slice(0, end);
      if (end < 0) faults.push(`Tab never comes back to the first control; it ends at ${once.slice(-3).map(name).join(', ')}`);
      if (new Set(once).size < once.length) faults.push(`Tab goes in circles: ${once.filter((element, i) => once.indexOf(element) < i).map(name).join(', ')}`);
      for (const element of offered(document)) if (!once.includes(element)) faults.push(`Tab does not reach ${name(element)}`);
      for (let i = 1; i < once.length; i++)
        if (!(once[i - 1].compareDocumentPosition(once[i]) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push(`Tab goes back from ${name(once[i - 1])} to ${name(once[i])}`);
      for (const element of new Set(unmarked)) faults.push(`No focus is seen on ${name(element)}`);
      for (const element of new Set(hidden)) faults.push(`${name(element)} has the focus outside of the window`);
      return faults;
    },
    /** Rows that react to a pointer and hold nothing to press. */
    deafRows: () => [...document.querySelectorAll('tbody tr')].filter(row => getComputedStyle(row).cursor === 'pointer' && !row.querySelector('a[href], button, input')).map(row => row.textContent.trim().slice(0, 60)),
  };
})();
