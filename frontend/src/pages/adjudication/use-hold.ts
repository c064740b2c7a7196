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
  const isOurs = useRef(false);
  const keep = useCallback(async () => {
    if (!isWanted || isFinished.current) return;
    try {
      const { seconds_left } = await answerOf(
        api.POST("/api/v1/tasks/{task_id}/adjudication", placeOf(taskId)),
      );
      isOurs.current = true;
      setTime({ endsAtMs: endOf(seconds_left), leaseSeconds: Math.max(1, seconds_left) });
      setProblem(null);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Unreachable: the next beat asks again, and what was decided is still on the page.
      if (!error.isTransient) setProblem(error);
    }
  }, [taskId, isWanted]);
  useWokenUp(keep);
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isWanted) return undefined;
    const giveBack = async () => {
      if (!isOurs.current || isFinished.current) return;
      isOurs.current = false;
      await answerOf(
        api.POST("/api/v1/tasks/{task_id}/adjudication/release", placeOf(taskId)),
      ).catch(() => undefined);
      await queryClient.invalidateQueries({ queryKey: apiKey(DISPUTES) });
      await queryClient.invalidateQueries({ queryKey: apiKey(COUNTS) });
    };
    void keep();
    const beat = setInterval(() => {
      if (document.visibilityState === "visible") void keep();
    }, HEARTBEAT_MS);
    return () => {
      clearInterval(beat);
      void giveBack();
    };
  }, [taskId, isWanted, keep, queryClient]);
  const finish = useCallback(() => {
    isFinished.current = true;
  }, []);
  return { time, problem, finish };
}

const placeOf = (taskId: number) => ({ params: { path: { task_id: taskId } } });
