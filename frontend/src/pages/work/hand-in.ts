/** Handing in what was drawn: what another device drew meanwhile is shown, never passed over. */

import { conflictingDraft, type Submission } from "@/api/work";
import type { DraftKeeper } from "./draft-keeper";
import type { Sent, SubmissionSender } from "./submission-sender";

interface HandedBy {
  readonly assignmentId: number;
  readonly keeper: DraftKeeper;
  readonly sender: SubmissionSender;
}

/** `refused` too where a newer draft lies on the server: the work is open again, with both. */
export async function handIn(submission: Submission, by: HandedBy): Promise<Sent> {
  const { assignmentId, keeper, sender } = by;
  await keeper.sealed(submission);
  const sent = await sender.deliver(assignmentId, submission);
  const other = sender.problem === null ? null : conflictingDraft(sender.problem);
  if (other === null) return sent;
  sender.clear();
  // A save that was still under way came first: there is nobody else's work in it.
  if (keeper.isOwn(other)) return handIn({ ...submission, draftRevision: other.revision }, by);
  await keeper.reopenedOver(other);
  return "refused";
}
