import type { Answered } from "@/api/query";

type Stuck = Answered<"/api/v1/projects/{project_id}/stuck-tasks">["results"][number];
export type StuckTask = Stuck;
type Step = Stuck["step"];

export const STEP_NAMES = {
  draw: "queue.draw",
  verify: "queue.verify",
  adjudicate: "queue.adjudicate",
} as const satisfies Record<Step, string>;

/** Why somebody gave a task back, by the code on it. */
export const REASON_NAMES: Readonly<Record<string, string>> = {
  bad_image: "queue.badImage",
  cannot_tell: "queue.cannotTell",
  other: "queue.other",
  "": "queue.ranOut",
};
