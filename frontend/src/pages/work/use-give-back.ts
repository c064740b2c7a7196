/** Giving a task back: nothing of it is let go before the server has taken it. */

import { useState } from "react";
import { Problem } from "@/api/problem";
import { isOverFor, releaseAssignment } from "@/api/work";

interface GivingBack {
  /** Why the task is still here. */
  readonly problem: Problem | null;
  /** It is given back: what would be drawn on it now is kept nowhere. */
  readonly isGone: boolean;
  readonly giveBack: () => Promise<void>;
}

/** `onGone` when it is no longer the person's, also when its lease had ended before. */
export function useGiveBack(assignmentId: number, onGone: () => Promise<void>): GivingBack {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isGone, setGone] = useState(false);
  const giveBack = async () => {
    setProblem(null);
    try {
      await releaseAssignment(assignmentId);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!isOverFor(error)) return setProblem(error);
    }
    setGone(true);
    await onGone();
  };
  return { problem, isGone, giveBack };
}
