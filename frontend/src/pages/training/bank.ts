import { type Answered, apiKey } from "@/api/query";

export const BANK_PATH = "/api/v1/projects/{project_id}/quiz-questions";
export const QUESTION_PATH = "/api/v1/quiz-questions/{question_id}";
export const ANALYSIS_PATH = "/api/v1/projects/{project_id}/quiz-analysis";
export type BankQuestion = Answered<typeof BANK_PATH>["results"][number];
export type Analysis = Answered<typeof ANALYSIS_PATH>;

/** What a change of the bank makes stale: its questions, and how people do on them. */
export function staleBank(place: { project_id: number }) {
  return [apiKey(BANK_PATH, place), apiKey(ANALYSIS_PATH, place)];
}

/** How many scored decisions a quiz can be made of. */
export function decisionsIn(questions: readonly BankQuestion[]): number {
  return questions
    .filter(({ is_active: isActive }) => isActive)
    .reduce((sum, { decision_count: count }) => sum + count, 0);
}

/** How a question of the bank is called: by its words, or by its picture. */
export function nameOf({ asked, item }: BankQuestion): string {
  return asked?.text ?? item?.name ?? "";
}
