/** The rules of each kind's geometry. A new kind is one file and one line here. */

import type { Shape, ShapeGeometry } from "../document";
import type { ImageSize } from "../points";
import { boxProblems } from "./box";
import { keypointsProblems } from "./keypoints";
import { maskProblems } from "./mask";
import { polygonProblems } from "./polygon";
import { polylineProblems } from "./polyline";
import type { Problem } from "./problem";
import { ellipseProblems, rotatedBoxProblems } from "./turned";

type GeometryCheck = (geometry: unknown, path: string, image: ImageSize) => readonly Problem[];

export const GEOMETRY_CHECKS: ReadonlyMap<unknown, GeometryCheck> = new Map([
  ["box", boxProblems],
  ["rotated_box", rotatedBoxProblems],
  ["ellipse", ellipseProblems],
  ["polygon", polygonProblems],
  ["polyline", polylineProblems],
  ["keypoints", keypointsProblems],
  ["mask", maskProblems],
]);

const known = new WeakMap<ShapeGeometry, string | null>();

/** The code of what is wrong with a shape's geometry, null when nothing is; asked once for each. */
export function geometryFault({ kind, geometry }: Shape, image: ImageSize): string | null {
  const found = known.get(geometry);
  if (found !== undefined) return found;
  const [first] = GEOMETRY_CHECKS.get(kind)?.(geometry, "", image) ?? [];
  const fault = first?.code ?? null;
  known.set(geometry, fault);
  return fault;
}
