"""A person's inbox, and what comes by mail."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.core.clock import now
from guildmark.core.fields import SaidField
from guildmark.notifications import actions, queries
from guildmark.notifications.models import Kind, Notice


class NoticeOut(serializers.Serializer):
    """One thing the person was told; `href` is a page of the browser application."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    title = SaidField()
    body = SaidField()
    href = serializers.CharField()
    count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class UnreadOut(serializers.Serializer):
    """How much of the inbox is unread."""

    unread = serializers.IntegerField()


class ReadIn(serializers.Serializer):
    """Which notices were read; none named means all."""

    ids = serializers.ListField(
        child=serializers.IntegerField(), required=False, allow_null=True, max_length=500
    )


class MailChoiceIn(serializers.Serializer):
    """Whether a kind comes by mail."""

    is_wanted = serializers.BooleanField()


class MailChoicesOut(serializers.Serializer):
    """Every kind, and whether it comes by mail."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """One statement a kind."""
        return {kind: serializers.BooleanField() for kind in Kind.values}


class NoticeListView(ListAPIView[Notice]):
    """`/me/notices`"""

    serializer_class = NoticeOut

    @extend_schema(operation_id="notice_list")
    def get(self, request: Request) -> Response:
        """The inbox, the newest first."""
        page = self.paginate_queryset(queries.notices(require_person(request)))
        return self.get_paginated_response(NoticeOut(page, many=True).data)


class UnreadView(APIView):
    """`/me/notices/unread`"""

    @extend_schema(operation_id="notice_unread", responses=UnreadOut)
    def get(self, request: Request) -> Response:
        """How many notices are unread."""
        return Response({"unread": queries.unread_count(require_person(request))})


class NoticeReadView(APIView):
    """`/me/notices/read`"""

    @extend_schema(operation_id="notice_read", request=ReadIn, responses=UnreadOut)
    def post(self, request: Request) -> Response:
        """Say which were read."""
        user_id = require_person(request)
        data = ReadIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.mark_read(user_id=user_id, notice_ids=data.validated_data.get("ids"), now=now())
        return Response({"unread": queries.unread_count(user_id)})


class MailChoiceListView(APIView):
    """`/me/mail-choices`"""

    @extend_schema(operation_id="mail_choice_get", responses=MailChoicesOut)
    def get(self, request: Request) -> Response:
        """What comes by mail."""
        return Response(queries.mail_choices(require_person(request)))


class MailChoiceView(APIView):
    """`/me/mail-choices/{notice_kind}`"""

    @extend_schema(operation_id="mail_choice_set", request=MailChoiceIn, responses=MailChoicesOut)
    def put(self, request: Request, notice_kind: str) -> Response:
        """Choose whether a kind comes by mail."""
        user_id = require_person(request)
        kind = serializers.ChoiceField(choices=Kind.choices).run_validation(notice_kind)
        data = MailChoiceIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.choose_mail(user_id=user_id, kind=kind, is_wanted=data.validated_data["is_wanted"])
        return Response(queries.mail_choices(user_id))
