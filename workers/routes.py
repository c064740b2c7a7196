"""Who listens to what: the one table from the name of an event to the names of tasks.

A task is called with the payload of the event and `event_id`, by keyword. A task listed here must
exist (a test looks), must write a receipt under its own name (`workers.receipts`), and must stand
being called twice, late, or beside itself.
"""

from collections.abc import Mapping

ROUTES: dict[str, tuple[str, ...]] = {
    "announcement.sent": ("notices.tell_members",),
    "appeal.rejected": ("notices.tell",),
    "appeal.submitted": ("notices.tell_staff",),
    "appeal.upheld": ("notices.tell",),
    "application.accepted": ("notices.tell",),
    "application.declined": ("notices.tell",),
    "application.expired": ("notices.tell",),
    "application.submitted": ("notices.tell_staff",),
    "asset.accepted": ("notices.tell",),
    "asset.collected": ("notices.tell_staff",),
    "asset.disputed": ("notices.tell_staff",),
    "asset.rejected": ("notices.tell",),
    "asset.withdrawn": ("releases.recall_exports",),
    "assignment.reinstated": ("quality.judge_person",),
    "assignment.rejected": ("quality.judge_person", "notices.tell"),
    "assignment.returned": ("notices.tell",),
    "attempt.expired": ("notices.tell_staff",),
    "attempt.forgiven": ("notices.tell",),
    "attempt.submitted": ("notices.tell_staff",),
    "audience.created": ("work.refresh_project_seats",),
    "batch.overlap_changed": ("work.change_overlap",),
    "community_invitation.sent": ("mail.send_community_invitation",),
    "consensus_run.finished": ("releases.resume_builds", "quality.judge_project"),
    "consensus_run.requested": ("consensus.refit",),
    "criteria.changed": ("communities.review_members",),
    "delivery.requested": ("releases.deliver",),
    "evaluation.requested": ("releases.evaluate",),
    "export.requested": ("releases.build_export",),
    "gold.ran_out": ("quality.check_stock",),
    "gold.rescored": ("quality.refresh_skills", "quality.judge_project"),
    "gold.stock_low": ("notices.tell_staff",),
    "gold_item.activated": (
        "quality.refresh_skills",
        "quality.judge_project",
        "quality.check_stock",
    ),
    "gold_item.added": ("quality.check_stock",),
    "gold_item.contested": ("notices.tell_staff",),
    "gold_item.corrected": ("quality.rescore_gold", "quality.check_stock"),
    "gold_item.rescored": ("quality.refresh_skills", "quality.judge_project"),
    "gold_item.retired": ("quality.check_stock",),
    "gold_item.suspended": (
        "quality.refresh_skills",
        "quality.judge_project",
        "quality.check_stock",
    ),
    "guideline.published": (
        "training.make_qualifications_stale",
        "work.refresh_project_seats",
        "notices.tell_qualified",
    ),
    "guideline.retracted": ("work.refresh_project_seats", "notices.tell_retracted"),
    "guideline_question.answered": ("notices.tell",),
    "guideline_question.asked": ("notices.tell_staff",),
    "import.cancelled": ("incoming.run_after_pictures",),
    "import.failed": ("incoming.run_after_pictures",),
    "import.finished": ("profiles.refresh", "incoming.run_after_pictures", "aids.make"),
    "deletion.requested": ("deletions.run",),
    "import.started": ("imports.run",),
    "item.deleted": ("releases.recall_exports",),
    "items.excluded": ("profiles.refresh",),
    "items.included": ("profiles.refresh",),
    "items.measured": ("profiles.refresh",),
    "invitation.sent": ("mail.send_invitation",),
    "label_import.requested": ("incoming.run",),
    "label_import.started": ("incoming.run",),
    "leftover.refused": ("notices.tell_staff",),
    "membership.changed": (
        "work.refresh_member_seats",
        "communities.follow_membership",
        "communities.fill_seats",
        "notices.tell",
    ),
    "membership.joined": ("work.refresh_member_seats", "communities.follow_membership"),
    "membership.left": (
        "work.refresh_member_seats",
        "communities.follow_membership",
        "communities.fill_seats",
    ),
    "notice.made": ("mail.send_notice",),
    "payout.made": ("notices.tell_paid",),
    "project.created": ("quality.make_default_rules",),
    "project.activated": ("work.refresh_project_seats",),
    "project.closed": ("work.refresh_project_seats",),
    "project.updated": ("work.refresh_project_seats", "aids.make", "quality.rescore_project"),
    "qualification.changed": (
        "work.refresh_seat",
        "training.follow_qualification",
        "notices.tell",
    ),
    "qualification.ending": ("notices.tell",),
    "qualification.granted": (
        "work.refresh_seat",
        "training.follow_qualification",
        "quality.end_retraining",
        "notices.tell",
    ),
    "quota.changed": ("communities.review_members",),
    "release.requested": ("releases.build",),
    "restriction.lifted": ("notices.tell", "quality.reinstate_voiding"),
    "restriction.made": ("notices.tell",),
    "rule.fired": ("quality.void_for_firing",),
    "rule_trial.requested": ("quality.run_trial",),
    "steward.ended": ("notices.tell",),
    "steward.named": ("notices.tell",),
    "submission.made": ("quality.score_gold", "consensus.refresh_task"),
    "submissions.voided": ("quality.refresh_skill",),
    "task.adjudicated": ("quality.propose_gold", "quality.score_verdicts"),
    "task.completed": ("consensus.refresh_task",),
    "task.disputed": ("notices.tell_staff",),
    "task.reopened": ("notices.tell_staff",),
    "trait_value.changed": ("work.refresh_person_audiences", "communities.fill_seats_of_answer"),
    "trait_value.taken_back": ("notices.tell",),
    "verdicts.settled": ("quality.score_verdicts",),
    "verify.completed": ("consensus.settle_verdicts",),
    "voiding.requested": ("quality.void_rest",),
}

#: Tasks that have nothing to do when this part of the payload is false: they are not called.
ONLY_WHEN = {
    "communities.fill_seats_of_answer": "is_said",
    "consensus.refresh_task": "is_complete",
    "quality.score_gold": "is_gold",
    "quality.void_for_firing": "is_voiding",
}


def tasks_for(event_name: str, payload: Mapping[str, object]) -> tuple[str, ...]:
    """The tasks that listen to the event; none for what is kept as audit trail alone."""
    return tuple(
        name
        for name in ROUTES.get(event_name, ())
        if name not in ONLY_WHEN or payload.get(ONLY_WHEN[name], True)
    )


#: What may take longer than two minutes, or much memory: a queue of its own, so that a release
#: never keeps a submission waiting.
HEAVY_TASKS = (
    "aids.make",
    "communities.count_traits",
    "communities.fill_seats",
    "communities.fill_seats_of_answer",
    "communities.review_members",
    "consensus.refit",
    "deletions.run",
    "imports.run",
    "incoming.run",
    "incoming.run_after_pictures",
    "leftovers.clear_strays",
    "leftovers.sweep",
    "notices.tell_members",
    "notices.tell_paid",
    "notices.tell_qualified",
    "notices.tell_retracted",
    "profiles.measure",
    "profiles.refresh",
    "profiles.refresh_stale",
    "quality.answer_overdue",
    "quality.catch_up",
    "quality.judge_project",
    "quality.judge_recent",
    "quality.refresh_skills",
    "quality.reinstate_voiding",
    "quality.rescore_gold",
    "quality.rescore_project",
    "quality.run_trial",
    "quality.void_for_firing",
    "quality.void_rest",
    "releases.build",
    "releases.build_export",
    "releases.deliver",
    "releases.evaluate",
    "releases.resume_builds",
    "training.extend_qualifications",
    "training.make_qualifications_stale",
    "training.warn_of_ends",
    "work.accept_unjudged",
    "work.change_overlap",
    "work.drain_ended",
    "work.refresh_project_seats",
)
#: What people wait for: a label says whether one more is asked, or somebody else to verify it. Not
#: behind thousands of checks to be scored and notices to be written.
LABEL_TASKS = ("consensus.refresh_task", "consensus.settle_verdicts")
#: Sweeps that come every minute or sooner and are done at once. They expire with their interval:
#: behind a backlog they would never run, and leases that ran out would stay with who has gone.
SWEEP_TASKS = (
    "consensus.catch_up",
    "consensus.expire_adjudications",
    "consensus.request_due_runs",
    "operations.ring_quiet",
    "outbox.sweep",
    "quality.expire_restrictions",
    "training.expire_attempts",
    "training.expire_qualifications",
    "work.expire_leases",
    "work.expire_returned",
    "work.resume_due",
    "work.settle_batches",
)
#: What waits for a mail server.
MAIL_TASKS = (
    "mail.send_community_invitation",
    "mail.send_invitation",
    "mail.send_notice",
)
