import { useState } from "react";
import { forgetInTab, keepInTab, readInTab } from "@/pages/kept-in-tab";
import type { Detail } from "./types";
import { begin, type Verdict } from "./verdict";

/** So many steps are kept: documents with masks are large. */
const MOST_STEPS = 50;

interface Deciding {
  readonly past: readonly Verdict[];
  readonly now: Verdict;
}

/** What was decided so far: kept over a reload, and taken back step by step. */
export function useVerdict(detail: Detail) {
  const name = `verdict-${detail.task.task_id}`;
  const [deciding, setDeciding] = useState<Deciding>(() => keptOf(name, detail) ?? fresh(detail));
  const go = (next: Deciding) => {
    setDeciding(next);
    keepInTab(name, written(next, detail));
  };
  return {
    verdict: deciding.now,
    setVerdict: (now: Verdict) =>
      go({ past: [...deciding.past, deciding.now].slice(-MOST_STEPS), now }),
    undo: () => {
      const now = deciding.past.at(-1);
      if (now !== undefined) go({ past: deciding.past.slice(0, -1), now });
    },
    canUndo: deciding.past.length > 0,
    forget: () => forgetInTab(name),
  };
}

const fresh = (detail: Detail): Deciding => ({ past: [], now: begin(detail) });

/** What it was decided about: once somebody has answered again, it is another thing. */
function groundOf({ task }: Detail): string {
  return JSON.stringify([task.result?.version ?? 0, task.submissions.map(({ id }) => id)]);
}

/** A set is not JSON. */
const asJson = (verdict: Verdict) => ({ ...verdict, settled: [...verdict.settled] });

function written({ past, now }: Deciding, detail: Detail) {
  return { ground: groundOf(detail), past: past.map(asJson), now: asJson(now) };
}

type Written = ReturnType<typeof written>;

function keptOf(name: string, detail: Detail): Deciding | null {
  const found = readInTab(name) as Written | null; // this page wrote it, in this tab
  if (found?.ground !== groundOf(detail)) return null;
  const read = (kept: Written["now"]): Verdict => ({ ...kept, settled: new Set(kept.settled) });
  return { past: found.past.map(read), now: read(found.now) };
}
