"""Who is qualified, since when and why; granted and taken away by managers."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id
from guildmark.core.asked import asked_choice, choice_parameter
from guildmark.core.clock import now
from guildmark.core.fields import SaidField
from guildmark.core.idempotency import idempotent
from guildmark.training import actions, queries
from guildmark.training.api.staff import project_for
from guildmark.training.models import Qualification
from guildmark.training.queries.readings import with_readings

MOVES = ("suspend", "restore", "revoke")


class QualificationOut(serializers.Serializer):
    """Somebody who was qualified, as managers see them.

    Earned in attempt `attempt_number`, or granted by `granted_by` for a reason. `reason` is that of
    the last move otherwise: why it was suspended, revoked or made stale. `read_at` is when the
    person read the version of the guideline in force, null where they have not.
    """

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="user.pseudonym")
    state = serializers.ChoiceField(choices=Qualification.State.choices)
    guideline_major = serializers.IntegerField()
    granted_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    attempt_number = serializers.IntegerField(
        source="attempt.number", allow_null=True, default=None
    )
    is_delta = serializers.BooleanField(source="attempt.is_delta", default=False)
    granted_by = serializers.CharField(source="granted_by.pseudonym", allow_null=True, default=None)
    reason = SaidField()
    read_at = serializers.DateTimeField(allow_null=True)


class QualificationIn(serializers.Serializer):
    """Who is granted one without the quiz, and why."""

    user_id = serializers.IntegerField()
    reason = serializers.CharField(max_length=300)


class QualificationMoveIn(serializers.Serializer):
    """What becomes of it; the person reads the reason."""

    move = serializers.ChoiceField(choices=[(one, one) for one in MOVES])
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")

    def validate(self, data: dict[str, str]) -> dict[str, str]:
        """Nothing is taken from a person without a reason."""
        if data["move"] != "restore" and not data["reason"]:
            raise serializers.ValidationError({"reason": "Say why: the person reads it."})
        return data


class QualificationMoveOut(serializers.Serializer):
    """False where there was nothing to move: it has moved on since."""

    is_changed = serializers.BooleanField()


class QualificationListView(ListAPIView[Qualification]):
    """`/projects/{project_id}/qualifications`"""

    serializer_class = QualificationOut

    @extend_schema(
        operation_id="qualification_list",
        parameters=[choice_parameter("state", Qualification.State.values)],
    )
    def get(self, request: Request, project_id: int) -> Response:
        """Everybody who was ever qualified, or those in a state."""
        project_for(request, project_id, MANAGERS)
        state = asked_choice(request, "state", Qualification.State.values)
        found = with_readings(queries.qualifications(project_id, state=state))
        page = self.paginate_queryset(found)
        return self.get_paginated_response(QualificationOut(page, many=True).data)

    @extend_schema(
        operation_id="qualification_grant",
        request=QualificationIn,
        responses={201: QualificationOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Qualify a member of the community without the quiz."""
        project_for(request, project_id, MANAGERS)
        data = QualificationIn(data=request.data)
        data.is_valid(raise_exception=True)
        held = actions.grant_by_hand(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        shown = with_readings(queries.qualifications(project_id)).get(pk=held.pk)
        return Response(QualificationOut(shown).data, status=201)


class QualificationMoveView(APIView):
    """`/projects/{project_id}/qualifications/{user_id}`"""

    @extend_schema(
        operation_id="qualification_move",
        request=QualificationMoveIn,
        responses=QualificationMoveOut,
    )
    @idempotent
    def post(self, request: Request, project_id: int, user_id: int) -> Response:
        """Suspend it until the quiz is passed again, give it back, or take it away for good."""
        project_for(request, project_id, MANAGERS)
        data = QualificationMoveIn(data=request.data)
        data.is_valid(raise_exception=True)
        move, reason = data.validated_data["move"], data.validated_data["reason"]
        actor_id, moment = asker_id(request), now()
        if move == "restore":
            is_changed = actions.restore_qualification(
                actor_id=actor_id, user_id=user_id, project_id=project_id, now=moment
            )
        else:
            take = {
                "suspend": actions.suspend_qualification,
                "revoke": actions.revoke_qualification,
            }[move]
            is_changed = take(
                actor_id=actor_id,
                user_id=user_id,
                project_id=project_id,
                reason=reason,
                now=moment,
            )
        return Response(QualificationMoveOut({"is_changed": is_changed}).data)
