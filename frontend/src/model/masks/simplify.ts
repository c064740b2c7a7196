/** A mask with a smoother border and without specks. */

import { imagePoint, type ImageSize } from "../points";
import { distanceToRun } from "../shapes/lines";
import { ringArea, type Ring } from "../shapes/rings";
import { isNothing, type Region } from "./region";
import { regionInRings, ringsOf } from "./rings";

/**
 * The border runs no further than `tolerance` image pixels from where it was (Douglas and Peucker
 * 1973); parts and holes smaller than a square of twice the tolerance are dropped.
 */
export function simplifiedRegion(region: Region, tolerance: number, image: ImageSize): Region {
  if (isNothing(region)) return region;
  const rings = ringsOf(region)
    .map(({ points }) => points.map(({ x, y }) => [x, y] as const))
    .filter((ring) => ringArea(ring) >= (2 * tolerance) ** 2)
    .map((ring) => thinned(ring, tolerance));
  return regionInRings(rings, image);
}

/** A ring is cut at its first corner and the one farthest from it, so that neither can go. */
function thinned(ring: Ring, tolerance: number): Ring {
  const [first] = ring;
  if (first === undefined) return ring;
  const distances = ring.map(([x, y]) => Math.hypot(x - first[0], y - first[1]));
  const far = distances.indexOf(Math.max(...distances));
  const there = thinnedRun(ring.slice(0, far + 1), tolerance);
  const back = thinnedRun([...ring.slice(far), first], tolerance);
  return [...there, ...back.slice(1, -1)];
}

/** Both ends stay. */
export function thinnedRun(run: Ring, tolerance: number): Ring {
  const kept = new Set([0, run.length - 1]);
  const open: [from: number, to: number][] = [[0, run.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const far = farthest(run, ...span);
    if (far.distance <= tolerance) continue;
    kept.add(far.index);
    open.push([span[0], far.index], [far.index, span[1]]);
  }
  return run.filter((_, index) => kept.has(index));
}

function farthest(run: Ring, from: number, to: number): { index: number; distance: number } {
  const [start, end] = [run[from], run[to]];
  let found = { index: from, distance: 0 };
  if (start === undefined || end === undefined) return found;
  for (const [at, point] of run.slice(from + 1, to).entries()) {
    const distance = distanceToRun([start, end], false, imagePoint(...point));
    if (distance > found.distance) found = { index: from + 1 + at, distance };
  }
  return found;
}
