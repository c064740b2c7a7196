"""The answers that staff judge, to look at, and the work behind what a rule did."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, REVIEWERS, require_role
from guildmark.core.errors import NotAllowed
from guildmark.datasets.media import viewing
from guildmark.projects.api.serializers import SchemaVersionRefOut
from guildmark.quality import queries
from guildmark.quality.api.gold_serializers import PictureOut
from guildmark.quality.api.standing_serializers import JudgedWorkOut
from guildmark.work.models import Assignment, Task, Verdict


class SaidOfLabelOut(serializers.Serializer):
    """What a verifier said of the label that is drawn."""

    outcome = serializers.ChoiceField(choices=Verdict.Outcome.choices)
    reason_code = serializers.CharField()
    note = serializers.CharField()


class HandedInOut(serializers.Serializer):
    """One answer on its picture. `document` is null where none was given.

    `gold_item_id` and `reference` are for managers; the task of `draw_task_id` has a page that
    compares answers.
    """

    id = serializers.IntegerField(source="work.pk")
    user_id = serializers.IntegerField(source="work.annotator_id")
    pseudonym = serializers.CharField(source="work.annotator.pseudonym")
    item = PictureOut(source="work.item")
    step = serializers.ChoiceField(choices=Task.Step.choices, source="work.task.step")
    state = serializers.ChoiceField(choices=Assignment.State.choices, source="work.state")
    schema_version = SchemaVersionRefOut()
    document = serializers.JSONField(allow_null=True)
    verdict = SaidOfLabelOut(allow_null=True)
    reference = serializers.JSONField(allow_null=True)
    gold_item_id = serializers.IntegerField(allow_null=True)
    draw_task_id = serializers.IntegerField(allow_null=True)
    seconds_spent = serializers.FloatField(allow_null=True)
    ended_at = serializers.DateTimeField(source="work.ended_at", allow_null=True)


class WorkBehindOut(JudgedWorkOut):
    """Work that is evidence, and whose it is."""

    user_id = serializers.IntegerField(source="annotator_id")
    pseudonym = serializers.CharField(source="annotator.pseudonym")


class HandedInView(APIView):
    """`/projects/{project_id}/work/{assignment_id}`"""

    @extend_schema(operation_id="handed_in_get", responses=HandedInOut)
    def get(self, request: Request, project_id: int, assignment_id: int) -> Response:
        """One answer that somebody gave, to look at before it is judged."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        found = queries.handed_in(
            project_id=project_id,
            assignment_id=assignment_id,
            with_gold=_manages(request, organisation_id),
        )
        return Response(HandedInOut(found, context=viewing(request)).data)


class FiringWorkView(ListAPIView[Assignment]):
    """`/rule-firings/{firing_id}/work`"""

    serializer_class = WorkBehindOut

    @extend_schema(operation_id="rule_firing_work")
    def get(self, request: Request, firing_id: int) -> Response:
        """The work a firing rests on, the newest first; of a pair, that of both."""
        firing = queries.firing(firing_id)
        require_role(request, organisation_id=firing.organisation_id, roles=MANAGERS)
        page = self.paginate_queryset(queries.work_behind(firing))
        return self.get_paginated_response(WorkBehindOut(page, many=True).data)


def _manages(request: Request, organisation_id: int) -> bool:
    """Whether the asker may see known answers."""
    try:
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
    except NotAllowed:
        return False
    return True
