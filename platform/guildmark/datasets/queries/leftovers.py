"""What a manager should know of files that stay behind."""

from guildmark.core.alarms import Alarm, raised
from guildmark.datasets.models import TOLD_AFTER, Leftover

#: Of the whole organisation: a deleted project or dataset has no page of its own any more.
FILES_STAY = Alarm(
    code="files_not_deleted",
    severity="problem",
    sentence="Files that were deleted here are still in the storage, which refuses to let them go.",
    remedy="See which and why, and tell who operates this service. It is tried again by itself.",
    place="audit",
)


def alarms(organisation_id: int) -> list[Alarm]:
    """Where the storage has refused for half an hour. One query."""
    refused = Leftover.objects.filter(
        organisation_id=organisation_id, try_count__gte=TOLD_AFTER
    ).count()
    return raised([(FILES_STAY, refused)])
