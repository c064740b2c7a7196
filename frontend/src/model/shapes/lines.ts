/** Runs of points in image pixels: bounds, distances, insides, moves. */

import { imagePoint, toHundredth, type Bounds, type ImagePoint, type ImageSize } from "../points";
import type { Outline } from "./kind";
import type { Position, Ring } from "./rings";

/** The smallest upright rectangle round at least one point. */
export function boundsOf(points: Ring): Bounds {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    bounds.minX = Math.min(bounds.minX, x);
    bounds.minY = Math.min(bounds.minY, y);
    bounds.maxX = Math.max(bounds.maxX, x);
    bounds.maxY = Math.max(bounds.maxY, y);
  }
  return bounds;
}

export function outlineOf(points: Ring, isClosed: boolean): Outline {
  return { points: points.map(([x, y]) => imagePoint(x, y)), isClosed };
}

/** Even-odd, as a screen fills: of a point on the line itself either answer may come. */
export function ringContains(ring: Ring, { x, y }: ImagePoint): boolean {
  let isInside = false;
  let from = ring.at(-1);
  for (const to of ring) {
    if (from !== undefined && from[1] > y !== to[1] > y) {
      const crossing = from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
      if (x < crossing) isInside = !isInside;
    }
    from = to;
  }
  return isInside;
}

/** Distance to the nearest edge; a closed run has one from the last point to the first. */
export function distanceToRun(points: Ring, isClosed: boolean, to: ImagePoint): number {
  let nearest = Infinity;
  let from = isClosed ? points.at(-1) : points[0];
  for (const point of points) {
    if (from !== undefined) nearest = Math.min(nearest, distanceToEdge(from, point, to));
    from = point;
  }
  return nearest;
}

/** Distance to the nearest place of one edge. */
export function distanceToEdge(from: Position, end: Position, to: ImagePoint): number {
  const [x, y] = nearestOnEdge(from, end, to);
  return Math.hypot(to.x - x, to.y - y);
}

/** The place of an edge that is nearest to a point. */
export function nearestOnEdge([x1, y1]: Position, [x2, y2]: Position, to: ImagePoint): Position {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const share = square > 0 ? ((to.x - x1) * dx + (to.y - y1) * dy) / square : 0;
  const along = Math.min(Math.max(share, 0), 1);
  return [x1 + along * dx, y1 + along * dy];
}

/** How far something with these bounds can go before it meets the picture's edge. */
export function roomFor(
  bounds: Bounds,
  dx: number,
  dy: number,
  image: ImageSize,
): readonly [dx: number, dy: number] {
  return [
    toHundredth(Math.min(Math.max(dx, -bounds.minX), image.width_px - bounds.maxX)),
    toHundredth(Math.min(Math.max(dy, -bounds.minY), image.height_px - bounds.maxY)),
  ];
}

export function shifted(points: Ring, [dx, dy]: readonly [number, number]): Ring {
  return points.map(([x, y]) => [toHundredth(x + dx), toHundredth(y + dy)]);
}

/** Smallest width and height that stretching leaves, in image pixels. */
const LEAST_SIDE_PX = 1;

/** Stretched about the top-left corner of `bounds`, as far as the picture goes. */
export function stretched(
  points: Ring,
  bounds: Bounds,
  dx: number,
  dy: number,
  image: ImageSize,
): Ring {
  const across = factorFor(bounds.minX, bounds.maxX, dx, image.width_px);
  const along = factorFor(bounds.minY, bounds.maxY, dy, image.height_px);
  return points.map(([x, y]) => [
    toHundredth(bounds.minX + (x - bounds.minX) * across),
    toHundredth(bounds.minY + (y - bounds.minY) * along),
  ]);
}

/** What has no length in a direction, such as a level line, keeps it. */
function factorFor(min: number, max: number, by: number, edge: number): number {
  const length = max - min;
  if (length <= 0) return 1;
  return Math.max(Math.min(length + by, edge - min), Math.min(LEAST_SIDE_PX, length)) / length;
}
