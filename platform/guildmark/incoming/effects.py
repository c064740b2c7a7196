"""What a model's drafts did to a project's work: loaded from answers, computed by `concord`.

NumPy is loaded with the first call, not with the web process.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from concord.documents import parse_document
from guildmark.incoming.queries import schema_in_force
from guildmark.projects.models import Project
from guildmark.work.models import Submission
from guildmark.work.queries.suggestions import answers_with_drafts, current_suggestions

if TYPE_CHECKING:
    from concord.assistance import AssistedAnswer

LEAST_SECONDS = 0.1


def effect_of(project_id: int) -> dict[str, Any]:
    """JSON: the share, the drafts in force by source, and the effect on the newest answers.

    Raises ProjectNotLabelled.
    """
    from concord.assistance import effect  # noqa: PLC0415 -- as the module's docstring says

    project = Project.objects.get(pk=project_id)
    _, schema = schema_in_force(project_id)
    answers = [_answer(one) for one in answers_with_drafts(project_id)]
    sources = Counter(current_suggestions(project_id).values_list("source_name", flat=True))
    return {
        "share": project.suggestion_share,
        "suggestions": sum(sources.values()),
        "sources": [{"name": name, "items": items} for name, items in sources.most_common()],
        **asdict(effect(answers, questions=schema.questions, iou_threshold=project.gold_iou)),
    }


def _answer(one: Submission) -> AssistedAnswer:
    from concord.assistance import AssistedAnswer  # noqa: PLC0415 -- as above

    assist = one.assignment.assist
    return AssistedAnswer(
        task=one.task_id,
        annotator=one.annotator_id,
        is_assisted=assist.is_assisted,
        seconds=max(one.seconds_spent, LEAST_SECONDS),
        answer=parse_document(one.document),
        draft=parse_document(assist.suggestion.document),
    )
