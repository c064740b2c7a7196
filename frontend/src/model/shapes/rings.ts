/**
 * How closed rings of points lie to themselves and to one another, decided exactly; the server's
 * `concord.documents.rings` is the same. A ring is simple when no two of its edges share a point,
 * but for the corner between neighbours.
 */

export type Position = readonly [x: number, y: number];
export type Ring = readonly Position[];

/** Shewchuk 1997, figure 21: (3 + 16 e) e with e = 2^-53. Beyond it a sign is right. */
const SIGN_IS_SURE_FROM = 3.3306690738754716e-16;
/** Products below this may have lost digits to underflow, which that bound leaves out. */
const LEAST_SURE_SIZE = 1e-280;

/**
 * Above 0 when `point` lies to the left of the line from `start` to `end` (y upwards), below 0 to
 * the right, 0 exactly on it. Only the sign means something.
 */
export function sideOf(start: Position, end: Position, point: Position): number {
  const left = (start[0] - point[0]) * (end[1] - point[1]);
  const right = (start[1] - point[1]) * (end[0] - point[0]);
  const found = left - right;
  const size = Math.abs(left) + Math.abs(right);
  const isSure = Math.abs(found) > SIGN_IS_SURE_FROM * size && size > LEAST_SURE_SIZE;
  return isSure ? found : exactSide(start, end, point);
}

function exactSide(start: Position, end: Position, point: Position): number {
  const [ax, ay] = [wholeOf(start[0]), wholeOf(start[1])];
  const [bx, by] = [wholeOf(end[0]), wholeOf(end[1])];
  const [cx, cy] = [wholeOf(point[0]), wholeOf(point[1])];
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  return Number(left > right) - Number(left < right);
}

/** A finite double times 2^1074, which is a whole number (IEEE 754, binary64). */
function wholeOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = bits >> 52n;
  const fraction = bits & ((1n << 52n) - 1n);
  const whole = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return value < 0 ? -whole : whole;
}

/** Whether all points lie on one line; the first two are different points. */
export function isFlat(ring: Ring): boolean {
  const [first, second, ...others] = ring;
  if (first === undefined || second === undefined) return true;
  return others.every((point) => sideOf(first, second, point) === 0);
}

/** The area of a simple ring in square pixels, by the shoelace formula about its first point. */
export function ringArea(ring: Ring): number {
  const [first, ...others] = ring;
  if (first === undefined) return 0;
  let total = 0;
  let [x1, y1] = others[0] ?? first;
  for (const [x2, y2] of others.slice(1)) {
    total += (x1 - first[0]) * (y2 - first[1]) - (x2 - first[0]) * (y1 - first[1]);
    [x1, y1] = [x2, y2];
  }
  return Math.abs(total) / 2;
}
