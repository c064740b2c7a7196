/** What a hand drew in one go, as few points. */

import { imagePoint, toHundredth } from "../points";
import { distanceToEdge } from "./lines";
import { arrange } from "./ring-sweep";
import { ringArea, sideOf, type Position, type Ring } from "./rings";

/** Douglas and Peucker (1973): points nearer than `tolerance` to what is left are dropped. */
export function simplified(points: Ring, tolerance: number): Ring {
  const last = points.length - 1;
  const kept = new Set([0, last]);
  const open: [number, number][] = [[0, last]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const far = farthest(points, from, to);
    if (far.distance <= tolerance) continue;
    kept.add(far.index);
    open.push([from, far.index], [far.index, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

function farthest(points: Ring, from: number, to: number): { index: number; distance: number } {
  const found = { index: from, distance: 0 };
  const [start, end] = [points[from], points[to]];
  if (start === undefined || end === undefined) return found;
  for (let index = from + 1; index < to; index += 1) {
    const point = points[index];
    if (point === undefined) continue;
    const distance = distanceToEdge(start, end, imagePoint(...point));
    if (distance > found.distance) Object.assign(found, { index, distance });
  }
  return found;
}

/**
 * A ring that crosses itself, cut at each crossing into two loops of which the larger stays: what
 * a trembling hand does where it ends. Unchanged when it does not cross itself. O(n^2) a crossing.
 */
export function withoutLoops(ring: Ring): Ring {
  let rest = ring;
  // Each cut drops a corner at least, so this ends.
  while (rest.length > 3 && !arrange([rest]).isSimple) {
    const crossing = firstCrossing(rest);
    if (crossing === null) return rest;
    const { index, other, at } = crossing;
    const inner = [at, ...rest.slice(index + 1, other + 1)];
    const outer = [...rest.slice(0, index + 1), at, ...rest.slice(other + 1)];
    rest = distinct(ringArea(inner) > ringArea(outer) ? inner : outer);
  }
  return rest;
}

function firstCrossing(ring: Ring): { index: number; other: number; at: Position } | null {
  for (let index = 0; index < ring.length; index += 1) {
    for (let other = index + 2; other < ring.length; other += 1) {
      if (index === 0 && other === ring.length - 1) continue;
      const at = crossingOf(
        [ring[index], ring[index + 1]],
        [ring[other], ring[(other + 1) % ring.length]],
      );
      if (at !== null) return { index, other, at };
    }
  }
  return null;
}

type Edge = readonly [Position | undefined, Position | undefined];

function crossingOf([a, b]: Edge, [c, d]: Edge): Position | null {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const isApart = sideOf(c, d, a) * sideOf(c, d, b) >= 0 || sideOf(a, b, c) * sideOf(a, b, d) >= 0;
  if (isApart) return null;
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const [ex, ey] = [d[0] - c[0], d[1] - c[1]];
  const share = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / (dx * ey - dy * ex);
  return [toHundredth(a[0] + share * dx), toHundredth(a[1] + share * dy)];
}

/** Without points that were there before. */
export function distinct(points: Ring): Ring {
  const seen = new Set<string>();
  return points.filter(([x, y]) => {
    const isNew = !seen.has(`${x} ${y}`);
    seen.add(`${x} ${y}`);
    return isNew;
  });
}
