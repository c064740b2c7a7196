import { useState } from "react";
import { Problem } from "@/api/problem";
import { changed, moved, removed } from "./lists";

/** A label's row on the page: it goes where its label goes, and is open or closed. */
export interface LabelRow {
  readonly id: number;
  readonly isOpen: boolean;
}

/** The rows of so many labels. Those whose details were refused open of themselves, once. */
export function useLabelRows(count: number, problem: Error | null) {
  const [kept, setKept] = useState<readonly LabelRow[]>([]);
  const [said, setSaid] = useState<Error | null>(null);
  const rows = fitted(kept, count);
  if (said !== problem) {
    setSaid(problem);
    setKept(rows.map((row, place) => (hasFault(problem, place) ? { ...row, isOpen: true } : row)));
  }
  const open = (place: number, isOpen: boolean) => {
    const row = rows[place];
    if (row !== undefined) setKept(changed(rows, place, { ...row, isOpen }));
  };
  return {
    rows,
    open,
    move: (place: number, by: -1 | 1) => setKept(moved(rows, place, by)),
    remove: (place: number) => setKept(removed(rows, place)),
  };
}

/** As many as there are labels: those that came since are closed. */
function fitted(rows: readonly LabelRow[], count: number): readonly LabelRow[] {
  if (rows.length === count) return rows;
  const first = 1 + Math.max(0, ...rows.map(({ id }) => id));
  return Array.from(
    { length: count },
    (_, place) => rows[place] ?? { id: first + place, isOpen: false },
  );
}

/** What was refused of a label, in the reader's language; of its name the field itself tells. */
export function faultsOf(problem: Error | null, place: number): readonly string[] {
  if (!(problem instanceof Problem)) return [];
  const path = `/labels/${place}`;
  const found = problem.errors.filter(
    (one) => one.path === path || (one.path.startsWith(`${path}/`) && one.path !== `${path}/name`),
  );
  return [...new Set(found.map(({ message }) => message))];
}

const hasFault = (problem: Error | null, place: number) => faultsOf(problem, place).length > 0;
