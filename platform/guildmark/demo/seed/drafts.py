"""A model's drafts for some pictures of a project: half of the answers to them begin with one.

Drawn by lot, as in any project; so the page of suggestions says what they do to time and agreement.
"""

from dataclasses import replace

import numpy as np

from guildmark.core.clock import now
from guildmark.demo.people import Manner
from guildmark.demo.seed.projects import Prepared
from guildmark.demo.seed.staff import Staff
from guildmark.projects.actions import update_project
from guildmark.work.actions import put_suggestion
from guildmark.work.models import Task

#: Better edges than most people's; it misses some coins, and sees some that are none.
MODEL = Manner("Coin finder, 0.9", 0.055, 0.0, 1.4, 0.15, 0.08, 0.0, 0.1)
SHARE = 0.5
#: One picture of so many has a draft.
EVERY = 3
_SURE = (6.0, 2.0)  # of a beta distribution


def lay_out(prepared: Prepared, staff: Staff, *, seed: int) -> Prepared:
    """The project with drafts, before anybody answers. Safe to call twice: the same drafts."""
    seeded = prepared.seeded
    update_project(
        actor_id=staff.manager.pk,
        project_id=seeded.project.pk,
        changes={"suggestion_share": SHARE},
        now=now(),
    )
    tasks = Task.objects.filter(batch=seeded.work_batch).select_related("item").order_by("item_id")
    rng = np.random.default_rng([seed, 12])
    drafted = set()
    for task in tasks[::EVERY]:
        item = task.item
        draft = seeded.answer(item, MODEL, rng)
        ids = [shape["id"] for shape in draft["shapes"]]
        if not ids:
            continue
        put_suggestion(
            project_id=seeded.project.pk,
            item_id=item.pk,
            source_name=MODEL.name,
            document=draft,
            confidences={key: round(float(rng.beta(*_SURE)), 3) for key in ids},
            now=now(),
        )
        drafted.add(item.pk)
    return replace(prepared, seeded=replace(seeded, drafted=frozenset(drafted)))
