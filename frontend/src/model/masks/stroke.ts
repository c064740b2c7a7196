/** The pixels under a round brush that went straight from one point to another. */

import type { ImagePoint, ImageSize } from "../points";
import { NO_PIXELS, type Column } from "./column";
import { regionFrom, type Region } from "./region";

type Span = readonly [top: number, bottom: number];

/**
 * A pixel is under the brush when its middle is; those that the middle of the brush went through
 * always are, so that the finest brush leaves no gaps. `radius` is in image pixels.
 */
export function strokeRegion(
  from: ImagePoint,
  to: ImagePoint,
  radius: number,
  image: ImageSize,
): Region {
  const first = Math.max(Math.floor(Math.min(from.x, to.x) - radius), 0);
  const end = Math.min(Math.ceil(Math.max(from.x, to.x) + radius) + 1, image.width_px);
  const columns: Column[] = [];
  for (let column = first; column < end; column += 1) {
    columns.push(strokeColumn(from, to, radius, column, image.height_px));
  }
  return regionFrom(first, columns);
}

function strokeColumn(
  from: ImagePoint,
  to: ImagePoint,
  radius: number,
  column: number,
  height: number,
): Column {
  const x = column + 0.5;
  const spans = [discSpan(from, radius, x), discSpan(to, radius, x), bandSpan(from, to, radius, x)];
  let [top, bottom] = rowsOfMiddles(spans);
  const [passedTop, passedBottom] = passedRows(from, to, column);
  top = Math.max(Math.min(top, passedTop), 0);
  bottom = Math.min(Math.max(bottom, passedBottom), height);
  return top < bottom ? [top, bottom] : NO_PIXELS;
}

/** The sweep of a disc is convex, so what a column holds of it is one run. */
function rowsOfMiddles(spans: readonly (Span | null)[]): Span {
  let [top, bottom] = [Infinity, -Infinity];
  for (const span of spans) {
    if (span === null) continue;
    top = Math.min(top, Math.ceil(span[0] - 0.5));
    bottom = Math.max(bottom, Math.floor(span[1] - 0.5) + 1);
  }
  return [top, bottom];
}

function discSpan(middle: ImagePoint, radius: number, x: number): Span | null {
  const square = radius * radius - (x - middle.x) ** 2;
  if (square < 0) return null;
  const half = Math.sqrt(square);
  return [middle.y - half, middle.y + half];
}

/** Of the rectangle between the two discs. */
function bandSpan(from: ImagePoint, to: ImagePoint, radius: number, x: number): Span | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return null;
  const [sideX, sideY] = [(-dy / length) * radius, (dx / length) * radius];
  const corners: readonly Span[] = [
    [from.x + sideX, from.y + sideY],
    [to.x + sideX, to.y + sideY],
    [to.x - sideX, to.y - sideY],
    [from.x - sideX, from.y - sideY],
  ];
  return crossedAt(corners, x);
}

function crossedAt(corners: readonly Span[], x: number): Span | null {
  let [top, bottom] = [Infinity, -Infinity];
  let [x1, y1] = corners.at(-1) ?? [0, 0];
  for (const [x2, y2] of corners) {
    if (x1 < x !== x2 < x) {
      const y = y1 + ((x - x1) / (x2 - x1)) * (y2 - y1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    [x1, y1] = [x2, y2];
  }
  return top <= bottom ? [top, bottom] : null;
}

/** The rows that the middle of the brush went through in a column. */
function passedRows(from: ImagePoint, to: ImagePoint, column: number): Span {
  const [start, end] = from.x <= to.x ? [from, to] : [to, from];
  const left = Math.max(start.x, column);
  const right = Math.min(end.x, column + 1);
  if (left > right || start.x >= column + 1) return [Infinity, -Infinity];
  const slope = end.x > start.x ? (end.y - start.y) / (end.x - start.x) : null;
  const ys =
    slope === null
      ? [start.y, end.y]
      : [start.y + (left - start.x) * slope, start.y + (right - start.x) * slope];
  return [Math.floor(Math.min(...ys)), Math.floor(Math.max(...ys)) + 1];
}
