"""What a community works on, for whoever looks at its public page."""

from collections import defaultdict
from dataclasses import dataclass

from guildmark.communities import queries as communities
from guildmark.projects.models import GuidelineTranslation, GuidelineVersion, Project
from guildmark.projects.queries import up_to_date
from guildmark.work.queries.offers import Hourly, hourly, paces

NOBODY = 0
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ProjectShown:
    """An active project: what an answer pays, about how long it takes, and what an hour brings.

    Time and pay by the hour are None before there are enough answers. `languages` are those the
    guideline can be read in beside the one it is written in (BCP 47).
    """

    project: Project
    typical_seconds: float | None
    hourly: Hourly | None
    languages: list[str]


def shown_projects(community_id: int) -> list[ProjectShown]:
    """The active projects of a community that everybody may know of, by name; at most MOST_SHOWN.

    Raises NotFound where it is not shown to everybody.
    """
    communities.shown_to_everybody(community_id)
    active = Project.objects.filter(community=community_id, state=Project.State.ACTIVE)
    found = list(active.order_by("name", "pk")[:MOST_SHOWN])
    ids = [project.pk for project in found]
    pace = paces(user_id=NOBODY, project_ids=ids)
    languages = _languages(ids)
    return [
        ProjectShown(
            project=project,
            typical_seconds=pace[project.pk].typical_seconds,
            hourly=hourly(project.price_minor, pace[project.pk].seconds),
            languages=languages[project.pk],
        )
        for project in found
    ]


def _languages(project_ids: list[int]) -> dict[int, list[str]]:
    """Of the guidelines in force, the translations that are up to date. One query."""
    current = up_to_date(
        GuidelineTranslation.objects.filter(
            guideline_version__project__in=project_ids,
            guideline_version__state=GuidelineVersion.State.PUBLISHED,
        )
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    pairs = current.order_by("language").values_list("guideline_version__project_id", "language")
    for project_id, language in pairs:
        found[project_id].append(language)
    return found
