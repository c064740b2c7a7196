/** Upright boxes: `x`, `y` of the top-left corner, `width` and `height`, in image pixels. */

import {
  imagePoint,
  insideImage,
  toHundredth,
  type Bounds,
  type ImagePoint,
  type ImageSize,
} from "../points";
import type { Handle, ShapeKind } from "./kind";
import type { Ring } from "./rings";

export interface BoxGeometry {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box narrower or lower than this is a slip of the hand, in image pixels. */
export const SMALLEST_BOX_SIDE_PX = 1;
/** Handles in the middle of a side are left out when the side is shorter, in CSS pixels. */
const SIDE_HANDLE_FROM = 44;

const CURSORS: Readonly<Record<string, string>> = {
  nw: "nwse-resize",
  n: "ns-resize",
  ne: "nesw-resize",
  e: "ew-resize",
  se: "nwse-resize",
  s: "ns-resize",
  sw: "nesw-resize",
  w: "ew-resize",
};

/** The box between two opposite corners, in any order; coordinates to a hundredth of a pixel. */
export function boxBetween(a: ImagePoint, b: ImagePoint): BoxGeometry {
  const x = toHundredth(Math.min(a.x, b.x));
  const y = toHundredth(Math.min(a.y, b.y));
  return {
    x,
    y,
    width: toHundredth(toHundredth(Math.max(a.x, b.x)) - x),
    height: toHundredth(toHundredth(Math.max(a.y, b.y)) - y),
  };
}

/** Intersection over union of two boxes, in [0, 1]. 0 when the union has no area. */
export function boxIou(a: BoxGeometry, b: BoxGeometry): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(width, 0) * Math.max(height, 0);
  const union = a.width * a.height + b.width * b.height - shared;
  // x + width is rounded, so two equal boxes may seem to share more than their area.
  return union > 0 ? Math.min(shared / union, 1) : 0;
}

/** The corners, from the top left one on. */
export function boxRing({ x, y, width, height }: BoxGeometry): Ring {
  const [right, bottom] = [x + width, y + height];
  return [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
  ];
}

function bounds(box: BoxGeometry): Bounds {
  return { minX: box.x, minY: box.y, maxX: box.x + box.width, maxY: box.y + box.height };
}

function contains(box: BoxGeometry, point: ImagePoint): boolean {
  const { minX, minY, maxX, maxY } = bounds(box);
  return point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY;
}

function distanceToOutline(box: BoxGeometry, point: ImagePoint): number {
  const { minX, minY, maxX, maxY } = bounds(box);
  if (contains(box, point)) {
    return Math.min(point.x - minX, maxX - point.x, point.y - minY, maxY - point.y);
  }
  const dx = Math.max(minX - point.x, 0, point.x - maxX);
  const dy = Math.max(minY - point.y, 0, point.y - maxY);
  return Math.hypot(dx, dy);
}

function handles(box: BoxGeometry, scale: number): readonly Handle[] {
  const { minX, minY, maxX, maxY } = bounds(box);
  const middleX = (minX + maxX) / 2;
  const middleY = (minY + maxY) / 2;
  const corners = [
    at("nw", minX, minY),
    at("ne", maxX, minY),
    at("se", maxX, maxY),
    at("sw", minX, maxY),
  ];
  const sides: Handle[] = [];
  if (box.width * scale >= SIDE_HANDLE_FROM)
    sides.push(at("n", middleX, minY), at("s", middleX, maxY));
  if (box.height * scale >= SIDE_HANDLE_FROM)
    sides.push(at("e", maxX, middleY), at("w", minX, middleY));
  return [...corners, ...sides];
}

function at(id: string, x: number, y: number): Handle {
  return { id, point: imagePoint(x, y), cursor: CURSORS[id] ?? "move" };
}

function movedBy(box: BoxGeometry, dx: number, dy: number, image: ImageSize): BoxGeometry {
  const x = Math.min(Math.max(box.x + dx, 0), image.width_px - box.width);
  const y = Math.min(Math.max(box.y + dy, 0), image.height_px - box.height);
  return { ...box, x: toHundredth(x), y: toHundredth(y) };
}

function withHandleAt(
  box: BoxGeometry,
  handleId: string,
  to: ImagePoint,
  image: ImageSize,
): BoxGeometry {
  const { minX, minY, maxX, maxY } = bounds(box);
  const point = insideImage(to, image);
  const left = handleId.includes("w") ? point.x : minX;
  const right = handleId.includes("e") ? point.x : maxX;
  const top = handleId.includes("n") ? point.y : minY;
  const bottom = handleId.includes("s") ? point.y : maxY;
  return boxBetween(imagePoint(left, top), imagePoint(right, bottom));
}

function grownBy(box: BoxGeometry, dx: number, dy: number, image: ImageSize): BoxGeometry {
  const width = Math.min(Math.max(box.width + dx, SMALLEST_BOX_SIDE_PX), image.width_px - box.x);
  const height = Math.min(Math.max(box.height + dy, SMALLEST_BOX_SIDE_PX), image.height_px - box.y);
  return { ...box, width: toHundredth(width), height: toHundredth(height) };
}

export const boxKind: ShapeKind<BoxGeometry> = {
  kind: "box",
  bounds,
  area: (box) => box.width * box.height,
  contains,
  distanceToOutline,
  handles,
  outlines: (box) => {
    const { minX, minY, maxX, maxY } = bounds(box);
    const points = [
      imagePoint(minX, minY),
      imagePoint(maxX, minY),
      imagePoint(maxX, maxY),
      imagePoint(minX, maxY),
    ];
    return [{ points, isClosed: true }];
  },
  movedBy,
  withHandleAt,
  grownBy,
  isTooSmall: (box) => box.width < SMALLEST_BOX_SIDE_PX || box.height < SMALLEST_BOX_SIDE_PX,
};
