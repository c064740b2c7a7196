/** Rules of keypoints, as the server has them. */

import type { ImageSize } from "../points";
import type { Skeleton } from "../schema";
import { MAX_POINTS, placeProblems } from "./points";
import { isJsonObject, keyProblems, pointer, problem, type Problem } from "./problem";

const POINT_KEYS = ["x", "y", "is_visible"];

/** All but the names: those are the label's. */
export function keypointsProblems(
  geometry: unknown,
  path: string,
  image: ImageSize,
): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, ["points"]);
  if (keys.length > 0) return keys;
  const below = `${path}/points`;
  if (!isJsonObject(geometry.points)) return [problem("wrong_type", below)];
  const points = Object.entries(geometry.points);
  if (points.length === 0) return [problem("too_few_points", below)];
  if (points.length > MAX_POINTS) return [problem("too_many_points", path)];
  return points.flatMap(([key, point]) => pointProblems(point, pointer(below, key), image));
}

function pointProblems(point: unknown, path: string, image: ImageSize): readonly Problem[] {
  if (!isJsonObject(point)) return [problem("wrong_type", path)];
  const keys = keyProblems(point, path, POINT_KEYS);
  if (keys.length > 0) return keys;
  return [
    ...placeProblems(point.x, point.y, [`${path}/x`, `${path}/y`, path], image),
    ...(typeof point.is_visible === "boolean" ? [] : [problem("wrong_type", `${path}/is_visible`)]),
  ];
}

/** Points that the label's skeleton does not have, in a geometry that may be wrong as well. */
export function unknownKeypointProblems(
  geometry: unknown,
  skeleton: Skeleton,
  path: string,
): readonly Problem[] {
  if (!isJsonObject(geometry) || !isJsonObject(geometry.points)) return [];
  const known = new Set(skeleton.points.map((point) => point.key));
  const keys = Object.keys(geometry.points);
  if (keys.length > MAX_POINTS) return [];
  return keys
    .filter((key) => !known.has(key))
    .map((key) => problem("unknown_keypoint", pointer(`${path}/points`, key)));
}
