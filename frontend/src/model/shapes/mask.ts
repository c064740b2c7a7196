/** Masks: a window of whole pixels in the picture, and the run-length text of the window. */

import { distanceToBorder } from "../masks/border";
import { regionOf } from "../masks/geometry";
import { areaOf, boundsOfRegion, hasPixel } from "../masks/region";
import { ringsOf } from "../masks/rings";
import type { Bounds, ImageSize } from "../points";
import type { Outline, ShapeKind } from "./kind";
import { roomFor } from "./lines";
import { READ_ONLY } from "./read-only";

export interface MaskGeometry {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly counts: string;
}

const outlined = new WeakMap<MaskGeometry, readonly Outline[]>();

/** Traced once for each geometry, as long as that is the same object. */
function outlines(mask: MaskGeometry): readonly Outline[] {
  const found = outlined.get(mask) ?? ringsOf(regionOf(mask));
  outlined.set(mask, found);
  return found;
}

/** Round the set pixels, of which a mask has at least one; the window may be larger. */
function bounds(mask: MaskGeometry): Bounds {
  const { x, y, width, height } = mask;
  const window = { minX: x, minY: y, maxX: x + width, maxY: y + height };
  return boundsOfRegion(regionOf(mask)) ?? window;
}

/** By whole pixels. */
function movedBy(mask: MaskGeometry, dx: number, dy: number, image: ImageSize): MaskGeometry {
  const window = {
    minX: mask.x,
    minY: mask.y,
    maxX: mask.x + mask.width,
    maxY: mask.y + mask.height,
  };
  const [right, down] = roomFor(window, Math.round(dx), Math.round(dy), image);
  return { ...mask, x: mask.x + right, y: mask.y + down };
}

export const maskKind: ShapeKind<MaskGeometry> = {
  ...READ_ONLY,
  kind: "mask",
  bounds,
  area: (mask) => areaOf(regionOf(mask)),
  contains: (mask, { x, y }) => hasPixel(regionOf(mask), Math.floor(x), Math.floor(y)),
  distanceToOutline: (mask, to) => distanceToBorder(regionOf(mask), to),
  outlines,
  movedBy,
};
