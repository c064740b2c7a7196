"""The project for trying every tool: a visitor is let in, and a model's drafts wait for a hand."""

from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.demo.seed import projects
from guildmark.demo.seed.painting import let_in
from guildmark.demo.seed.staff import Staff
from guildmark.projects.actions import update_project
from guildmark.work.actions import put_suggestion
from guildmark.work.models import Task

WHY = "You know the work: here you can try every tool."
MODEL = "First look, 0.3"
#: What it says of everything it sees.
CONFIDENCE = 0.7
AIDS: dict[str, object] = {"has_superpixels": True, "suggestion_share": 1.0}


def lay_out(prepared: projects.Prepared, staff: Staff, visitor: User) -> None:
    """Every picture has its draft before the second batch is open. Safe to call twice."""
    project = prepared.seeded.project
    let_in(project, [visitor], staff, reason=WHY)
    update_project(actor_id=staff.manager.pk, project_id=project.pk, changes=AIDS, now=now())
    work = Task.objects.filter(batch=prepared.seeded.work_batch).values_list("item_id", flat=True)
    for item_id in [*work, *(item.pk for item in prepared.waiting)]:
        draft = prepared.seeded.truth[item_id]
        ids = [shape["id"] for shape in draft["shapes"]]
        if ids:
            put_suggestion(
                project_id=project.pk,
                item_id=item_id,
                source_name=MODEL,
                document=draft,
                confidences=dict.fromkeys(ids, CONFIDENCE),
                now=now(),
            )
    projects.open_second_batch(prepared, staff, now=now())
