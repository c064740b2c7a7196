import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { Problem } from "@/api/problem";
import { COUNTS, DISPUTES } from "./types";

/** Told to the server while the page is looked at, so that it stays ours. */
const HEARTBEAT_MS = 60_000;

export interface Hold {
  readonly expiresAt: string | null;
  /** Why it is not ours: somebody else is at it, or was before us. */
  readonly problem: Problem | null;
  /** Settled, asked on or cancelled: there is nothing to give back. */
  readonly finish: () => void;
}

/** Takes the task when the page opens, keeps it while it is open, and gives it back at the end. */
export function useHold(taskId: number, isWanted: boolean): Hold {
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isFinished = useRef(false);
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isWanted) return undefined;
    const place = { params: { path: { task_id: taskId } } };
    let isHere = true;
    let isOurs = false;
    const keep = async () => {
      if (isFinished.current) return;
      try {
        const held = await answerOf(api.POST("/api/v1/tasks/{task_id}/adjudication", place));
        isOurs = true;
        if (isHere) setExpiresAt(held.expires_at);
        if (isHere) setProblem(null);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // Unreachable: the next beat asks again, and what was decided is still on the page.
        if (isHere && !error.isTransient) setProblem(error);
      }
    };
    const giveBack = async () => {
      if (!isOurs || isFinished.current) return;
      await answerOf(api.POST("/api/v1/tasks/{task_id}/adjudication/release", place)).catch(
        () => undefined,
      );
      await queryClient.invalidateQueries({ queryKey: apiKey(DISPUTES) });
      await queryClient.invalidateQueries({ queryKey: apiKey(COUNTS) });
    };
    void keep();
    const beat = setInterval(() => {
      if (document.visibilityState === "visible") void keep();
    }, HEARTBEAT_MS);
    return () => {
      isHere = false;
      clearInterval(beat);
      void giveBack();
    };
  }, [taskId, isWanted, queryClient]);
  const finish = useCallback(() => {
    isFinished.current = true;
  }, []);
  return { expiresAt, problem, finish };
}
