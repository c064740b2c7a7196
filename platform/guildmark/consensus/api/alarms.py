"""What about a project a manager should look at. At this floor, for it knows all below."""

from dataclasses import asdict
from typing import Any, get_args

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, require_role
from guildmark.consensus.queries import pages
from guildmark.consensus.queries.alarms import project_alarms
from guildmark.core.alarms import Alarm, Place, Severity
from guildmark.core.brief import for_a_moment
from guildmark.core.clock import now
from guildmark.core.said import told

ALARMS_SECONDS = 10


class AlarmOut(serializers.Serializer):
    """A cause in words, with its remedy and the section where it is; `code` is stable."""

    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=list(get_args(Severity)))
    sentence = serializers.CharField()
    remedy = serializers.CharField()
    count = serializers.IntegerField()
    place = serializers.ChoiceField(choices=list(get_args(Place)))


class AlarmsOut(serializers.Serializer):
    """What stops work comes first."""

    alarms = AlarmOut(many=True)


class AlarmsView(APIView):
    """`/projects/{project_id}/alarms`"""

    @extend_schema(operation_id="alarms_get", responses=AlarmsOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What a manager should look at, at most ten seconds old."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        found = for_a_moment(
            f"alarms:{project_id}",
            seconds=ALARMS_SECONDS,
            make=lambda: project_alarms(project_id, now()),
        )
        return Response({"alarms": [_spoken(alarm) for alarm in found]})


# Any: the JSON of an alarm.
def _spoken(alarm: Alarm) -> dict[str, Any]:
    """In the reader's language; what is kept for a moment is in none."""
    return {**asdict(alarm), "sentence": told(alarm.sentence), "remedy": told(alarm.remedy)}
