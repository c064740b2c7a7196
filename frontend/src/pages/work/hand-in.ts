/** Handing in what was drawn: what another device drew meanwhile is shown, never passed over. */

import { conflictingDraft, type Draft, type Submission } from "@/api/work";
import { isSavedBy, type DraftKeeper } from "./draft-keeper";
import type { Sent, SubmissionSender } from "./submission-sender";

interface Addressed {
  readonly assignmentId: number;
  /** The window that drew it; undefined of what was kept before windows had names. */
  readonly windowId: string | undefined;
  readonly sender: SubmissionSender;
}

interface HandedBy {
  readonly assignmentId: number;
  readonly keeper: DraftKeeper;
  readonly sender: SubmissionSender;
}

/** `refused` too where a newer draft lies on the server: the work is open again, with both. */
export async function handIn(submission: Submission, by: HandedBy): Promise<Sent> {
  const { assignmentId, keeper, sender } = by;
  await keeper.sealed(submission);
  const { windowId } = keeper;
  const { sent, other } = await deliverOver(submission, { assignmentId, windowId, sender });
  if (other === null) return sent;
  sender.clear();
  await keeper.reopenedOver(other);
  return "refused";
}

/**
 * Sends an answer until the server has decided. Over a draft of the same window, a save that came
 * first and whose answer did not, it goes again by the same key: there is nobody else's work in it.
 * `other` is a draft of somebody else that it was refused for.
 */
export async function deliverOver(
  submission: Submission,
  to: Addressed,
): Promise<{ readonly sent: Sent; readonly other: Draft | null }> {
  const { assignmentId, windowId, sender } = to;
  const sent = await sender.deliver(assignmentId, submission);
  const other = sender.problem === null ? null : conflictingDraft(sender.problem);
  if (other === null || !isSavedBy(windowId, other)) return { sent, other };
  return deliverOver({ ...submission, draftRevision: other.revision }, to);
}
