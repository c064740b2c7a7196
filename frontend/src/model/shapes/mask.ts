/** Masks: a window of whole pixels in the picture, and the run-length text of the window. */

import type { Bounds, ImagePoint, ImageSize } from "../points";
import type { Outline, ShapeKind } from "./kind";
import { distanceToRun, roomFor } from "./lines";
import { maskOutlines } from "./mask-outline";
import { READ_ONLY } from "./read-only";
import { columnsOf, runsOf, setPixels } from "./rle";

export interface MaskGeometry {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly counts: string;
}

/** What a text stands for. */
interface Decoded {
  readonly area: number;
  readonly bounds: Bounds;
  readonly columns: readonly (readonly number[])[];
  readonly outlines: readonly Outline[];
}

const known = new WeakMap<MaskGeometry, Decoded>();

/** Decoded once for each geometry, as long as that is the same object. */
function decoded(mask: MaskGeometry): Decoded {
  const found = known.get(mask) ?? decode(mask);
  known.set(mask, found);
  return found;
}

function decode(mask: MaskGeometry): Decoded {
  const runs = runsOf(mask.counts);
  const columns = columnsOf(runs, mask.width, mask.height);
  return {
    area: setPixels(runs),
    bounds: boundsOf(mask, columns),
    columns,
    outlines: maskOutlines(columns, mask.x, mask.y),
  };
}

/** Round the set pixels, of which a mask has at least one; the window may be larger. */
function boundsOf({ x, y }: MaskGeometry, columns: Decoded["columns"]): Bounds {
  const isSet = (column: readonly number[]) => column.length > 0;
  let [top, bottom] = [Infinity, -Infinity];
  for (const column of columns.filter(isSet)) {
    top = Math.min(top, column[0] ?? Infinity);
    bottom = Math.max(bottom, column.at(-1) ?? -Infinity);
  }
  return {
    minX: x + columns.findIndex(isSet),
    minY: y + top,
    maxX: x + columns.findLastIndex(isSet) + 1,
    maxY: y + bottom,
  };
}

function contains(mask: MaskGeometry, at: ImagePoint): boolean {
  const column = decoded(mask).columns[Math.floor(at.x - mask.x)] ?? [];
  const row = Math.floor(at.y - mask.y);
  // Inside when an odd number of borders lies above.
  return column.filter((border) => border <= row).length % 2 === 1;
}

function distanceToOutline(mask: MaskGeometry, to: ImagePoint): number {
  const { outlines } = decoded(mask);
  return outlines.reduce((nearest, { points }) => {
    const ring = points.map(({ x, y }) => [x, y] as const);
    return Math.min(nearest, distanceToRun(ring, true, to));
  }, Infinity);
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
  bounds: (mask) => decoded(mask).bounds,
  area: (mask) => decoded(mask).area,
  contains,
  distanceToOutline,
  outlines: (mask) => decoded(mask).outlines,
  movedBy,
};
