/** A mask as it travels (the run-length text of its bounding box) and as it is worked on. */

import { runsOf, columnsOf, textOf } from "../shapes/rle";
import type { MaskGeometry } from "../shapes/mask";
import { boundsOfRegion, regionFrom, type Region } from "./region";

const known = new WeakMap<MaskGeometry, Region>();

/** Read once for each geometry, as long as that is the same object. Throws InvalidRle. */
export function regionOf(mask: MaskGeometry): Region {
  const found = known.get(mask) ?? read(mask);
  known.set(mask, found);
  return found;
}

function read({ x, y, width, height, counts }: MaskGeometry): Region {
  const columns = columnsOf(runsOf(counts), width, height);
  return regionFrom(x, y === 0 ? columns : columns.map((column) => column.map((row) => row + y)));
}

/** Null for a region without pixels: a mask has at least one. */
export function maskOf(region: Region): MaskGeometry | null {
  const bounds = boundsOfRegion(region);
  if (bounds === null) return null;
  const { minX: x, minY: y, maxX, maxY } = bounds;
  const height = maxY - y;
  const mask = { x, y, width: maxX - x, height, counts: textOf(windowRuns(region, y, height)) };
  known.set(mask, region);
  return mask;
}

/**
 * Unset and set runs taking turns, down the columns of the window; the first is of unset pixels. A
 * run that goes on at the top of the next column is one.
 */
function windowRuns(region: Region, top: number, height: number): readonly number[] {
  const runs: number[] = [];
  let [last, start] = [0, -top];
  for (const column of region.columns) {
    for (const row of column) {
      const turn = start + row;
      if (turn === last && runs.length > 0) last -= runs.pop() ?? 0;
      else {
        runs.push(turn - last);
        last = turn;
      }
    }
    start += height;
  }
  const rest = start + top - last;
  if (rest > 0) runs.push(rest);
  return runs;
}
