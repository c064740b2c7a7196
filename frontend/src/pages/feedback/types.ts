import type { Answered } from "@/api/query";

export const FEEDBACK_PATH = "/api/v1/assignments/{assignment_id}/feedback";
export const MINE_PATH = "/api/v1/me/gold-contests";

/** What a task taught. */
export type Taught = NonNullable<Answered<typeof FEEDBACK_PATH>["feedback"]>;
export type OwnContest = Answered<typeof MINE_PATH>["results"][number];

/** An answer beside the known one: of a task that taught, a quiz, or practice. */
export type Compared = Pick<Taught, "document" | "reference" | "matched" | "missed" | "spurious">;
export type ComparedAnswers = Pick<Taught, "document" | "reference" | "questions">;
