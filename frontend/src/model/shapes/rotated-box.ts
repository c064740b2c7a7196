/** Turned rectangles; the width runs along the axis that `angle_deg` turns, in image pixels. */

import { insideImage, toHundredth, type ImagePoint, type ImageSize } from "../points";
import type { Handle, ShapeKind } from "./kind";
import { distanceToRun } from "./lines";
import type { Ring } from "./rings";
import {
  angleOf,
  boundsAround,
  centredAt,
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

export interface RotatedBoxGeometry extends Turned {
  readonly width: number;
  readonly height: number;
}

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

function cornersOf(box: RotatedBoxGeometry): readonly ImagePoint[] {
  return CORNERS.map(([x, y]) => toPicture(box, (x * box.width) / 2, (y * box.height) / 2));
}

/** The corners in order. */
export function rotatedBoxRing(box: RotatedBoxGeometry): Ring {
  return cornersOf(box).map(({ x, y }) => [x, y]);
}

function bounds(box: RotatedBoxGeometry) {
  const { cos, sin } = turnOf(box);
  const [wide, high] = [box.width / 2, box.height / 2];
  return boundsAround(
    box,
    Math.abs(cos) * wide + Math.abs(sin) * high,
    Math.abs(sin) * wide + Math.abs(cos) * high,
  );
}

function contains(box: RotatedBoxGeometry, point: ImagePoint): boolean {
  const [across, along] = toOwnAxes(box, point);
  return Math.abs(across) <= box.width / 2 && Math.abs(along) <= box.height / 2;
}

/** Upright, between two opposite corners. */
export function rotatedBoxBetween(a: ImagePoint, b: ImagePoint): RotatedBoxGeometry {
  return {
    center_x: toHundredth((a.x + b.x) / 2),
    center_y: toHundredth((a.y + b.y) / 2),
    width: toHundredth(Math.abs(b.x - a.x)),
    height: toHundredth(Math.abs(b.y - a.y)),
    angle_deg: 0,
  };
}

/** On a side from `a` to `b`, reaching as far as `to`. */
export function rotatedBoxOn(a: ImagePoint, b: ImagePoint, to: ImagePoint): RotatedBoxGeometry {
  const angle_deg = angleOf((Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI);
  const side = { center_x: (a.x + b.x) / 2, center_y: (a.y + b.y) / 2, angle_deg };
  const [, depth] = toOwnAxes(side, to);
  const { x, y } = toPicture(side, 0, depth / 2);
  return {
    center_x: toHundredth(x),
    center_y: toHundredth(y),
    width: toHundredth(Math.hypot(b.x - a.x, b.y - a.y)),
    height: toHundredth(Math.abs(depth)),
    angle_deg,
  };
}

/** Handles in the middle of a side are left out when the side is shorter, in CSS pixels. */
const SIDE_HANDLE_FROM = 44;
const SMALLEST_SIDE_PX = 1;

/** By name, where a handle lies as shares of half the sides. */
const GRIPS: Readonly<Record<string, readonly [number, number]>> = {
  nw: [-1, -1],
  ne: [1, -1],
  se: [1, 1],
  sw: [-1, 1],
  n: [0, -1],
  e: [1, 0],
  s: [0, 1],
  w: [-1, 0],
};

function handles(box: RotatedBoxGeometry, scale: number): readonly Handle[] {
  const isShown = ([across, along]: readonly [number, number]) =>
    (across !== 0 || box.width * scale >= SIDE_HANDLE_FROM) &&
    (along !== 0 || box.height * scale >= SIDE_HANDLE_FROM);
  const grips = Object.entries(GRIPS)
    .filter(([, grip]) => isShown(grip))
    .map(([id, [across, along]]): Handle => ({
      id,
      point: toPicture(box, (across * box.width) / 2, (along * box.height) / 2),
      cursor: resizeCursor(box, across, along),
    }));
  return [...grips, turnHandle(box, box.height / 2, scale)];
}

/** What lies opposite stays where it is; the box may turn over. */
function withHandleAt(
  box: RotatedBoxGeometry,
  handleId: string,
  to: ImagePoint,
  image: ImageSize,
): RotatedBoxGeometry {
  if (handleId === "turn") return turnedTo(box, to);
  const [across, along] = GRIPS[handleId] ?? [0, 0];
  const [toX, toY] = toOwnAxes(box, insideImage(to, image));
  const [fixedX, fixedY] = [(-across * box.width) / 2, (-along * box.height) / 2];
  const sized = {
    ...box,
    width: across === 0 ? box.width : toHundredth(Math.abs(toX - fixedX)),
    height: along === 0 ? box.height : toHundredth(Math.abs(toY - fixedY)),
  };
  const middleX = across === 0 ? 0 : (toX + fixedX) / 2;
  const middleY = along === 0 ? 0 : (toY + fixedY) / 2;
  return centredAt(sized, toPicture(box, middleX, middleY), image);
}

function grownBy(box: RotatedBoxGeometry, dx: number, dy: number): RotatedBoxGeometry {
  return {
    ...box,
    width: toHundredth(Math.max(box.width + dx, SMALLEST_SIDE_PX)),
    height: toHundredth(Math.max(box.height + dy, SMALLEST_SIDE_PX)),
  };
}

export const rotatedBoxKind: ShapeKind<RotatedBoxGeometry> = {
  kind: "rotated_box",
  bounds,
  area: (box) => box.width * box.height,
  contains,
  distanceToOutline: (box, point) => {
    const ring = cornersOf(box).map(({ x, y }) => [x, y] as const);
    return distanceToRun(ring, true, point);
  },
  outlines: (box) => [{ points: cornersOf(box), isClosed: true }],
  movedBy: movedByCentre,
  handles,
  withHandleAt,
  grownBy,
  isTooSmall: (box) => box.width < SMALLEST_SIDE_PX || box.height < SMALLEST_SIDE_PX,
  turnedBy,
};
