import type { Answered } from "@/api/query";

export type Person = Answered<"/api/v1/projects/{project_id}/people/{user_id}">;
/** What is known of somebody's work, told to managers and, under another name, to themselves. */
export type SkillDetail = Pick<
  Person,
  | "skill_over_time"
  | "labels"
  | "parts"
  | "drawing"
  | "numbers"
  | "currency"
  | "drift"
  | "speed"
  | "verdicts"
>;
export type SkillPart = SkillDetail["parts"][number];
export type Known = Person["agreement"];
