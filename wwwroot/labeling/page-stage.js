// A page image with a drawing layer over it that counts in pixels of the image.
const svgNames = 'http://www.w3.org/2000/svg';

export class PageStage {
  // stage: an element with an img and an svg in it
  constructor(stage) {
    this.stage = stage;
    this.image = stage.querySelector('img');
    this.layer = stage.querySelector('svg');
  }

  // once the image is there
  ready() {
    const { naturalWidth, naturalHeight } = this.image;
    Object.assign(this, { width: naturalWidth, height: naturalHeight });
    this.layer.setAttribute('viewBox', `0 0 ${naturalWidth} ${naturalHeight}`);
    this.stage.style.setProperty('--aspect', naturalWidth / naturalHeight);
  }

  // where the pointer is, held inside of the image
  point(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.layer.getScreenCTM().inverse());
    return [Math.round(Math.min(this.width, Math.max(0, x))), Math.round(Math.min(this.height, Math.max(0, y)))];
  }

  // the zoom at which the whole image is seen in the frame it scrolls in
  get fit() {
    const frame = this.stage.closest('.scroll');
    const root = getComputedStyle(this.stage);
    const [shown, factor] = [this.stage.getBoundingClientRect(), Number(root.getPropertyValue('--zoom')) || 1];
    const room = Math.min(parseFloat(getComputedStyle(frame).maxHeight) || innerHeight, innerHeight * 0.75);
    return Math.min(1, (room / shown.height) * factor);
  }

  // image pixels in one pixel of the screen
  get grain() { return 1 / (this.layer.getScreenCTM()?.a ?? 1); }

  // follows one pointer from here to where it is let go: moved(point), then done(point)
  follow(event, moved, done) {
    this.layer.setPointerCapture(event.pointerId);
    const move = e => moved(this.point(e));
    const end = e => {
      this.layer.removeEventListener('pointermove', move);
      this.layer.removeEventListener('pointerup', end);
      this.layer.removeEventListener('pointercancel', end);
      done(this.point(e));
    };
    this.layer.addEventListener('pointermove', move);
    this.layer.addEventListener('pointerup', end);
    this.layer.addEventListener('pointercancel', end);
  }
}

export function shape(name, attributes) {
  const element = document.createElementNS(svgNames, name);
  setAttributes(element, attributes);
  return element;
}

export function setAttributes(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
}

export function setRect(rect, [left, top, right, bottom]) { setAttributes(rect, { x: left, y: top, width: right - left, height: bottom - top }); }
