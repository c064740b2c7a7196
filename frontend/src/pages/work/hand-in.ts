/** Handing in what was drawn: what another device drew meanwhile is shown, never passed over. */

import { conflictingDraft, type Draft, type Submission } from "@/api/work";
import type { DraftKeeper } from "./draft-keeper";
import { standingOf, type Origin } from "./own-window";
import type { Sent, SubmissionSender } from "./submission-sender";

interface Addressed {
  readonly assignmentId: number;
  /** The edit that is handed in. */
  readonly origin: Origin;
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
  const sealed = await keeper.sealed(submission);
  const { origin } = keeper;
  const { sent, other } = await deliverOver(sealed, { assignmentId, origin, sender });
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
  const { assignmentId, origin, sender } = to;
  const sent = await sender.deliver(assignmentId, submission);
  const other = sender.problem === null ? null : conflictingDraft(sender.problem);
  if (other === null || standingOf(origin, other) !== "earlier") return { sent, other };
  return deliverOver({ ...submission, draftRevision: other.revision }, to);
}
