// Where the ink of an image is: words as boxes, and boxes drawn by hand pulled tight around their ink. In pixels of the image.
const widest = 1600;
const darkBelow = 0.82;

export class Ink {
  // reads the pixels once; some 30 ms for a page
  constructor(image) {
    this.scale = Math.min(1, widest / Math.max(image.naturalWidth, image.naturalHeight));
    this.image = [image.naturalWidth, image.naturalHeight];
    this.width = Math.max(1, Math.round(image.naturalWidth * this.scale));
    this.height = Math.max(1, Math.round(image.naturalHeight * this.scale));
    const context = new OffscreenCanvas(this.width, this.height).getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0, this.width, this.height);
    this.bits = darkSpots(greyOf(context.getImageData(0, 0, this.width, this.height).data), this.width, this.height);
  }

  // the ink within a box and what hangs over its edges a little; null where there is none
  snap([left, top, right, bottom]) {
    const slack = Math.max(2, Math.round(0.15 * (bottom - top) * this.scale));
    const within = [Math.floor(left * this.scale), Math.floor(top * this.scale), Math.ceil(right * this.scale), Math.ceil(bottom * this.scale)];
    const tight = this.#bounds(within);
    if (!tight) return null;
    return this.#toImage(this.#bounds([tight[0] - slack, tight[1] - slack, tight[2] + slack, tight[3] + slack]));
  }

  // boxes of the words, lines from top to bottom; found once
  words() { return this.found ??= this.#findWords(); }

  wordAt(x, y) { return this.words().find(([left, top, right, bottom]) => x >= left - 2 && x < right + 2 && y >= top - 2 && y < bottom + 2) ?? null; }

  #bounds([left, top, right, bottom]) {
    const [x0, y0, x1, y1] = [Math.max(0, left), Math.max(0, top), Math.min(this.width, right), Math.min(this.height, bottom)];
    let found = null;
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        if (!this.bits[y * this.width + x]) continue;
        found ??= [x, y, x + 1, y + 1];
        if (x < found[0]) found[0] = x;
        if (x >= found[2]) found[2] = x + 1;
        found[3] = y + 1;
      }
    }
    return found;
  }

  // rounded outwards, though never over the edge
  #toImage([left, top, right, bottom]) {
    return [
      Math.floor(left / this.scale), Math.floor(top / this.scale),
      Math.min(this.image[0], Math.ceil(right / this.scale)), Math.min(this.image[1], Math.ceil(bottom / this.scale)),
    ];
  }

  #findWords() {
    const letters = components(this.bits, this.width, this.height).filter(c => isLetter(c, this.width, this.height));
    if (!letters.length) return [];
    const heights = letters.map(height).sort((a, b) => a - b);
    const usual = heights[Math.floor(heights.length / 2)];
    return inReadingOrder(joined(letters, usual)).map(box => this.#toImage(box));
  }
}

export function greyOf(pixels) {
  const grey = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < grey.length; i++) grey[i] = (pixels[4 * i] * 77 + pixels[4 * i + 1] * 151 + pixels[4 * i + 2] * 28) >> 8;
  return grey;
}

// lines from top to bottom, each from left to right; a box belongs to the line whose first box its middle lies in
export const inReadingOrder = boxes => linesOf(boxes).flat();

export function linesOf(boxes) {
  const lines = [];
  for (const box of boxes.toSorted((a, b) => a[1] - b[1] || a[0] - b[0])) {
    const middle = (box[1] + box[3]) / 2;
    const line = lines.find(l => middle >= l[0][1] && middle < l[0][3]);
    if (line) line.push(box); else lines.push([box]);
  }
  return lines.map(line => line.sort((a, b) => a[0] - b[0]));
}

const height = box => box[3] - box[1];

// neither dirt nor a picture or a rule
const isLetter = (box, width, tall) => height(box) >= 4 && height(box) < tall / 6 && box[2] - box[0] < width / 3;

// D. Bradley and G. Roth, Adaptive thresholding using the integral image (2007)
function darkSpots(grey, width, height) {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += grey[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  const reach = Math.max(8, Math.round(Math.max(width, height) / 24));
  const bits = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [y0, y1] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x++) {
      const [x0, x1] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sum = sums[y1 * (width + 1) + x1] - sums[y0 * (width + 1) + x1] - sums[y1 * (width + 1) + x0] + sums[y0 * (width + 1) + x0];
      bits[y * width + x] = grey[y * width + x] * (x1 - x0) * (y1 - y0) < sum * darkBelow;
    }
  }
  return bits;
}

// boxes of connected ink, eight neighbours
function components(bits, width, height) {
  const seen = new Uint8Array(bits.length);
  const stack = [];
  const boxes = [];
  for (let start = 0; start < bits.length; start++) {
    if (!bits[start] || seen[start]) continue;
    const box = [width, height, 0, 0];
    seen[start] = 1;
    stack.push(start);
    while (stack.length) {
      const at = stack.pop();
      const [x, y] = [at % width, Math.floor(at / width)];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x + 1);
      box[3] = Math.max(box[3], y + 1);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const next = at + dy * width + dx;
          if (x + dx < 0 || x + dx >= width || next < 0 || next >= bits.length || !bits[next] || seen[next]) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    boxes.push(box);
  }
  return boxes;
}

// letters that stand side by side, no further apart than a part of their height, make a word
function joined(letters, usual) {
  const words = [];
  for (const letter of letters.toSorted((a, b) => a[0] - b[0])) {
    const gap = 0.4 * Math.max(usual, height(letter));
    const word = words.findLast(w => letter[0] - w[2] <= gap && Math.min(w[3], letter[3]) - Math.max(w[1], letter[1]) > 0.3 * Math.min(height(w), height(letter)));
    if (!word) {
      words.push([...letter]);
      continue;
    }
    word[1] = Math.min(word[1], letter[1]);
    word[2] = Math.max(word[2], letter[2]);
    word[3] = Math.max(word[3], letter[3]);
  }
  return words.filter(w => height(w) >= 0.4 * usual);
}
