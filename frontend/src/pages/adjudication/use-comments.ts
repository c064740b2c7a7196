import { useState } from "react";
import type { Mark } from "@/panels/workspace";

/** Places on the picture that a reviewer says something about. */
export function useComments() {
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const [isCommenting, setCommenting] = useState(false);
  const [wanted, setWanted] = useState<{ index: number; asked: number } | null>(null);
  return {
    marks,
    setMarks,
    isCommenting,
    toggle: () => setCommenting((is) => !is),
    wanted,
    /** Asks for the text of a mark. */
    want: (index: number) => setWanted((before) => ({ index, asked: (before?.asked ?? 0) + 1 })),
  };
}
