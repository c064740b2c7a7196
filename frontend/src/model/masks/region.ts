/**
 * A set of pixels as the columns it covers. Regions are never altered: a stroke makes a new one
 * that shares every column it did not touch, so its cost does not grow with the mask, undo is
 * exact, and what changed is found by comparing columns as objects.
 */

import type { Bounds, ImageSize } from "../points";
import {
  columnArea,
  columnComplement,
  columnDifference,
  columnHas,
  columnIntersection,
  columnUnion,
  NO_PIXELS,
  type Column,
} from "./column";

export interface Region {
  /** The column of the picture that `columns` begins with. */
  readonly left: number;
  /** The first and the last one are never empty; a region without pixels has none. */
  readonly columns: readonly Column[];
}

export const NOTHING: Region = { left: 0, columns: [] };

/** Empty columns at either end are cut off. */
export function regionFrom(left: number, columns: readonly Column[]): Region {
  const first = columns.findIndex((column) => column.length > 0);
  if (first === -1) return NOTHING;
  const last = columns.findLastIndex((column) => column.length > 0);
  return { left: left + first, columns: columns.slice(first, last + 1) };
}

export function isNothing(region: Region): boolean {
  return region.columns.length === 0;
}

export function columnAt(region: Region, column: number): Column {
  return region.columns[column - region.left] ?? NO_PIXELS;
}

export function hasPixel(region: Region, column: number, row: number): boolean {
  return columnHas(columnAt(region, column), row);
}

/** How many pixels are set. */
export function areaOf(region: Region): number {
  return region.columns.reduce((total, column) => total + columnArea(column), 0);
}

/** Round the set pixels; null without any. */
export function boundsOfRegion(region: Region): Bounds | null {
  if (isNothing(region)) return null;
  let [minY, maxY] = [Infinity, -Infinity];
  for (const column of region.columns) {
    minY = Math.min(minY, column[0] ?? Infinity);
    maxY = Math.max(maxY, column.at(-1) ?? -Infinity);
  }
  return { minX: region.left, minY, maxX: region.left + region.columns.length, maxY };
}

const endOf = ({ left, columns }: Region) => left + columns.length;

export function union(first: Region, second: Region): Region {
  if (isNothing(first)) return second;
  if (isNothing(second)) return first;
  const left = Math.min(first.left, second.left);
  const end = Math.max(endOf(first), endOf(second));
  const columns = padded(first, left, end);
  for (const [index, column] of second.columns.entries()) {
    const at = second.left + index - left;
    columns[at] = columnUnion(columns[at] ?? NO_PIXELS, column);
  }
  return { left, columns };
}

export function difference(first: Region, second: Region): Region {
  const from = Math.max(first.left, second.left);
  const end = Math.min(endOf(first), endOf(second));
  if (from >= end) return first;
  const columns = [...first.columns];
  for (let at = from; at < end; at += 1) {
    columns[at - first.left] = columnDifference(columnAt(first, at), columnAt(second, at));
  }
  return regionFrom(first.left, columns);
}

export function intersection(first: Region, second: Region): Region {
  const from = Math.max(first.left, second.left);
  const end = Math.min(endOf(first), endOf(second));
  if (from >= end) return NOTHING;
  return regionFrom(
    from,
    Array.from({ length: end - from }, (_, at) =>
      columnIntersection(columnAt(first, from + at), columnAt(second, from + at)),
    ),
  );
}

export function unionOfAll(regions: readonly Region[]): Region {
  return regions.reduce(union, NOTHING);
}

/** Every pixel of the picture that is not in the region. */
export function complement(region: Region, image: ImageSize): Region {
  return regionFrom(
    0,
    Array.from({ length: image.width_px }, (_, column) =>
      columnComplement(columnAt(region, column), image.height_px),
    ),
  );
}

export function shiftedRegion(region: Region, dx: number, dy: number): Region {
  const columns = region.columns.map((column) => column.map((row) => row + dy));
  return { left: region.left + dx, columns };
}

export function isSameRegion(first: Region, second: Region): boolean {
  return (
    first.left === second.left &&
    first.columns.length === second.columns.length &&
    first.columns.every((column, at) => isSameColumn(column, second.columns[at] ?? NO_PIXELS))
  );
}

function isSameColumn(first: Column, second: Column): boolean {
  if (first === second) return true;
  return first.length === second.length && first.every((row, at) => row === second[at]);
}

/** Intersection over union in pixels, in [0, 1]; 0 when neither has a pixel. */
export function regionIou(first: Region, second: Region): number {
  const shared = areaOf(intersection(first, second));
  const all = areaOf(first) + areaOf(second) - shared;
  return all > 0 ? shared / all : 0;
}

/** The smallest rectangle that holds every pixel in which the two differ; null when none does. */
export function changedBounds(before: Region, after: Region): Bounds | null {
  const end = Math.max(endOf(before), endOf(after));
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = Math.min(before.left, after.left); at < end; at += 1) {
    const [old, now] = [columnAt(before, at), columnAt(after, at)];
    if (old === now || isSameColumn(old, now)) continue;
    const [first, last] = changedRows(old, now);
    [minX, maxX] = [Math.min(minX, at), at + 1];
    [minY, maxY] = [Math.min(minY, first), Math.max(maxY, last)];
  }
  return minX < maxX ? { minX, minY, maxX, maxY } : null;
}

/** Of two columns that are not the same: the first and the last border they do not share. */
function changedRows(old: Column, now: Column): readonly [first: number, last: number] {
  let from = 0;
  while (old[from] === now[from]) from += 1;
  let to = 1;
  while (old.at(-to) === now.at(-to)) to += 1;
  return [
    Math.min(old[from] ?? Infinity, now[from] ?? Infinity),
    Math.max(old.at(-to) ?? -Infinity, now.at(-to) ?? -Infinity),
  ];
}

function padded({ left, columns }: Region, from: number, end: number): Column[] {
  const before = Array<Column>(left - from).fill(NO_PIXELS);
  const after = Array<Column>(end - left - columns.length).fill(NO_PIXELS);
  return [...before, ...columns, ...after];
}
