"""How somebody does label by label, on gold."""

from dataclasses import dataclass
from datetime import datetime

from concord.skill import clustered_share
from guildmark.projects.models import Project
from guildmark.quality.figures import Json, figure
from guildmark.quality.queries.skill import trusted_scores


@dataclass(frozen=True)
class LabelSkill:
    """Objects of one label in the known answers: how many somebody found and called right.

    `share` is a figure with its interval, undefined with the reason below five images;
    `spurious_count` shapes of the label that stand for nothing.
    """

    key: str
    name: str
    color: str
    right_count: int
    seen_count: int
    spurious_count: int
    image_count: int
    share: Json


def label_skills(
    *, project_id: int, user_id: int, before: datetime | None = None
) -> list[LabelSkill]:
    """By label of the schema in force, those seen on trusted gold; `before` as in `tallies`."""
    scores = trusted_scores().filter(project_id=project_id, annotator_id=user_id)
    if before is not None:
        scores = scores.filter(scored_at__lt=before)
    tallies = list(scores.order_by("pk").values_list("by_label", flat=True))
    project = Project.objects.get(pk=project_id)
    schema = project.schema_versions.order_by("-number").first()
    labels = schema.definition["labels"] if schema else []
    rows = (_row(label, [one.get(label["key"], (0, 0, 0)) for one in tallies]) for label in labels)
    return [row for row in rows if row.seen_count or row.spurious_count]


def _row(label: Json, counts: list[tuple[int, int, int]]) -> LabelSkill:
    right = [one[0] for one in counts]
    seen = [one[1] for one in counts]
    return LabelSkill(
        key=label["key"],
        name=label["name"],
        color=label["color"],
        right_count=sum(right),
        seen_count=sum(seen),
        spurious_count=sum(one[2] for one in counts),
        image_count=sum(one > 0 for one in seen),
        share=figure(clustered_share(right, seen)),
    )
