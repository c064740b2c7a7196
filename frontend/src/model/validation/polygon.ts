/** Rules of a polygon's geometry, as the server has them. */

import type { ImageSize } from "../points";
import { polygonArea } from "../shapes/polygon";
import { isFlat, type Position, type Ring } from "../shapes/rings";
import { arrange } from "../shapes/ring-sweep";
import { MAX_POINTS, pointCount, pointProblems } from "./points";
import { isJsonObject, keyProblems, problem, type JsonObject, type Problem } from "./problem";

const KEYS = ["points", "holes"];

/** A ring with the path it has in the document. */
type Named<Points> = readonly [path: string, points: Points];

/** Later rules are asked only when earlier ones hold: form, points, each ring, all rings. */
export function polygonProblems(
  geometry: unknown,
  path: string,
  image: ImageSize,
): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, KEYS);
  if (keys.length > 0) return keys;
  const form = formProblems(geometry, path);
  if (form.length > 0) return form;
  const rings = ringsOf(geometry, path) as readonly Named<readonly unknown[]>[];
  const points = rings.flatMap(([below, ring]) => [
    ...(ring.length < 3 ? [problem("too_few_points", below)] : []),
    ...ring.flatMap((point, index) => pointProblems(point, `${below}/${index}`, image)),
  ]);
  return points.length > 0 ? points : ringProblems(rings as readonly Named<Ring>[], path);
}

/** Lists where lists are wanted, and not too long. */
function formProblems(geometry: JsonObject, path: string): readonly Problem[] {
  const outer = Array.isArray(geometry.points) ? [] : [problem("wrong_type", `${path}/points`)];
  if (!Array.isArray(geometry.holes)) return [...outer, problem("wrong_type", `${path}/holes`)];
  if (geometry.holes.length > MAX_POINTS) return [...outer, problem("too_many_points", path)];
  const problems = ringsOf(geometry, path)
    .filter(([, ring]) => !Array.isArray(ring))
    .map(([below]) => problem("wrong_type", below));
  if (problems.length > 0) return problems;
  return pointCount(geometry) > MAX_POINTS ? [problem("too_many_points", path)] : [];
}

function ringsOf(geometry: JsonObject, path: string): readonly Named<unknown>[] {
  const holes = geometry.holes as readonly unknown[];
  return [
    [`${path}/points`, geometry.points],
    ...holes.map((hole, index): Named<unknown> => [`${path}/holes/${index}`, hole]),
  ];
}

function ringProblems(named: readonly Named<Ring>[], path: string): readonly Problem[] {
  const single = named.flatMap(([below, ring]) => oneRingProblems(ring, below));
  if (single.length > 0) return single;
  const rings = named.map(([, ring]) => ring);
  const holes = holeProblems(rings, path);
  if (holes.length > 0) return holes;
  return polygonArea(rings) > 0 ? [] : [problem("zero_area", path)];
}

function oneRingProblems(ring: Ring, path: string): readonly Problem[] {
  const repeated = repeatedPoint(ring);
  if (repeated >= 0) return [problem("repeated_point", `${path}/${repeated}`)];
  if (isFlat(ring)) return [problem("zero_area", path)];
  return arrange([ring]).isSimple ? [] : [problem("self_crossing", path)];
}

/** The index of the first point that was there before, -1 when all are different. */
function repeatedPoint(ring: Ring): number {
  const seen = new Set<string>();
  // Adding 0 makes -0 the same as 0.
  const nameOf = ([x, y]: Position) => `${x + 0} ${y + 0}`;
  return ring.findIndex((point) => {
    const name = nameOf(point);
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated;
  });
}

function holeProblems(rings: readonly Ring[], path: string): readonly Problem[] {
  if (rings.length === 1) return [];
  const { isSimple, containers } = arrange(rings);
  if (!isSimple) return [problem("crossing_rings", path)];
  return containers
    .slice(1)
    .flatMap((container, index) =>
      container === 0 ? [] : [problem("hole_outside", `${path}/holes/${index}`)],
    );
}
