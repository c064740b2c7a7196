/** Rules of a box's geometry, as the server has them. */

import type { ImageSize } from "../points";
import { isJsonObject, keyProblems, problem, type JsonObject, type Problem } from "./problem";

const KEYS = ["x", "y", "width", "height"] as const;
/** `x + width` is rounded: a box drawn to the edge may seem to pass it by the last bit. */
const EDGE_TOLERANCE_PX = 1e-6;

export function boxProblems(geometry: unknown, path: string, image: ImageSize): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, KEYS);
  if (keys.length > 0) return keys;
  const numbers = KEYS.flatMap((key) => sideProblems(geometry, key, `${path}/${key}`));
  if (numbers.length > 0) return numbers;
  return isInside(geometry as Record<string, number>, image)
    ? []
    : [problem("outside_picture", path)];
}

function sideProblems(
  geometry: JsonObject,
  key: (typeof KEYS)[number],
  path: string,
): readonly Problem[] {
  const value = geometry[key];
  if (typeof value !== "number") return [problem("wrong_type", path)];
  if (!Number.isFinite(value)) return [problem("not_finite", path)];
  const isSide = key === "width" || key === "height";
  return isSide && value <= 0 ? [problem("not_positive", path)] : [];
}

function isInside(geometry: Readonly<Record<string, number>>, image: ImageSize): boolean {
  const { x = NaN, y = NaN, width = NaN, height = NaN } = geometry;
  return isWithin(x, width, image.width_px) && isWithin(y, height, image.height_px);
}

function isWithin(from: number, length: number, whole: number): boolean {
  return (
    from >= 0 && from <= whole && length <= whole && from + length <= whole + EDGE_TOLERANCE_PX
  );
}
