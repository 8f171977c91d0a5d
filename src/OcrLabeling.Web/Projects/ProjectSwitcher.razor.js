/** Keeps the choice for the next visit of this browser; without a value it is forgotten. */
export function remember(name, value) {
  document.cookie = `${name}=${value};path=/;samesite=lax;max-age=${value ? 31536000 : 0}`;
}
