/** Rules of a box's geometry, as the server has them. */

import type { ImageSize } from "../points";
import {
  isJsonObject,
  keyProblems,
  numberProblems,
  problem,
  sideProblems,
  type Problem,
} from "./problem";

const KEYS = ["x", "y", "width", "height"];
/** `x + width` is rounded: a box drawn to the edge may seem to pass it by the last bit. */
const EDGE_TOLERANCE_PX = 1e-6;

export function boxProblems(geometry: unknown, path: string, image: ImageSize): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, KEYS);
  if (keys.length > 0) return keys;
  const numbers = [
    ...numberProblems(geometry.x, `${path}/x`),
    ...numberProblems(geometry.y, `${path}/y`),
    ...sideProblems(geometry.width, `${path}/width`),
    ...sideProblems(geometry.height, `${path}/height`),
  ];
  if (numbers.length > 0) return numbers;
  return isInside(geometry as Record<string, number>, image)
    ? []
    : [problem("outside_picture", path)];
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
