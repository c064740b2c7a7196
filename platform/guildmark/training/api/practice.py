"""Practice: what managers make, what people try."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_person
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.training import actions, queries
from guildmark.training.api.quiz_serializers import (
    AttemptSchemaOut,
    BankItemOut,
    MatchedShapeOut,
    QuizItemOut,
)
from guildmark.training.api.staff import project_for
from guildmark.training.api.words import IN_LANGUAGE, words_for
from guildmark.training.models import PracticeItem
from guildmark.training.queries.practice import PracticeStand


class PracticeItemIn(serializers.Serializer):
    """An item with its right answer, an annotation document, and why it is right."""

    item_id = serializers.IntegerField()
    reference = serializers.JSONField()
    explanation = serializers.CharField(
        max_length=600, required=False, allow_blank=True, default=""
    )


class PracticeItemChangeIn(serializers.Serializer):
    """What of a practice item changes; what is left out stays."""

    reference = serializers.JSONField(required=False)
    explanation = serializers.CharField(max_length=600, required=False, allow_blank=True)


class PracticeItemOut(serializers.Serializer):
    """A practice item as managers list it, with its right answer."""

    id = serializers.IntegerField()
    item = BankItemOut()
    reference = serializers.JSONField()
    explanation = serializers.CharField()


class PracticeTryIn(serializers.Serializer):
    """A complete annotation document."""

    document = serializers.JSONField()


class PracticeMatchOut(MatchedShapeOut):
    """A pair with how far the outlines are apart in pixels, null where that has no meaning."""

    boundary_px = serializers.FloatField(allow_null=True)


class PracticeScoreOut(serializers.Serializer):
    """A try against the right answer; see the result of a quiz."""

    is_passed = serializers.BooleanField()
    is_right = serializers.BooleanField()
    f1 = serializers.FloatField(allow_null=True)
    mean_iou = serializers.FloatField(allow_null=True)
    missed = serializers.ListField(child=serializers.CharField())
    spurious = serializers.ListField(child=serializers.CharField())
    matched = PracticeMatchOut(many=True)
    answers = serializers.DictField(child=serializers.BooleanField())


class PracticeStandOut(serializers.Serializer):
    """An item and how far the asker is; what is right is told from the first try on."""

    id = serializers.IntegerField(source="practice_item.pk")
    item = QuizItemOut(source="practice_item.item")
    try_count = serializers.IntegerField(source="progress.try_count", default=0)
    is_passed = serializers.BooleanField(source="progress.is_passed", default=False)
    is_finished = serializers.SerializerMethodField()
    document = serializers.JSONField(source="progress.document", default=None, allow_null=True)
    score = PracticeScoreOut(source="progress.score", default=None, allow_null=True)
    reference = serializers.SerializerMethodField()
    explanation = serializers.SerializerMethodField()

    def get_is_finished(self, stand: PracticeStand) -> bool:
        """Good enough, or the worked solution was given."""
        return stand.progress is not None and stand.progress.finished_at is not None

    @extend_schema_field(serializers.JSONField(allow_null=True))
    def get_reference(self, stand: PracticeStand) -> Any:  # JSON
        """The right answer, after the first try."""
        has_tried = stand.progress is not None and stand.progress.try_count > 0
        return stand.practice_item.reference if has_tried else None

    def get_explanation(self, stand: PracticeStand) -> str:
        """Why it is right: with the worked solution, or when a try was good enough."""
        if not self.get_is_finished(stand):
            return ""
        explanation = stand.practice_item.explanation
        words: Mapping[str, str] = self.context["words"]
        return words.get(explanation, explanation)


class PracticeOut(serializers.Serializer):
    """All there is to practise, with the schema to draw by."""

    project_id = serializers.IntegerField()
    schema_version = AttemptSchemaOut()
    wanted_iou = serializers.FloatField(source="rules.practice_iou")
    tries = serializers.IntegerField(source="rules.practice_tries")
    items = PracticeStandOut(many=True)


class PracticeItemListView(ListAPIView[PracticeItem]):
    """`/projects/{project_id}/practice-items`"""

    serializer_class = PracticeItemOut

    @extend_schema(operation_id="practice_item_list")
    def get(self, request: Request, project_id: int) -> Response:
        """What is practised before the quiz."""
        project_for(request, project_id, MANAGERS)
        page = self.paginate_queryset(queries.practice_items(project_id))
        return self.get_paginated_response(
            PracticeItemOut(page, many=True, context=viewing(request)).data
        )

    @extend_schema(
        operation_id="practice_item_create",
        request=PracticeItemIn,
        responses={201: PracticeItemOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Add an item with its right answer."""
        project_for(request, project_id, MANAGERS)
        data = PracticeItemIn(data=request.data)
        data.is_valid(raise_exception=True)
        made = actions.create_practice_item(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        return Response(PracticeItemOut(made, context=viewing(request)).data, status=201)


class PracticeItemView(APIView):
    """`/practice-items/{practice_item_id}`"""

    @extend_schema(
        operation_id="practice_item_update",
        request=PracticeItemChangeIn,
        responses=PracticeItemOut,
    )
    def patch(self, request: Request, practice_item_id: int) -> Response:
        """Change its right answer, or why it is right."""
        project_for(request, queries.practice_item(practice_item_id).project_id, MANAGERS)
        data = PracticeItemChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        changed = actions.update_practice_item(
            actor_id=asker_id(request),
            practice_item_id=practice_item_id,
            now=now(),
            **data.validated_data,
        )
        return Response(PracticeItemOut(changed, context=viewing(request)).data)

    @extend_schema(operation_id="practice_item_delete", responses={204: None})
    def delete(self, request: Request, practice_item_id: int) -> Response:
        """Take it out."""
        project_for(request, queries.practice_item(practice_item_id).project_id, MANAGERS)
        actions.delete_practice_item(
            actor_id=asker_id(request), practice_item_id=practice_item_id, now=now()
        )
        return Response(status=204)


class PracticeView(APIView):
    """`/projects/{project_id}/practice`"""

    @extend_schema(operation_id="practice_get", parameters=IN_LANGUAGE, responses=PracticeOut)
    def get(self, request: Request, project_id: int) -> Response:
        """The asker's practice, for active members."""
        user_id = require_person(request)
        queries.require_learner(user_id=user_id, project_id=project_id, now=now())
        practice = queries.practice(user_id=user_id, project_id=project_id)
        context = {**viewing(request), "words": words_for(request, project_id)}
        return Response(PracticeOut(practice, context=context).data)


class PracticeTryView(APIView):
    """`/practice-items/{practice_item_id}/tries`"""

    @extend_schema(
        operation_id="practice_try",
        parameters=IN_LANGUAGE,
        request=PracticeTryIn,
        responses={201: PracticeStandOut},
    )
    @idempotent
    def post(self, request: Request, practice_item_id: int) -> Response:
        """Try it: what differs is told at once, and after the last try the worked solution."""
        user_id = require_person(request)
        data = PracticeTryIn(data=request.data)
        data.is_valid(raise_exception=True)
        progress = actions.try_practice(
            user_id=user_id,
            practice_item_id=practice_item_id,
            document=data.validated_data["document"],
            now=now(),
        )
        stand = PracticeStand(queries.practice_item(practice_item_id), progress)
        words = words_for(request, stand.practice_item.project_id)
        context = {**viewing(request), "words": words}
        return Response(PracticeStandOut(stand, context=context).data, status=201)
