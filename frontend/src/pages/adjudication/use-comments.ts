import { useState } from "react";
import { forgetInTab, keepInTab, readInTab, type TabKey } from "@/pages/shell/kept-in-tab";
import type { Mark } from "@/panels/workspace";

/**
 * Places on the picture that a reviewer says something about. They are kept under `key` over a
 * reload, until `forget`, or until there is another `ground`: what was said of other answers.
 */
export function useComments(key: TabKey, ground: string) {
  const [marks, setMarks] = useState(() => keptOf(readInTab(key), ground));
  const [isCommenting, setCommenting] = useState(false);
  const [wanted, setWanted] = useState<{ index: number; asked: number } | null>(null);
  /** Asks for the text of a mark. */
  const want = (index: number) =>
    setWanted((before) => ({ index, asked: (before?.asked ?? 0) + 1 }));
  return {
    marks,
    setMarks(now: readonly Mark[]) {
      setMarks(now);
      keepInTab(key, { ground, marks: now });
    },
    /** As they are sent. */
    said: marks.map((mark) => ({ ...mark, text: mark.text.trim() })),
    isCommenting,
    toggle: () => setCommenting((is) => !is),
    wanted,
    want,
    /** Whether each has a text; else that of the first without one is asked for. */
    areTold(): boolean {
      const untold = marks.findIndex(({ text }) => text.trim() === "");
      if (untold >= 0) want(untold);
      return untold < 0;
    },
    forget: () => forgetInTab(key),
  };
}

function keptOf(found: unknown, ground: string): readonly Mark[] {
  const kept = found as { ground: string; marks: readonly Mark[] } | null; // this page wrote it, in this tab
  return kept?.ground === ground ? kept.marks : [];
}
