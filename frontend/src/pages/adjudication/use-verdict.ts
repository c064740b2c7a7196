import { useState } from "react";
import { forgetInTab, keepInTab, readInTab, tabKey } from "@/pages/shell/kept-in-tab";
import type { Detail } from "./types";
import { begin, type Verdict } from "./verdict";
import { inJson, type KeptVerdicts, ofJson } from "./verdicts-json";

/** So many steps are kept: documents with masks are large. */
const MOST_STEPS = 50;

interface Deciding {
  readonly past: readonly Verdict[];
  readonly now: Verdict;
  /** What was taken back, the last first: gone with the next decision. */
  readonly future: readonly Verdict[];
}

export type History = ReturnType<typeof useVerdict>;

/** What was decided so far: kept over a reload, and taken back step by step. */
export function useVerdict(detail: Detail, ownerId: number) {
  const key = tabKey(ownerId, `verdict-${detail.task.task_id}`);
  const ground = groundOf(detail);
  const [deciding, setDeciding] = useState<Deciding>(() => keptOf(readInTab(key), ground) ?? fresh(detail)); // prettier-ignore
  const { past, now, future } = deciding;
  const go = (next: Deciding) => {
    setDeciding(next);
    const steps = [...next.past, next.now];
    const kept = keepInTab(key, { ground, ...inJson(steps) });
    // Without room for the way back, what is decided matters more.
    if (kept === null) keepInTab(key, { ground, ...inJson([next.now]) });
  };
  return {
    verdict: now,
    setVerdict: (next: Verdict) =>
      go({ past: [...past, now].slice(-MOST_STEPS), now: next, future: [] }),
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      go({ past: past.slice(0, -1), now: before, future: [now, ...future] });
    },
    redo: () => {
      const [after, ...rest] = future;
      if (after !== undefined) go({ past: [...past, now], now: after, future: rest });
    },
    canUndo: past.length > 0,
    forget: () => forgetInTab(key),
  };
}

const fresh = (detail: Detail): Deciding => ({ past: [], now: begin(detail), future: [] });

/** What it was decided about: once somebody has answered again, it is another thing. */
export function groundOf({ task }: Detail): string {
  return JSON.stringify([task.result?.version ?? 0, task.submissions.map(({ id }) => id)]);
}

function keptOf(found: unknown, ground: string): Deciding | null {
  const kept = found as (KeptVerdicts & { ground: string }) | null; // this page wrote it, in this tab
  if (kept?.ground !== ground) return null;
  const steps = ofJson(kept);
  const now = steps.at(-1);
  return now === undefined ? null : { past: steps.slice(0, -1), now, future: [] };
}
