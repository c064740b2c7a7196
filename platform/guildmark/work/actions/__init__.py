"""What changes in the work app; each action says what it records and refuses."""

from guildmark.work.actions.audiences import make_audience, refresh_audiences_of_person
from guildmark.work.actions.audits import end_audits
from guildmark.work.actions.batches import (
    archive_batch,
    drain_batch,
    open_batch,
    pause_batch,
    resume_batch,
    set_priority,
    settle_batches,
)
from guildmark.work.actions.claiming import Empty, claim_next
from guildmark.work.actions.disputes import (
    ask_others,
    begin_adjudication,
    release_adjudication,
    settle_adjudication,
)
from guildmark.work.actions.earnings import add_kept_earnings, settle_kept_earnings
from guildmark.work.actions.known import add_known_task, make_known_batch
from guildmark.work.actions.leases import (
    expire_leases,
    heartbeat,
    release,
    save_draft,
    skip,
    take_back,
)
from guildmark.work.actions.making import create_batch
from guildmark.work.actions.overlap import carry_out_overlap, change_overlap
from guildmark.work.actions.returning import expire_returned, return_assignment
from guildmark.work.actions.reviewing import (
    accept_assignments,
    accept_unjudged,
    reinstate_assignment,
    reinstate_voided,
    reject_assignment,
    reject_assignments,
)
from guildmark.work.actions.scheduling import (
    change_pause,
    drain_ended,
    resume_due,
    set_audience,
    set_price,
    set_schedule,
)
from guildmark.work.actions.seats import (
    end_qualifications,
    extend_qualifications_in_use,
    locked_seat,
    refresh_seat,
    refresh_seats_of_member,
    refresh_seats_of_project,
    require_seat,
    set_standing,
    warn_of_ends,
)
from guildmark.work.actions.slots import note_judged
from guildmark.work.actions.submitting import Submitted, submit, submit_verdict
from guildmark.work.actions.suggesting import draw_suggestion, put_suggestion
from guildmark.work.actions.tasks import (
    add_gold_task,
    ask_more,
    call_off_task,
    cancel_stuck_task,
    cancel_task,
    dispute_task,
    reactivate_gold_task,
    reopen_task,
    resolve_task,
    retire_gold_task,
    stop_asking,
)
from guildmark.work.actions.verify_tasks import lock_tasks, lock_with_verifying
from guildmark.work.actions.verifying import (
    Round,
    close_round,
    conclude_locked,
    conclude_task,
    dispute_label,
    open_verify_task,
)
from guildmark.work.actions.voiding import void_chunk, void_submissions
from guildmark.work.queries.leases import Lease

__all__ = [
    "Empty",
    "Lease",
    "Round",
    "Submitted",
    "accept_assignments",
    "accept_unjudged",
    "add_gold_task",
    "add_kept_earnings",
    "add_known_task",
    "archive_batch",
    "ask_more",
    "ask_others",
    "begin_adjudication",
    "call_off_task",
    "cancel_stuck_task",
    "cancel_task",
    "carry_out_overlap",
    "change_overlap",
    "change_pause",
    "claim_next",
    "close_round",
    "conclude_locked",
    "conclude_task",
    "create_batch",
    "dispute_label",
    "dispute_task",
    "drain_batch",
    "drain_ended",
    "draw_suggestion",
    "end_audits",
    "end_qualifications",
    "expire_leases",
    "expire_returned",
    "extend_qualifications_in_use",
    "heartbeat",
    "lock_tasks",
    "lock_with_verifying",
    "locked_seat",
    "make_audience",
    "make_known_batch",
    "note_judged",
    "open_batch",
    "open_verify_task",
    "pause_batch",
    "put_suggestion",
    "reactivate_gold_task",
    "refresh_audiences_of_person",
    "refresh_seat",
    "refresh_seats_of_member",
    "refresh_seats_of_project",
    "reinstate_assignment",
    "reinstate_voided",
    "reject_assignment",
    "reject_assignments",
    "release",
    "release_adjudication",
    "reopen_task",
    "require_seat",
    "resolve_task",
    "resume_batch",
    "resume_due",
    "retire_gold_task",
    "return_assignment",
    "save_draft",
    "set_audience",
    "set_price",
    "set_priority",
    "set_schedule",
    "set_standing",
    "settle_adjudication",
    "settle_batches",
    "settle_kept_earnings",
    "skip",
    "stop_asking",
    "submit",
    "submit_verdict",
    "take_back",
    "void_chunk",
    "void_submissions",
    "warn_of_ends",
]
