"""Refusals of the work app."""

from dataclasses import dataclass
from typing import Any

from guildmark.core.errors import Refusal, StateConflict, WrongInput


class AssignmentOver(StateConflict):
    """The lease was skipped, given back or has run out."""

    code = "assignment_over"
    title = "This task is no longer yours"


class TakenBack(AssignmentOver):
    """Staff took the lease back; `detail` tells the person why."""

    code = "taken_back"
    title = "This task was taken back"


class LeaseOver(StateConflict):
    """Nobody holds it any more: it was answered, given back or has run out."""

    code = "lease_over"
    title = "Nobody holds this task any more"


class NotBegun(StateConflict):
    """The lease was prefetched, and no claim has made it the task in hand."""

    code = "not_begun"
    title = "Take this task before you answer it"


class AlreadySubmitted(StateConflict):
    """The assignment has its answer, and an answer never changes."""

    code = "already_submitted"
    title = "You have submitted this task already"


class NotEligible(Refusal):
    """The person's seat in the project is blocked or has run out."""

    code = "not_eligible"
    status = 403
    title = "You cannot work on this project at the moment"


class InvalidDocument(WrongInput):
    """The answer breaks a rule of the schema or leaves the picture."""

    code = "invalid_document"
    title = "The answer needs a change before it can be submitted"


@dataclass(frozen=True)
class StoredDraft:
    """A draft as it lies on the server. `document` is an annotation document, plain JSON.

    `window_id` is of the window that saved it, empty where it named none.
    """

    revision: int
    document: dict[str, Any]
    window_id: str = ""


class DraftConflict(StateConflict):
    """A newer draft was saved; `draft` is that one, None when it was submitted.

    It may be of the window that asks, where the answer to its save was late or lost.
    """

    code = "draft_conflict"
    title = "A newer draft of this task has been saved"

    def __init__(self, draft: StoredDraft | None) -> None:
        super().__init__()
        self.draft = draft


class BatchNameTaken(Refusal):
    """Two batches of a project must be told apart."""

    code = "batch_name_taken"
    title = "The project has a batch of this name"


class AudienceNameTaken(Refusal):
    """Two audiences of a project must be told apart."""

    code = "audience_name_taken"
    title = "The project has an audience of this name"


class BatchConflict(StateConflict):
    """The batch is not in a state from which this move is legal."""

    code = "batch_conflict"


class ProjectNotReady(Refusal):
    """Nothing can be asked before there is a schema, a guideline and a dataset."""

    code = "project_not_ready"
    title = "The project is not ready for a batch"


class TrainingIncomplete(Refusal):
    """Nobody can pass a quiz for which there are too few questions, so nobody could work."""

    code = "training_incomplete"
    title = "Nobody could qualify yet: the quiz of this project needs more questions"


class NoItems(WrongInput):
    """A batch needs at least one item."""

    code = "no_items"
    title = "There is no item left to put into this batch"


class ItemsUnavailable(WrongInput):
    """Items of another dataset or of practice, or items that have a task already."""

    code = "items_unavailable"
    title = "Some of these items cannot be put into a batch"


class TaskConflict(StateConflict):
    """The task is not in a state from which this move is legal."""

    code = "task_conflict"


class BatchAsksNobody(StateConflict):
    """A new slot would be given to nobody: the batch is being finished, or put away."""

    code = "batch_asks_nobody"
    title = "Nobody is asked any more in this batch: let a reviewer decide, or cancel the task"


class BudgetSpent(StateConflict):
    """More would be reserved than the project's budget has left."""

    code = "budget_spent"
    title = "This goes over the project's budget"


class OverlapOfItself(StateConflict):
    """An adaptive batch decides for each task how many people are asked."""

    code = "overlap_of_itself"
    title = "This batch asks each time until it is sure"


class OverlapMoved(StateConflict):
    """Somebody else has changed it since the asker looked: the cost they were told is not this."""

    code = "overlap_moved"
    title = "Somebody has changed how many are asked since you looked. Look at what it does now"


class OverlapIsChanging(StateConflict):
    """One change of the overlap is carried out after the other."""

    code = "overlap_is_changing"
    title = (
        "The last change of how many are asked is still being carried out. Try again in a moment"
    )


class GoldExists(Refusal):
    """The item has a gold task in this project."""

    code = "gold_exists"
    title = "This item is a gold item already"


class TookPart(Refusal):
    """Drawer, verifier and adjudicator of an item are different people."""

    code = "took_part"
    status = 403
    title = "You worked on this picture, so somebody else decides about it"


class CannotJudge(StateConflict):
    """Only what was handed in and not judged yet can be."""

    code = "cannot_judge"
    title = "Some of this work is not waiting for a verdict any more"


class ReviewOwnWork(Refusal):
    """Nobody judges their own work."""

    code = "own_work"
    status = 403
    title = "Somebody else must judge this: it is your own work"


class UnknownReason(WrongInput):
    """A rejection names one of the known reasons."""

    code = "unknown_reason"
    title = "Choose one of the reasons"


class RejectionBudgetSpent(Refusal):
    """People work on trust: most of it is paid, or the project is at fault."""

    code = "rejection_budget_spent"
    title = "No more work can be rejected at the moment"


class CannotReturn(StateConflict):
    """Only counting work that was handed in and not judged yet goes back to its author."""

    code = "cannot_return"
    title = "This work cannot go back to its author"


class ReturnedOften(StateConflict):
    """The author has had it back often enough: a reviewer decides."""

    code = "returned_often"
    title = "This work went back to its author twice already: a reviewer decides now"


class WrongObjection(WrongInput):
    """An objection needs a reason its author understands, and marks that lie on the picture."""

    code = "wrong_objection"
    title = "Say what is wrong, so that it can be mended"


class WrongVerdict(WrongInput):
    """A verdict that contradicts itself, or lacks what its author needs."""

    code = "wrong_verdict"
    title = "The verdict needs a change before it can be submitted"


class WorkReturned(StateConflict):
    """The work went back to its author, who has to take it up again first."""

    code = "work_returned"
    title = "This work came back to you: take it up again first"
