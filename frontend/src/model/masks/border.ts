/** How far a point is from the border between set and unset pixels. */

import type { ImagePoint } from "../points";
import type { Column } from "./column";
import { columnAt, type Region } from "./region";

/**
 * In image pixels, from inside or outside; Infinity for a region without pixels. Looks at columns
 * outwards from the point and stops where no nearer border can be.
 */
export function distanceToBorder(region: Region, to: ImagePoint): number {
  const [from, end] = [region.left, region.left + region.columns.length];
  const at = Math.floor(to.x);
  const farthest = Math.max(Math.abs(at - from), Math.abs(end - at)) + 1;
  let nearest = Infinity;
  for (let step = 0; step <= farthest && step - 1 < nearest; step += 1) {
    for (const column of step === 0 ? [at] : [at - step, at + step]) {
      nearest = Math.min(nearest, distanceInColumn(region, column, to));
    }
  }
  return nearest;
}

/** To the level borders of a column, and to the upright ones on its left and right side. */
function distanceInColumn(region: Region, column: number, to: ImagePoint): number {
  const here = columnAt(region, column);
  const aside = Math.max(column - to.x, to.x - column - 1, 0);
  let nearest = Infinity;
  for (const row of here) nearest = Math.min(nearest, Math.hypot(aside, row - to.y));
  for (const [other, x] of [
    [columnAt(region, column - 1), column],
    [columnAt(region, column + 1), column + 1],
  ] as const) {
    nearest = Math.min(nearest, Math.hypot(x - to.x, rowsToDifference(here, other, to.y)));
  }
  return nearest;
}

/** From `y` to the rows in which exactly one of two neighbouring columns is set. */
function rowsToDifference(first: Column, second: Column, y: number): number {
  let [atFirst, atSecond, from, isOn, nearest] = [0, 0, 0, false, Infinity];
  while (atFirst < first.length || atSecond < second.length) {
    const row = Math.min(first[atFirst] ?? Infinity, second[atSecond] ?? Infinity);
    if (isOn) nearest = Math.min(nearest, Math.max(from - y, y - row, 0));
    if (first[atFirst] === row) atFirst += 1;
    if (second[atSecond] === row) atSecond += 1;
    isOn = atFirst % 2 !== atSecond % 2;
    from = row;
  }
  return nearest;
}
