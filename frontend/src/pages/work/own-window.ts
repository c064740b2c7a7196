/** What a window saves bears its name and the number of the edit, so that it is known again. */

import type { Draft } from "@/api/work";

/** A page, from when it was loaded until it is left: its edits are counted through all tasks. */
export class OwnWindow {
  readonly id: string;
  private edits = 0;

  constructor(id: string) {
    this.id = id;
  }

  nextEdit(): number {
    this.edits += 1;
    return this.edits;
  }
}

/** Which edit of which window something holds; both are missing of what was kept before. */
export interface Origin {
  readonly windowId?: string | undefined;
  readonly edit?: number | undefined;
}

/** As drafts name it to the server, which keeps it as it is. */
export function draftName(windowId: string, edit: number): string {
  return `${windowId}/${edit}`;
}

/**
 * `earlier`: a save of the same window that what is at hand came after, or is, although its answer
 * came late, or never. `later`: of the same window too, with edits that are missing here. All else
 * is somebody `other`'s.
 */
export function standingOf(
  { windowId, edit }: Origin,
  draft: Draft,
): "earlier" | "later" | "other" {
  const [name, saved] = draft.window_id.split("/");
  if (!windowId || name !== windowId || edit === undefined || saved === undefined) return "other";
  return Number(saved) <= edit ? "earlier" : "later";
}
