import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import { useSecondsUntil } from "@/panels/shared/useSecondsUntil";

interface Ending {
  attemptId: number;
  /** ISO 8601, by this device's clock. */
  endsAt: string;
  /** Nothing was handed in yet. */
  isWaiting: boolean;
}

/**
 * The time ends: what is there is handed in, before the server closes the attempt.
 *
 * The server is asked first, for its clock decides; only where it cannot be asked, this one does.
 */
export function useHandInAtTheEnd({ attemptId, endsAt, isWaiting }: Ending, handIn: () => void) {
  const queryClient = useQueryClient();
  const isOver = useSecondsUntil(endsAt) === 0;
  useEffect(() => {
    if (!isOver || !isWaiting) return;
    const params = { path: { attempt_id: attemptId } };
    queryClient
      .fetchQuery({ ...apiQuery("/api/v1/attempts/{attempt_id}", { params }), staleTime: 0 })
      .then(({ state, seconds_left: left }) => {
        if (state === "started" && left === 0) handIn();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        handIn();
      });
  }, [attemptId, handIn, isOver, isWaiting, queryClient]);
}
