import { useState } from "react";
import type { Objection } from "@/api/work";

const NOTHING_SAID: Objection = { reason_code: "", note: "", marks: [] };

/** An objection that is being written, and what is asked for where it is not whole yet. */
export function useObjection() {
  const [objection, setObjection] = useState(NOTHING_SAID);
  const [isAsked, setAsked] = useState(false);
  const [wanted, setWanted] = useState<{ index: number; asked: number } | null>(null);
  const wantMark = (index: number) => setWanted({ index, asked: performance.now() });
  return {
    objection,
    setObjection,
    setMarks: (marks: Objection["marks"]) => setObjection((now) => ({ ...now, marks })),
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
