import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import { inLanguage } from "@/pages/guideline/project-language";
import { useSecondsUntil } from "@/panels/shared/useSecondsUntil";
import type { Attempt } from "./QuizPage";

/**
 * The time ends: what is there is handed in, before the server closes the attempt.
 *
 * The server is asked first, for its clock decides, and again when what it says is left is over;
 * only where it cannot be asked, the page decides. Nothing was handed in yet while it `isWaiting`.
 */
export function useHandInAtTheEnd(
  {
    id,
    expires_at: endsAt,
    language,
  }: Pick<Attempt, "id" | "expires_at"> & { readonly language: string },
  isWaiting: boolean,
  handIn: () => void,
) {
  const queryClient = useQueryClient();
  const isOver = useSecondsUntil(endsAt) === 0;
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!isOver || !isWaiting) return undefined;
    // as the page asks: what comes is what it shows
    const params = { path: { attempt_id: id }, query: inLanguage(language) };
    let again: ReturnType<typeof setTimeout> | undefined;
    let isHere = true;
    queryClient
      .fetchQuery({ ...apiQuery("/api/v1/attempts/{attempt_id}", { params }), staleTime: 0 })
      .then(({ state, seconds_left: left }) => {
        if (!isHere || state !== "started") return;
        if (left === 0) handIn();
        else again = setTimeout(() => setAsked((times) => times + 1), left * 1000);
      })
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        if (isHere) handIn();
      });
    return () => {
      isHere = false;
      clearTimeout(again);
    };
  }, [id, language, handIn, isOver, isWaiting, asked, queryClient]);
}
