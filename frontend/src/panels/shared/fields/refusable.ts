import { Problem } from "@/api/problem";

/** What every field may carry: the refusal of its form, and its own place in what was sent. */
export interface Refusable {
  /** The last refusal of the form; the field shows the message that is about its `path`. */
  problem?: Error | null;
  /** The field's place in the body: "definition.labels[0].name". */
  path?: string;
}

export function messageOf({ problem, path }: Refusable): string | undefined {
  if (!(problem instanceof Problem) || path === undefined) return undefined;
  return problem.fieldMessage(path);
}
