/** Rules of rotated boxes and ellipses, as the server has them. */

import type { ImageSize } from "../points";
import { placeProblems } from "./points";
import {
  isJsonObject,
  keyProblems,
  numberProblems,
  problem,
  sideProblems,
  type Problem,
} from "./problem";

/** Sides of at most twice the picture's width and height together. */
export function rotatedBoxProblems(
  geometry: unknown,
  path: string,
  image: ImageSize,
): readonly Problem[] {
  const most = 2 * (image.width_px + image.height_px);
  return turnedProblems(geometry, path, ["width", "height"], most, image);
}

/** Radii of at most the picture's width and height together. */
export function ellipseProblems(
  geometry: unknown,
  path: string,
  image: ImageSize,
): readonly Problem[] {
  const most = image.width_px + image.height_px;
  return turnedProblems(geometry, path, ["radius_x", "radius_y"], most, image);
}

function turnedProblems(
  geometry: unknown,
  path: string,
  lengths: readonly string[],
  most: number,
  image: ImageSize,
): readonly Problem[] {
  if (!isJsonObject(geometry)) return [problem("wrong_type", path)];
  const keys = keyProblems(geometry, path, ["center_x", "center_y", ...lengths, "angle_deg"]);
  if (keys.length > 0) return keys;
  const paths = [`${path}/center_x`, `${path}/center_y`, path] as const;
  return [
    ...placeProblems(geometry.center_x, geometry.center_y, paths, image),
    ...lengths.flatMap((key) => lengthProblems(geometry[key], `${path}/${key}`, most)),
    ...angleProblems(geometry.angle_deg, `${path}/angle_deg`),
  ];
}

function lengthProblems(value: unknown, path: string, most: number): readonly Problem[] {
  const problems = sideProblems(value, path);
  if (problems.length > 0) return problems;
  return (value as number) <= most ? [] : [problem("too_large", path)];
}

function angleProblems(value: unknown, path: string): readonly Problem[] {
  const problems = numberProblems(value, path);
  if (problems.length > 0) return problems;
  const angle = value as number;
  return angle > -180 && angle <= 180 ? [] : [problem("out_of_range", path)];
}
