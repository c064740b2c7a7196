import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, api } from "@/api/client";
import { Problem } from "@/api/problem";
import { meQuery } from "@/api/session";
import { onKept, sentKept, unsentKept } from "@/panels/workspace/kept";

/** A slider that is drawn along says its value many times a second. */
const QUIET_MS = 1_000;

/** What a signed-in person sets for the workspace goes to the server, once it rests. */
export function useWorkspaceKept(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = async () => {
      const kept = unsentKept();
      if (kept === null || !queryClient.getQueryData(meQuery.queryKey)) return;
      try {
        const body = { workspace: { ...kept } };
        queryClient.setQueryData(
          meQuery.queryKey,
          await answerOf(api.PATCH("/api/v1/me", { body })),
        );
        sentKept(kept);
      } catch (error) {
        // It stays to be sent with the next change, or when the page opens again.
        if (!(error instanceof Problem)) throw error;
      }
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void send(), QUIET_MS);
    };
    const stop = onKept(later);
    later();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queryClient]);
}
