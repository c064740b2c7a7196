"""The audit trail in words, of an organisation and of a project."""

from dataclasses import asdict, replace
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, require_role
from guildmark.oversight.catalogue import SENTENCES, SENTENCES_BY_KIND
from guildmark.oversight.queries.trail import TrailFilter, trail
from guildmark.work.queries.batches import project_owner


class TrailIn(serializers.Serializer[object]):
    """What of the trail is wanted, and the cursor of the page before."""

    person_id = serializers.IntegerField(required=False, help_text="who did it, or had it done")
    kind = serializers.MultipleChoiceField(choices=list(SENTENCES_BY_KIND), required=False)
    batch_id = serializers.IntegerField(required=False)
    task_id = serializers.IntegerField(required=False)
    annotator_id = serializers.IntegerField(required=False)
    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)
    cursor = serializers.IntegerField(required=False, min_value=1)


class ChangeOut(serializers.Serializer[object]):
    """A field with its old and new value; null where it was not recorded."""

    field = serializers.CharField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)


class TrailLineOut(serializers.Serializer[object]):
    """One event in words. No actor means the service itself."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    code = serializers.ChoiceField(choices=list(SENTENCES), allow_null=True)
    words = serializers.DictField(child=serializers.CharField(), help_text="of the sentence")
    kind = serializers.CharField(help_text="empty for a name nobody has described")
    sentence = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    actor_id = serializers.IntegerField(allow_null=True)
    actor = serializers.CharField(allow_null=True)
    project_id = serializers.IntegerField(allow_null=True)
    project = serializers.CharField(allow_null=True)
    changes = ChangeOut(many=True)
    payload = serializers.JSONField()


class TrailOut(serializers.Serializer[object]):
    """`cursor` asks for what is older, null at the end; all after `searched_to` was looked at."""

    results = TrailLineOut(many=True)
    cursor = serializers.IntegerField(allow_null=True)
    searched_to = serializers.DateTimeField(allow_null=True)


def _answer(request: Request, *, organisation_id: int, project_id: int | None) -> Response:
    data = TrailIn(data=request.query_params)
    data.is_valid(raise_exception=True)
    asked: dict[str, Any] = dict(data.validated_data)  # Any: the serializer has checked them
    cursor = asked.pop("cursor", None)
    kinds = tuple(sorted(asked.pop("kind", ())))
    wanted = replace(TrailFilter(project_id=project_id, **asked), kinds=kinds)
    found = trail(organisation_id=organisation_id, wanted=wanted, before_id=cursor)
    body = {
        "results": [asdict(line) for line in found.lines],
        "cursor": found.cursor,
        "searched_to": found.searched_to,
    }
    return Response(TrailOut(body).data)


class OrganisationTrailView(APIView):
    """`/organisations/{organisation_id}/events`"""

    @extend_schema(operation_id="event_list", parameters=[TrailIn], responses=TrailOut)
    def get(self, request: Request, organisation_id: int) -> Response:
        """What happened here and who did it, in words, the newest first."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        return _answer(request, organisation_id=organisation_id, project_id=None)


class ProjectTrailView(APIView):
    """`/projects/{project_id}/events`"""

    @extend_schema(operation_id="project_event_list", parameters=[TrailIn], responses=TrailOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What happened in a project and who did it, in words, the newest first."""
        organisation_id = project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        return _answer(request, organisation_id=organisation_id, project_id=project_id)
