/**
 * The set pixels of one column of the picture: rows where they begin and end, taking turns,
 * ascending. `[2, 5, 9, 10]` is the rows 2, 3, 4 and 9.
 */

export type Column = readonly number[];

export const NO_PIXELS: Column = [];

type Rule = (isInFirst: boolean, isInSecond: boolean) => boolean;

/** Linear in the runs of both; a pixel that is in neither is never kept. */
function combined(first: Column, second: Column, isKept: Rule): Column {
  const borders: number[] = [];
  let [atFirst, atSecond, isOn] = [0, 0, false];
  while (atFirst < first.length || atSecond < second.length) {
    const row = Math.min(first[atFirst] ?? Infinity, second[atSecond] ?? Infinity);
    if (first[atFirst] === row) atFirst += 1;
    if (second[atSecond] === row) atSecond += 1;
    const isOnNow = isKept(atFirst % 2 === 1, atSecond % 2 === 1);
    if (isOnNow !== isOn) borders.push(row);
    isOn = isOnNow;
  }
  return borders;
}

export function columnUnion(first: Column, second: Column): Column {
  if (first.length === 0) return second;
  if (second.length === 0 || covers(first, second)) return first;
  return combined(first, second, (a, b) => a || b);
}

export function columnDifference(first: Column, second: Column): Column {
  if (first.length === 0 || second.length === 0) return first;
  const isApart = isBeyond(first, second) || isBeyond(second, first);
  return isApart ? first : combined(first, second, (a, b) => a && !b);
}

export function columnIntersection(first: Column, second: Column): Column {
  if (first.length === 0 || second.length === 0) return NO_PIXELS;
  return combined(first, second, (a, b) => a && b);
}

export function columnComplement(column: Column, height: number): Column {
  return combined([0, height], column, (a, b) => a && !b);
}

export function columnArea(column: Column): number {
  let area = 0;
  for (let at = 0; at < column.length; at += 2) area += (column[at + 1] ?? 0) - (column[at] ?? 0);
  return area;
}

/** The place in the list of the last border at or above `row`; -1 above the first. */
export function borderAbove(column: Column, row: number): number {
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function columnHas(column: Column, row: number): boolean {
  return borderAbove(column, row) % 2 === 0;
}

/** The same object stays when nothing is added, so that what did not change is not drawn again. */
function covers(column: Column, run: Column): boolean {
  const [start, end] = run;
  if (run.length !== 2 || start === undefined || end === undefined) return false;
  const at = borderAbove(column, start);
  return at % 2 === 0 && (column[at + 1] ?? 0) >= end;
}

function isBeyond(first: Column, second: Column): boolean {
  return (first[0] ?? 0) >= (second.at(-1) ?? 0);
}
