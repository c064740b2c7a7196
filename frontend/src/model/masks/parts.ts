/** Which pixels hang together, side by side (not corner to corner). */

import type { ImageSize } from "../points";
import { borderAbove, NO_PIXELS, type Column } from "./column";
import { columnAt, complement, regionFrom, type Region } from "./region";

/** The part of a region that holds a pixel; nothing when the region does not hold it. */
export function partAt(region: Region, column: number, row: number): Region {
  const taken = new Map<number, Set<number>>();
  const open: [column: number, run: number][] = [];
  const take = (at: number, run: number) => {
    const runs = taken.get(at) ?? new Set<number>();
    taken.set(at, runs);
    if (runs.has(run)) return;
    runs.add(run);
    open.push([at, run]);
  };
  const first = borderAbove(columnAt(region, column), row);
  if (first < 0 || first % 2 === 1) return { left: 0, columns: [] };
  take(column, first);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, run] = next;
    const [start, end] = [columnAt(region, at)[run] ?? 0, columnAt(region, at)[run + 1] ?? 0];
    for (const beside of [at - 1, at + 1]) {
      for (const other of runsMeeting(columnAt(region, beside), start, end)) take(beside, other);
    }
  }
  return regionOfRuns(region, taken);
}

/** Places of the runs that share a row with [start, end). */
function runsMeeting(column: Column, start: number, end: number): readonly number[] {
  const found: number[] = [];
  const above = borderAbove(column, start);
  for (let at = above - (above % 2 === 0 ? 0 : -1); at < column.length; at += 2) {
    if ((column[at] ?? Infinity) >= end) break;
    if (at >= 0) found.push(at);
  }
  return found;
}

function regionOfRuns(region: Region, taken: ReadonlyMap<number, ReadonlySet<number>>): Region {
  const left = Math.min(...taken.keys());
  const end = Math.max(...taken.keys()) + 1;
  const columns = Array.from({ length: end - left }, (_, index): Column => {
    const runs = taken.get(left + index);
    if (runs === undefined) return NO_PIXELS;
    const column = columnAt(region, left + index);
    return [...runs].sort((a, b) => a - b).flatMap((at) => column.slice(at, at + 2));
  });
  return regionFrom(left, columns);
}

/** The unset pixels round a place, up to set ones and the picture's edge. */
export function gapAt(region: Region, column: number, row: number, image: ImageSize): Region {
  return partAt(complement(region, image), column, row);
}

export function touchesEdge(region: Region, { width_px, height_px }: ImageSize): boolean {
  if (region.columns.length === 0) return false;
  const isAtSide = region.left === 0 || region.left + region.columns.length === width_px;
  return (
    isAtSide || region.columns.some((column) => column[0] === 0 || column.at(-1) === height_px)
  );
}

/** Every part, in the order of their first column. */
export function partsOf(region: Region): readonly Region[] {
  const parts: Region[] = [];
  let rest = region;
  while (rest.columns.length > 0) {
    const part = partAt(rest, rest.left, rest.columns[0]?.[0] ?? 0);
    parts.push(part);
    rest = withoutRuns(rest, part);
  }
  return parts;
}

function withoutRuns(region: Region, part: Region): Region {
  const columns = region.columns.map((column, index) => {
    const gone = new Set(columnAt(part, region.left + index));
    return gone.size === 0 ? column : column.filter((row) => !gone.has(row));
  });
  return regionFrom(region.left, columns);
}
