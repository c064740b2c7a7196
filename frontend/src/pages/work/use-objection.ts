import { useState } from "react";
import type { Objection } from "@/api/work";
import { forgetInTab, keepInTab, readInTab, type TabKey } from "@/pages/shell/kept-in-tab";

const NOTHING_SAID: Objection = { reason_code: "", note: "", marks: [] };

/**
 * An objection that is being written, and what is asked for where it is not whole yet. It is kept
 * under `key` over a reload, until `forget`.
 */
export function useObjection(key: TabKey) {
  const [wasKept] = useState(() => keptUnder(key) !== null);
  const [objection, setObjection] = useState(() => keptUnder(key) ?? NOTHING_SAID);
  const say = (now: Objection) => {
    setObjection(now);
    keepInTab(key, now);
  };
  const [isAsked, setAsked] = useState(false);
  const [wanted, setWanted] = useState<{ index: number; asked: number } | null>(null);
  const wantMark = (index: number) => setWanted({ index, asked: performance.now() });
  return {
    objection,
    wasKept,
    setObjection: say,
    setMarks: (marks: Objection["marks"]) => say({ ...objection, marks }),
    forget: () => forgetInTab(key),
    isReasonMissing: isAsked && !isReasoned(objection),
    wanted,
    wantMark,
    /** What is missing is asked for no more, until the next try. */
    askAfresh: () => setAsked(false),
    /** As it is sent, or null where a reason or the text of a mark is missing. */
    finished(hasMarks: boolean): Objection | null {
      const untold = hasMarks ? objection.marks.findIndex(({ text }) => text.trim() === "") : -1;
      if (untold >= 0) wantMark(untold);
      const isWhole = isReasoned(objection) && untold < 0;
      setAsked(!isWhole);
      return isWhole ? said(objection, hasMarks) : null;
    },
  };
}

/** As this page wrote it, in this tab. */
function keptUnder(key: TabKey): Objection | null {
  return readInTab(key) as Objection | null;
}

function isReasoned({ reason_code, note }: Objection): boolean {
  return reason_code !== "" && (reason_code !== "other" || note.trim() !== "");
}

function said({ reason_code, note, marks }: Objection, hasMarks: boolean): Objection {
  return {
    reason_code,
    note: note.trim(),
    marks: hasMarks ? marks.map((mark) => ({ ...mark, text: mark.text.trim() })) : [],
  };
}
