// Moves between cards and pages of a gallery by keyboard. Attached again after each drawing; the second time does nothing.
export function attach(gallery) {
  if (!gallery || gallery.dataset.keys) return;
  gallery.dataset.keys = 'on';
  gallery.addEventListener('keydown', event => {
    const cards = [...gallery.children];
    const current = cards.indexOf(document.activeElement);
    if (current < 0) return;
    const columns = cards.filter(c => c.offsetTop === cards[0].offsetTop).length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step && cards[current + step]) {
      event.preventDefault();
      cards[current + step].focus();
    }
    const turn = { PageDown: -1, PageUp: 0 }[event.key];
    if (turn !== undefined) {
      const links = gallery.parentElement.querySelectorAll('[data-testid=page-links] > a');
      const link = links[turn < 0 ? links.length - 1 : 0];
      if (link && !link.hasAttribute('aria-disabled')) {
        event.preventDefault();
        link.click();
      }
    }
  });
}
