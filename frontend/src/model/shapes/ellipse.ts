/** Ellipses; `radius_x` runs along the axis that `angle_deg` turns, in image pixels. */

import { toHundredth, type ImagePoint } from "../points";
import type { Handle, ShapeKind } from "./kind";
import { distanceToRun } from "./lines";
import type { Ring } from "./rings";
import {
  boundsAround,
  movedByCentre,
  resizeCursor,
  toOwnAxes,
  toPicture,
  turnedBy,
  turnedTo,
  turnHandle,
  turnOf,
  type Turned,
} from "./turned";

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

const STEP = (2 * Math.PI) / CORNER_COUNT;
/** A polygon inside a circle is smaller by this much; made so much larger, its area is the circle's. */
const TO_ITS_AREA = Math.sqrt(STEP / Math.sin(STEP));

/** Corners of a polygon that stands for the ellipse where areas are compared: it has its area. */
export function ellipseRing(ellipse: EllipseGeometry): Ring {
  const { radius_x, radius_y } = ellipse;
  return cornersOf({
    ...ellipse,
    radius_x: radius_x * TO_ITS_AREA,
    radius_y: radius_y * TO_ITS_AREA,
  }).map(({ x, y }) => [x, y]);
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

/** Upright, filling what lies between two opposite corners. */
export function ellipseBetween(a: ImagePoint, b: ImagePoint): EllipseGeometry {
  return {
    center_x: toHundredth((a.x + b.x) / 2),
    center_y: toHundredth((a.y + b.y) / 2),
    radius_x: toHundredth(Math.abs(b.x - a.x) / 2),
    radius_y: toHundredth(Math.abs(b.y - a.y) / 2),
    angle_deg: 0,
  };
}

const SMALLEST_RADIUS_PX = 0.5;

/** By name, where a handle lies as shares of the radii. */
const GRIPS: Readonly<Record<string, readonly [number, number]>> = {
  n: [0, -1],
  e: [1, 0],
  s: [0, 1],
  w: [-1, 0],
};

function handles(ellipse: EllipseGeometry, scale: number): readonly Handle[] {
  const grips = Object.entries(GRIPS).map(([id, [across, along]]): Handle => ({
    id,
    point: toPicture(ellipse, across * ellipse.radius_x, along * ellipse.radius_y),
    cursor: resizeCursor(ellipse, across, along),
  }));
  return [...grips, turnHandle(ellipse, ellipse.radius_y, scale)];
}

/** The centre stays: both ends of an axis move. */
function withHandleAt(ellipse: EllipseGeometry, handleId: string, to: ImagePoint): EllipseGeometry {
  if (handleId === "turn") return turnedTo(ellipse, to);
  const [across, along] = toOwnAxes(ellipse, to);
  const isAcross = handleId === "e" || handleId === "w";
  return isAcross
    ? { ...ellipse, radius_x: toHundredth(Math.abs(across)) }
    : { ...ellipse, radius_y: toHundredth(Math.abs(along)) };
}

function grownBy(ellipse: EllipseGeometry, dx: number, dy: number): EllipseGeometry {
  return {
    ...ellipse,
    radius_x: toHundredth(Math.max(ellipse.radius_x + dx / 2, SMALLEST_RADIUS_PX)),
    radius_y: toHundredth(Math.max(ellipse.radius_y + dy / 2, SMALLEST_RADIUS_PX)),
  };
}

export const ellipseKind: ShapeKind<EllipseGeometry> = {
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
  handles,
  withHandleAt,
  grownBy,
  isTooSmall: ({ radius_x, radius_y }) =>
    radius_x < SMALLEST_RADIUS_PX || radius_y < SMALLEST_RADIUS_PX,
  turnedBy,
};
