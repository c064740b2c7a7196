/** Named rows of a list, each with the key it keeps: it follows the row, not the row's place. */

import type { FigurePlace } from "@/model/skeleton-figure";

export interface NameRow {
  readonly key: string | null;
  readonly name: string;
  /** Of a point alone: where it lies in the figure, once it was put there. */
  readonly at?: FigurePlace;
}

/** Where each row was before, by place; -1 of one that is new. */
export type Origins = readonly number[];

export interface Rows {
  readonly rows: readonly NameRow[];
  readonly from: Origins;
}

const NEW: NameRow = { key: null, name: "" };

/** A row's name of one line; of several, as pasted, the others become rows below it. */
export function named(rows: readonly NameRow[], place: number, text: string): Rows {
  const [first = "", ...others] = text.split(/\r?\n/);
  const below = others.filter((line) => line.trim() !== "");
  const called = rows.map((row, at) => (at === place ? { ...row, name: first } : row));
  return spliced(called, place + 1, 0, below.map((name) => ({ ...NEW, name }))); // prettier-ignore
}

export function rowAt(rows: readonly NameRow[], place: number): Rows {
  return spliced(rows, place, 0, [NEW]);
}

export function withoutRow(rows: readonly NameRow[], place: number): Rows {
  return spliced(rows, place, 1, []);
}

/** A place up (-1) or down (1); at either end nothing changes. */
export function rowMoved(rows: readonly NameRow[], place: number, by: -1 | 1): Rows {
  const to = place + by;
  const from = rows.map((_, at) => at);
  const [one, other] = [rows[place], rows[to]];
  if (one === undefined || other === undefined) return { rows, from };
  return {
    rows: rows.with(place, other).with(to, one),
    from: from.with(place, to).with(to, place),
  };
}

function spliced(
  rows: readonly NameRow[],
  place: number,
  gone: number,
  made: readonly NameRow[],
): Rows {
  const from = rows.map((_, at) => at);
  return {
    rows: rows.toSpliced(place, gone, ...made),
    from: from.toSpliced(place, gone, ...made.map(() => -1)),
  };
}
