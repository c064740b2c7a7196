import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { Problem } from "@/api/problem";
import { endOf, useWokenUp } from "@/pages/device-clock";
import { COUNTS, DISPUTES } from "./types";

/** Told to the server while the page is looked at, so that it stays ours. */
const HEARTBEAT_MS = 60_000;

export interface Hold {
  /** How long it is ours, as the server said last; null before it did. */
  readonly time: HeldTime | null;
  /** Why it is not ours: somebody else is at it, or was before us. */
  readonly problem: Problem | null;
  /** Settled, asked on or cancelled: there is nothing to give back. */
  readonly finish: () => void;
}

interface HeldTime {
  /** By the clock of `performance.now()`, which nobody sets. */
  readonly endsAtMs: number;
  /** Of a whole hold. */
  readonly leaseSeconds: number;
}

/** Takes the task when the page opens, keeps it while it is open, and gives it back at the end. */
export function useHold(taskId: number, isWanted: boolean): Hold {
  const [time, setTime] = useState<HeldTime | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isFinished = useRef(false);
  const keepNow = useRef<() => Promise<boolean>>(nothing);
  useWokenUp(useCallback(() => keepNow.current(), []));
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isWanted) return undefined;
    const place = { params: { path: { task_id: taskId } } };
    let isHere = true;
    let isOurs = false;
    /** Whether the server has answered. */
    const keep = async (): Promise<boolean> => {
      if (isFinished.current) return true;
      try {
        const held = await answerOf(api.POST("/api/v1/tasks/{task_id}/adjudication", place));
        isOurs = true;
        if (isHere) setTime(timeOf(held.seconds_left));
        if (isHere) setProblem(null);
        return true;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // Unreachable: the next beat asks again, and what was decided is still on the page.
        if (error.isTransient) return false;
        if (isHere) setProblem(error);
        return true;
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
    keepNow.current = keep;
    const beat = setInterval(() => {
      if (document.visibilityState === "visible") void keep();
    }, HEARTBEAT_MS);
    return () => {
      isHere = false;
      keepNow.current = nothing;
      clearInterval(beat);
      void giveBack();
    };
  }, [taskId, isWanted, queryClient]);
  const finish = useCallback(() => {
    isFinished.current = true;
  }, []);
  return { time, problem, finish };
}

const timeOf = (secondsLeft: number): HeldTime => ({
  endsAtMs: endOf(secondsLeft),
  leaseSeconds: Math.max(1, secondsLeft),
});

const nothing = () => Promise.resolve(true);
