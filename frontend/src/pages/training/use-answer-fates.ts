import { useState } from "react";
import type { Problem } from "@/api/problem";

interface Refusal {
  readonly problem: Problem;
  /** Whether the question had an answer before, which then is the one that counts. */
  readonly wasAnswered: boolean;
}

type Fate = Refusal | "under_way";

/** What becomes of the answers that were sent, by question: several may be under way at once. */
export function useAnswerFates() {
  const [fates, setFates] = useState<ReadonlyMap<number, Fate>>(new Map());
  const note = (questionId: number, fate: Fate | null) =>
    setFates((before) => {
      const others = [...before].filter(([id]) => id !== questionId);
      return new Map(fate === null ? others : [...others, [questionId, fate] as const]);
    });
  const refused = new Map(
    [...fates].flatMap(([id, fate]) => (fate === "under_way" ? [] : [[id, fate] as const])),
  );
  return { note, refused, isUnderWay: (id: number) => fates.get(id) === "under_way" };
}
