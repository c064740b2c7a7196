/** Rules of points `[x, y]` in image pixels, as the server has them. */

import type { ImageSize } from "../points";
import { isJsonObject, numberProblems, problem, type Problem } from "./problem";

/** Of one shape, all its rings together. */
export const MAX_POINTS = 10_000;

export function pointProblems(value: unknown, path: string, image: ImageSize): readonly Problem[] {
  if (!Array.isArray(value) || value.length !== 2) return [problem("wrong_type", path)];
  return placeProblems(value[0], value[1], [`${path}/0`, `${path}/1`, path], image);
}

/** `paths` are those of x, of y, and of both together. */
export function placeProblems(
  x: unknown,
  y: unknown,
  paths: readonly [x: string, y: string, both: string],
  image: ImageSize,
): readonly Problem[] {
  const problems = [...numberProblems(x, paths[0]), ...numberProblems(y, paths[1])];
  if (problems.length > 0) return problems;
  const isInside = isWithin(x as number, image.width_px) && isWithin(y as number, image.height_px);
  return isInside ? [] : [problem("outside_picture", paths[2])];
}

function isWithin(value: number, length: number): boolean {
  return value >= 0 && value <= length;
}

/** The points of all rings and lines of a geometry that was not checked yet. */
export function pointCount(geometry: unknown): number {
  if (!isJsonObject(geometry) || !Object.hasOwn(geometry, "points")) return 0;
  const holes: readonly unknown[] = Array.isArray(geometry.holes) ? geometry.holes : [];
  return [geometry.points, ...holes].reduce<number>(
    (total, ring) => total + (Array.isArray(ring) ? ring.length : 0),
    0,
  );
}
