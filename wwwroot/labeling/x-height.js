import { greyOf } from './ink.js';

// The height of small letters in a word image, in its pixels: words shown at one x-height read alike, whatever they were cut from.
const tallOnly = /^[^acegmnopqrsuvwxyz]+$/;
const capitalsOver = 1.4;
const widest = 480;

// text: what the machine read, if anything; it tells whether the band of ink is made of small letters at all
export function xHeightOf(image, text) {
  const scale = Math.min(1, widest / image.naturalWidth);
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(image.naturalWidth * scale)), Math.max(1, Math.round(image.naturalHeight * scale)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const grey = greyOf(context.getImageData(0, 0, canvas.width, canvas.height).data);
  const band = bandOf(inkByRow(grey, canvas.width, canvas.height));
  const least = image.naturalHeight / 5;
  return Math.max(least, band / scale / (text && tallOnly.test(text) ? capitalsOver : 1));
}

function inkByRow(grey, width, height) {
  const threshold = otsu(grey);
  let dark = 0;
  for (const value of grey) dark += value <= threshold;
  const inkIsDark = dark * 2 <= grey.length;
  const rows = new Float32Array(height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y] += (grey[y * width + x] <= threshold) === inkIsDark;
  return rows;
}

// N. Otsu, A threshold selection method from gray-level histograms (1979)
function otsu(grey) {
  const histogram = new Uint32Array(256);
  for (const value of grey) histogram[value]++;
  let sum = 0;
  for (let i = 0; i < 256; i++) sum += i * histogram[i];
  let [below, sumBelow, best, threshold] = [0, 0, -1, 127];
  for (let i = 0; i < 256; i++) {
    below += histogram[i];
    const above = grey.length - below;
    if (!below || !above) continue;
    sumBelow += i * histogram[i];
    const apart = sumBelow / below - (sum - sumBelow) / above;
    const between = below * above * apart * apart;
    if (between > best) [best, threshold] = [between, i];
  }
  return threshold;
}

// rows that hold at least half of what a full row holds: between the feet and the tops of small letters
function bandOf(rows) {
  const full = [...rows].sort((a, b) => a - b)[Math.floor(0.9 * (rows.length - 1))];
  return rows.filter(ink => ink >= full / 2).length;
}
