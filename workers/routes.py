"""Who listens to what: the one table from the name of an event to the names of tasks.

A task is called with the payload of the event and `event_id`, by keyword. A task listed here must
exist (a test looks), must write a receipt under its own name (`workers.receipts`), and must stand
being called twice, late, or beside itself.
"""

ROUTES: dict[str, tuple[str, ...]] = {
    "consensus_run.requested": ("consensus.refit",),
    "criteria.changed": ("communities.review_members",),
    "export.requested": ("releases.build_export",),
    "gold.changed": ("quality.rescore_gold",),
    "guideline.published": ("training.make_qualifications_stale",),
    "import.started": ("imports.run",),
    "invitation.sent": ("mail.send_invitation",),
    "release.requested": ("releases.build",),
    "submission.made": ("quality.score_gold", "consensus.refresh_task"),
    "trait.changed": ("communities.review_person",),
}


def tasks_for(event_name: str) -> tuple[str, ...]:
    """The tasks that listen to the event; none for what is kept as audit trail alone."""
    return ROUTES.get(event_name, ())


#: What may take longer than two minutes, or much memory: a queue of its own, so that a release
#: never keeps a submission waiting.
HEAVY_TASKS = (
    "consensus.refit",
    "imports.run",
    "quality.rescore_gold",
    "releases.build",
    "releases.build_export",
)
