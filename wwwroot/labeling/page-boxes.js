import { setRect, shape } from './page-stage.js';

// no box is drawn or made smaller than that, in pixels of the image
export const smallest = 3;
const gripPixels = 12;

// Boxes of words are moved by dragging them, resized by their lower right corner, and drawn on free paper. All stay inside of the image.
// isInHand(): whether the card is worked on; wordAt(rect), taken(word), moved(word), done(): a box was changed; drawn(box): a new one
export function dragsBoxes(stage, { isInHand, wordAt, taken, moved, done, drawn }) {
  stage.layer.addEventListener('pointerdown', event => {
    if (event.button > 0 || !isInHand()) return;
    event.preventDefault();
    const start = stage.point(event);
    const word = wordAt(event.target);
    if (!word) return draw(event, start);
    taken(word);
    drag(event, word, start);
  });

  function drag(event, word, [x, y]) {
    const box = [...word.box];
    const [width, height] = [box[2] - box[0], box[3] - box[1]];
    const grip = gripPixels * stage.grain;
    const resizes = box[2] - x < Math.min(grip, width / 3) && box[3] - y < Math.min(grip, height / 2);
    const within = (value, from, to) => Math.min(to, Math.max(from, value));
    const to = ([u, v]) => {
      if (resizes) return [box[0], box[1], within(box[2] + u - x, box[0] + smallest, stage.width), within(box[3] + v - y, box[1] + smallest, stage.height)];
      const [left, top] = [within(box[0] + u - x, 0, stage.width - width), within(box[1] + v - y, 0, stage.height - height)];
      return [left, top, left + width, top + height];
    };
    const move = point => {
      word.box = to(point);
      moved(word);
    };
    stage.follow(event, move, point => {
      move(point);
      if (word.box.some((side, i) => side !== box[i])) done();
    });
  }

  function draw(event, [x, y]) {
    const frame = stage.layer.appendChild(shape('rect', { class: 'frame' }));
    const boxTo = ([u, v]) => [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
    stage.follow(event, point => setRect(frame, boxTo(point)), point => {
      frame.remove();
      const box = boxTo(point);
      if (box[2] - box[0] >= smallest && box[3] - box[1] >= smallest) drawn(box);
    });
  }
}
