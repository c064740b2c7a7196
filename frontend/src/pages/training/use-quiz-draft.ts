import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { Problem } from "@/api/problem";
import type { AnnotationDocument } from "@/model/document";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useStash } from "@/pages/shell/use-stash";

/** The first edit after a save starts this; later ones do not put it off. */
const SAVE_AFTER_MS = 1500;

/** What is drawn so far, or said to a question in words. */
export type Kept = { document: AnnotationDocument } | { said: unknown };

interface QuizDraft {
  readonly changed: (questionId: number, kept: Kept) => void;
  /** What was drawn or said in this tab. */
  readonly latest: (questionId: number) => Kept | undefined;
  /** Saves what is not saved yet. */
  readonly flush: () => Promise<void>;
  /** Sends the answer itself, after any draft under way; one that fails leaves the draft unsaved. */
  readonly instead: <Answer>(questionId: number, send: () => Promise<Answer>) => Promise<Answer>;
  /** Why the last draft could not be kept. */
  readonly problem: Problem | null;
}

/** Keeps on the server what is drawn and chosen in a quiz, and in the tab over a reload. */
export function useQuizDraft(attemptId: number, ownerId: number): QuizDraft {
  const [unkept] = useState(() => new Map<number, Kept>()); // of which no answer said that it is
  const left = useCallback(() => (unkept.size === 0 ? null : [...unkept]), [unkept]);
  const key = tabKey(ownerId, `quiz-${attemptId}`);
  const { found, renew, changed } = useStash<[number, Kept][]>(key, left);
  const [drafts] = useState(() => {
    // Until the server has it, it goes along when this page goes too.
    for (const [questionId, kept] of found ?? []) unkept.set(questionId, kept);
    return new Map<number, Kept>(found);
  });
  const unsaved = useRef(new Set<number>(drafts.keys()));
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  const underWay = useRef<Promise<void>>(Promise.resolve());
  const save = useCallback(async () => {
    const waiting = [...unsaved.current];
    unsaved.current.clear();
    for (const questionId of waiting) {
      const kept = drafts.get(questionId);
      if (kept === undefined) continue;
      try {
        await answerOf(
          api.PUT("/api/v1/attempts/{attempt_id}/answers/{question_id}", {
            params: { path: { attempt_id: attemptId, question_id: questionId } },
            body: { ...kept, is_draft: true },
          }),
        );
        if (unkept.get(questionId) === kept) unkept.delete(questionId);
        renew(); // else a page that comes back later would send it over what is newer
        setProblem(null);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (error.isTransient) unsaved.current.add(questionId);
        setProblem(error);
      }
    }
  }, [attemptId, drafts, renew, unkept]);
  // One after the other: a draft never overtakes another, the answer or the hand-in.
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    underWay.current = underWay.current.then(save);
    return underWay.current;
  }, [save]);
  useEffect(() => {
    if (unsaved.current.size > 0) void flush(); // what the page before could not send
    return () => void flush();
  }, [flush]);
  return {
    changed: (questionId, kept) => {
      drafts.set(questionId, kept);
      unkept.set(questionId, kept);
      unsaved.current.add(questionId);
      changed();
      timer.current ??= setTimeout(() => void flush(), SAVE_AFTER_MS);
    },
    latest: (questionId) => drafts.get(questionId),
    flush,
    instead: async (questionId, send) => {
      const isBegun = drafts.has(questionId);
      unsaved.current.delete(questionId);
      await flush();
      try {
        const answer = await send();
        unkept.delete(questionId);
        renew();
        return answer;
      } catch (error) {
        if (isBegun) unsaved.current.add(questionId);
        throw error;
      }
    },
    problem,
  };
}
