// Seals what belongs to donated documents before it is written down on this computer: AES-256-GCM under the worker's own key. The server hands it to that worker alone; here it is in memory only.
const nonceBytes = 12;

export class Vault {
  #key;

  // bytes: the key as the server gives it. Browsers encrypt in secure contexts only (HTTPS, or this machine itself).
  static async of(bytes) {
    const vault = new Vault();
    vault.#key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return vault;
  }

  // name: what the value is kept under; under another one it cannot be opened
  async seal(value, name) {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const sealed = await crypto.subtle.encrypt(this.#how(nonce, name), this.#key, new TextEncoder().encode(JSON.stringify(value)));
    return btoa(Array.from(new Uint8Array([...nonce, ...new Uint8Array(sealed)]), byte => String.fromCharCode(byte)).join(''));
  }

  // throws when it was sealed under another key or name, or is damaged
  async open(text, name) {
    const bytes = Uint8Array.from(atob(text), sign => sign.charCodeAt(0));
    const plain = await crypto.subtle.decrypt(this.#how(bytes.slice(0, nonceBytes), name), this.#key, bytes.slice(nonceBytes));
    return JSON.parse(new TextDecoder().decode(plain));
  }

  #how(iv, name) { return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) }; }
}
