/** Rules of a line's geometry, as the server has them. */

import type { ImageSize } from "../points";
import type { Ring } from "../shapes/rings";
import { MAX_POINTS, pointProblems } from "./points";
import { isJsonObject, keyProblems, problem, type Problem } from "./problem";

export function polylineProblems(
  geometry: unknown,
  path: string,
  image: ImageSize,
): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, ["points"]);
  if (keys.length > 0) return keys;
  const below = `${path}/points`;
  const { points } = geometry;
  if (!Array.isArray(points)) return [problem("wrong_type", below)];
  if (points.length > MAX_POINTS) return [problem("too_many_points", path)];
  if (points.length < 2) return [problem("too_few_points", below)];
  const problems = points.flatMap((point, index) =>
    pointProblems(point, `${below}/${index}`, image),
  );
  if (problems.length > 0) return problems;
  return hasLength(points as unknown as Ring) ? [] : [problem("zero_length", below)];
}

function hasLength([first, ...others]: Ring): boolean {
  return others.some(([x, y]) => x !== first?.[0] || y !== first[1]);
}
