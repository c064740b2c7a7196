"""Checks that are not held against anybody yet: what follows must not tell which picture it was.

Whoever was told of a wrong check as soon as it was scored would know that the picture they have
just done had a known answer. So a check counts for rules only after a few more answers of its
author, how many nobody can work out.
"""

from django.utils.crypto import salted_hmac

from guildmark.work.models import Submission

#: So many more answers somebody hands in before a check counts, at the least and at the most.
LEAST_LATER, MOST_LATER = 3, 8


def answers_to_wait(submission_id: int) -> int:
    """How many later answers a check waits for: always the same for one, and known to nobody."""
    digest = salted_hmac("guildmark.quality.holding_back", str(submission_id)).digest()
    return LEAST_LATER + digest[0] % (MOST_LATER - LEAST_LATER + 1)


def held_back(*, project_id: int, annotator_id: int) -> list[int]:
    """Those of somebody's newest answers that would not count yet if they were checks."""
    own = Submission.objects.filter(project_id=project_id, annotator_id=annotator_id)
    newest = own.order_by("-pk").values_list("pk", flat=True)[:MOST_LATER]
    return [pk for later, pk in enumerate(newest) if later < answers_to_wait(pk)]
