"""How people did in the quiz, for managers, who may give one more attempt."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id
from guildmark.core.asked import asked_choice, choice_parameter
from guildmark.core.clock import now
from guildmark.training import actions, queries
from guildmark.training.api.staff import project_for
from guildmark.training.models import Attempt

#: What a row can be in.
KEPT = [state for state in Attempt.State.values if state != Attempt.State.SUBMITTED]


class QuizAttemptOut(serializers.Serializer):
    """One person's sitting; shares and IoU are 0 to 1, null where nothing was measured.

    One that `is_forgiven` counts no more: the person has another attempt in its place. One that
    `can_be_forgiven` stands in the person's way now.
    """

    id = serializers.IntegerField()
    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="user.pseudonym")
    number = serializers.IntegerField()
    guideline_major = serializers.IntegerField(source="guideline_version.major")
    is_delta = serializers.BooleanField()
    is_forgiven = serializers.BooleanField()
    can_be_forgiven = serializers.BooleanField()
    state = serializers.ChoiceField(choices=Attempt.State.choices)
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    f1 = serializers.FloatField(source="result.f1", allow_null=True, default=None)
    mean_iou = serializers.FloatField(source="result.mean_iou", allow_null=True, default=None)
    label_accuracy = serializers.FloatField(
        source="result.label_accuracy", allow_null=True, default=None
    )
    answers_right = serializers.IntegerField(source="result.answers_right", default=0)
    answers_total = serializers.IntegerField(source="result.answers_total", default=0)


class QuizAttemptListView(ListAPIView[Attempt]):
    """`/projects/{project_id}/quiz-attempts`"""

    serializer_class = QuizAttemptOut

    @extend_schema(operation_id="quiz_attempt_list", parameters=[choice_parameter("state", KEPT)])
    def get(self, request: Request, project_id: int) -> Response:
        """Everybody's attempts, or those in a state, the newest first."""
        project_for(request, project_id, MANAGERS)
        state = asked_choice(request, "state", KEPT)
        page = self.paginate_queryset(queries.attempts(project_id, now=now(), state=state))
        return self.get_paginated_response(QuizAttemptOut(page, many=True).data)


class QuizAttemptForgivenessView(APIView):
    """`/quiz-attempts/{attempt_id}/forgiveness`"""

    @extend_schema(operation_id="quiz_attempt_forgive", request=None, responses={204: None})
    def put(self, request: Request, attempt_id: int) -> Response:
        """Give the person one more attempt: this one counts no more."""
        project_for(request, queries.attempt_project_id(attempt_id), MANAGERS)
        actions.forgive_attempt(actor_id=asker_id(request), attempt_id=attempt_id, now=now())
        return Response(status=204)
