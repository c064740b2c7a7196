/** How often somebody has done what a hint explains; after ten times it goes away. */

import type { Notice } from "@/tools/commands";
import type { Workbench } from "@/tools/workbench";

const KEY = "gm-hint-uses";
export const HINTS_UNTIL = 10;

/** By the first part of a state's name: `slice.drawing` is a use of "slice". */
type Uses = Partial<Record<string, number>>;

const USES: ReadonlySet<Notice["type"]> = new Set(["shape_added", "shape_changed", "grouped"]);
/** Where states of one edit, such as cutting a shape in two, end when it is done. */
const REST = "select";

export const hintOf = (stateName: string): string => stateName.split(".")[0] ?? "";

/** Counts what is done on a workbench, each under the hint that explains it. Gives the way to stop. */
export function countUses(bench: Workbench, onCount: () => void): () => void {
  let now = bench.state.stateName;
  let before: string | null = null;
  const stopWatching = bench.subscribe(() => {
    const { stateName } = bench.state;
    if (stateName === now) return;
    before = now;
    now = stateName;
  });
  const stopHearing = bench.onNotice(({ type }) => {
    // An edit that is done has gone back to rest by then.
    const doing = hintOf(now) === REST ? (before ?? now) : now;
    if (type === "cancelled") before = null;
    if (!USES.has(type)) return;
    before = null;
    countHintUse(hintOf(doing));
    onCount();
  });
  return () => {
    stopWatching();
    stopHearing();
  };
}

export function hintUses(tool: string): number {
  return readUses()[tool] ?? 0;
}

export function countHintUse(tool: string): void {
  const uses = readUses();
  const next = { ...uses, [tool]: (uses[tool] ?? 0) + 1 };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch (error) {
    // Storage is full or forbidden: the hint simply stays.
    if (!(error instanceof DOMException)) throw error;
  }
}

function readUses(): Uses {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Uses;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}
