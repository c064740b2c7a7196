/** Rules of a mask's geometry, as the server has them. */

import type { ImageSize } from "../points";
import { InvalidRle, runsOf, setPixels } from "../shapes/rle";
import type { MaskGeometry } from "../shapes/mask";
import {
  isJsonObject,
  keyProblems,
  numberProblems,
  problem,
  sideProblems,
  type JsonObject,
  type Problem,
} from "./problem";

const WINDOW_KEYS = ["x", "y", "width", "height"] as const;
const KEYS = [...WINDOW_KEYS, "counts"];
/** Counted in characters as people see them, as the server does. */
export const MAX_RLE_CHARACTERS = 1_000_000;

export function maskProblems(
  geometry: unknown,
  path: string,
  image: ImageSize,
): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, KEYS);
  if (keys.length > 0) return keys;
  const problems = [
    ...windowProblems(geometry, path, image),
    ...textProblems(geometry.counts, `${path}/counts`),
  ];
  return problems.length > 0 ? problems : runProblems(geometry as unknown as MaskGeometry, path);
}

function windowProblems(geometry: JsonObject, path: string, image: ImageSize): readonly Problem[] {
  const numbers = [
    ...numberProblems(geometry.x, `${path}/x`),
    ...numberProblems(geometry.y, `${path}/y`),
    ...sideProblems(geometry.width, `${path}/width`),
    ...sideProblems(geometry.height, `${path}/height`),
  ];
  if (numbers.length > 0) return numbers;
  const broken = WINDOW_KEYS.filter((key) => !Number.isInteger(geometry[key]));
  if (broken.length > 0) return broken.map((key) => problem("not_whole", `${path}/${key}`));
  const { x, y, width, height } = geometry as unknown as MaskGeometry;
  const isInside = x >= 0 && y >= 0 && x + width <= image.width_px && y + height <= image.height_px;
  return isInside ? [] : [problem("outside_picture", path)];
}

function textProblems(counts: unknown, path: string): readonly Problem[] {
  if (typeof counts !== "string") return [problem("wrong_type", path)];
  const isLong = counts.length > MAX_RLE_CHARACTERS && [...counts].length > MAX_RLE_CHARACTERS;
  return isLong ? [problem("too_long", path)] : [];
}

function runProblems({ width, height, counts }: MaskGeometry, path: string): readonly Problem[] {
  try {
    const runs = runsOf(counts);
    const total = runs.reduce((sum, run) => sum + run, 0);
    if (total !== width * height) return [problem("invalid_rle", `${path}/counts`)];
    return setPixels(runs) > 0 ? [] : [problem("zero_area", path)];
  } catch (error) {
    if (error instanceof InvalidRle) return [problem("invalid_rle", `${path}/counts`)];
    throw error;
  }
}
