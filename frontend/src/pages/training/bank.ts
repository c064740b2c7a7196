import type { Answered } from "@/api/query";

type Question = Answered<"/api/v1/projects/{project_id}/quiz-questions">["results"][number];

/** How many scored decisions a quiz can be made of. */
export function decisionsIn(questions: readonly Question[]): number {
  return questions
    .filter(({ is_active: isActive }) => isActive)
    .reduce((sum, { decision_count: count }) => sum + count, 0);
}

/** How a question of the bank is called: by its words, or by its picture. */
export function nameOf({ asked, item }: Question): string {
  return asked?.text ?? item?.name ?? "";
}
