/** All levels of a grey picture, and how they look through a window. */

import { TILE_PX } from "@/model/tiles";
import { LAST_LEVEL, type LevelFacts, type LevelWindow } from "./window";

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Uint16Array;
}

/** A part of a plane, `right` and `bottom` excluded. */
export interface PlanePart {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const BINS = 64;
const OPAQUE = 0xff00_0000;

/** The plane, and it again in half the size until it fits into one tile. */
export function pyramidOf(plane: Plane): readonly Plane[] {
  const planes = [plane];
  let last = plane;
  while (Math.max(last.width, last.height) > TILE_PX) {
    last = halved(last);
    planes.push(last);
  }
  return planes;
}

/** The mean of two by two; the last of a row or column may stand for fewer. */
function halved({ width, height, values }: Plane): Plane {
  const [wide, high] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const halves = new Uint16Array(wide * high);
  for (let y = 0; y < high; y += 1) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < wide; x += 1) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      const sum =
        at(values, upper + left) +
        at(values, upper + right) +
        at(values, lower + left) +
        at(values, lower + right);
      halves[y * wide + x] = (sum + 2) >> 2;
    }
  }
  return { width: wide, height: high, values: halves };
}

/** The colour of each level, as a canvas has it: red in the lowest byte, opaque. */
export function tableOf({ low, high }: LevelWindow): Uint32Array {
  const table = new Uint32Array(LAST_LEVEL + 1);
  for (let level = 0; level <= LAST_LEVEL; level += 1) {
    const grey = Math.round((255 * (level - low)) / (high - low));
    table[level] = (OPAQUE | (Math.min(Math.max(grey, 0), 255) * 0x01_01_01)) >>> 0;
  }
  return table;
}

/** A part as pixels of a canvas. */
export function shaded(plane: Plane, part: PlanePart, table: Uint32Array): Uint32Array {
  const { left, top, right, bottom } = part;
  const pixels = new Uint32Array((right - left) * (bottom - top));
  let to = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let from = y * plane.width + left; from < y * plane.width + right; from += 1) {
      pixels[to] = at(table, at(plane.values, from));
      to += 1;
    }
  }
  return pixels;
}

export function factsOf({ values }: Plane): LevelFacts {
  const counts = new Uint32Array(LAST_LEVEL + 1);
  for (const level of values) counts[level] = at(counts, level) + 1;
  const lowest = Math.max(
    counts.findIndex((count) => count > 0),
    0,
  );
  const highest = Math.max(
    counts.findLastIndex((count) => count > 0),
    lowest,
  );
  const bins = new Array<number>(BINS).fill(0);
  let [seen, median] = [0, highest];
  for (let level = lowest; level <= highest; level += 1) {
    const count = at(counts, level);
    const bin = Math.min(
      Math.floor((BINS * (level - lowest)) / Math.max(highest - lowest, 1)),
      BINS - 1,
    );
    bins[bin] = (bins[bin] ?? 0) + count;
    if (seen < values.length / 2 && seen + count >= values.length / 2) median = level;
    seen += count;
  }
  return { lowest, highest, median, bins };
}

/** Indexes here are inside by construction; the compiler does not know. */
const at = (values: Uint16Array | Uint32Array, index: number): number => values[index] ?? 0;
