/** Ellipses; `radius_x` runs along the axis that `angle_deg` turns, in image pixels. */

import type { ImagePoint } from "../points";
import type { ShapeKind } from "./kind";
import { distanceToRun } from "./lines";
import { READ_ONLY } from "./read-only";
import { boundsAround, movedByCentre, toOwnAxes, toPicture, turnOf, type Turned } from "./turned";

export interface EllipseGeometry extends Turned {
  readonly radius_x: number;
  readonly radius_y: number;
}

/** Of 72 corners the outline is off by less than a thousandth of the radius. */
const CORNER_COUNT = 72;

function cornersOf(ellipse: EllipseGeometry): readonly ImagePoint[] {
  return Array.from({ length: CORNER_COUNT }, (_, index) => {
    const angle = (2 * Math.PI * index) / CORNER_COUNT;
    const across = ellipse.radius_x * Math.cos(angle);
    return toPicture(ellipse, across, ellipse.radius_y * Math.sin(angle));
  });
}

function bounds(ellipse: EllipseGeometry) {
  const { cos, sin } = turnOf(ellipse);
  const { radius_x: across, radius_y: along } = ellipse;
  return boundsAround(
    ellipse,
    Math.hypot(across * cos, along * sin),
    Math.hypot(across * sin, along * cos),
  );
}

function contains(ellipse: EllipseGeometry, point: ImagePoint): boolean {
  const [across, along] = toOwnAxes(ellipse, point);
  return Math.hypot(across / ellipse.radius_x, along / ellipse.radius_y) <= 1;
}

export const ellipseKind: ShapeKind<EllipseGeometry> = {
  ...READ_ONLY,
  kind: "ellipse",
  bounds,
  area: (ellipse) => Math.PI * ellipse.radius_x * ellipse.radius_y,
  contains,
  distanceToOutline: (ellipse, point) => {
    const ring = cornersOf(ellipse).map(({ x, y }) => [x, y] as const);
    return distanceToRun(ring, true, point);
  },
  outlines: (ellipse) => [{ points: cornersOf(ellipse), isClosed: true }],
  movedBy: movedByCentre,
};
