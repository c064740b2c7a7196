"""What a person has done."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.core.actors import actor_of
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.core.said import told
from guildmark.datasets.media import media_url
from guildmark.work.api.people_documentation import (
    FeedOut,
    KeptEarningOut,
    ProgressOut,
)
from guildmark.work.api.rendering import money
from guildmark.work.models import KeptEarning
from guildmark.work.queries.feed import CanDo, Nearly, feed
from guildmark.work.queries.people import kept_earnings, progress

# Any: JSON on its way out, described by the serializers of `documentation`


class FeedView(APIView):
    """`/feed`"""

    @extend_schema(operation_id="feed_get", responses=FeedOut)
    def get(self, request: Request) -> Response:
        """What one can do now, what is nearly one's own, and what one has done."""
        user_id = require_person(request)
        moment = now()
        found = feed(user_id=user_id, now=moment)
        viewer = actor_of(request)
        return Response(
            {
                "can_do": [_can_do_json(one, viewer=viewer, now=moment) for one in found.can_do],
                "nearly": [_nearly_json(one, viewer=viewer, now=moment) for one in found.nearly],
                "closed_count": found.closed_count,
                "closed": [
                    {
                        "project_id": one.project.pk,
                        "name": one.project.name,
                        "code": one.why.code,
                        "reason": told(one.why.reason),
                        "asked": one.why.asked,
                        "opens_at": one.why.opens_at,
                    }
                    for one in found.closed
                ],
                "today": asdict(found.done.today),
                "total": asdict(found.done.total),
            }
        )


def _thumbnail_url(item_id: int | None, *, viewer: str, now: datetime) -> str | None:
    if item_id is None:
        return None
    return media_url(item_id=item_id, variant="thumbnail", viewer=viewer, now=now)


def _can_do_json(one: CanDo, *, viewer: str, now: datetime) -> dict[str, Any]:
    return {
        "project_id": one.project.pk,
        "name": one.project.name,
        "summary": one.project.summary,
        "thumbnail_url": _thumbnail_url(one.item_id, viewer=viewer, now=now),
        "kind": one.kind,
        "price": money(one.amount_minor, one.currency),
        "tasks_left": one.tasks_left,
        "is_at_least": one.is_at_least,
        "share_left": one.share_left,
        "daily_left": one.daily_left,
        "typical_seconds": one.typical_seconds,
        "answer_count": one.answer_count,
        "is_own_pace": one.is_own_pace,
        "returned_count": one.returned_count,
        "ends_at": one.ends_at,
        "hourly": asdict(one.hourly) if one.hourly else None,
        "lease": asdict(one.lease) if one.lease else None,
    }


def _nearly_json(one: Nearly, *, viewer: str, now: datetime) -> dict[str, Any]:
    return {
        "project_id": one.project.pk,
        "name": one.project.name,
        "thumbnail_url": _thumbnail_url(one.item_id, viewer=viewer, now=now),
        "need": one.need,
        "step": one.step,
        "available_at": one.available_at,
        "missing": [{"step": step.key, "need": step.detail} for step in one.missing],
    }


class KeptEarningListView(ListAPIView[KeptEarning]):
    """`/me/kept-earnings`"""

    serializer_class = KeptEarningOut

    @extend_schema(operation_id="kept_earning_list")
    def get(self, request: Request) -> Response:
        """What one earned in projects that are deleted, the newest first."""
        page = self.paginate_queryset(kept_earnings(require_person(request)))
        return self.get_paginated_response(KeptEarningOut(page, many=True).data)


class ProgressView(APIView):
    """`/projects/{project_id}/progress`"""

    @extend_schema(operation_id="progress_get", responses=ProgressOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What one has done in a project, today and ever."""
        user_id = require_person(request)
        found = progress(user_id=user_id, project_id=project_id, now=now())
        if found is None:
            raise NotFound
        return Response(
            {
                "done_today": found.today.task_count,
                "done_total": found.total.task_count,
                "earned_minor": found.total.amount_minor,
                "currency": found.total.currency,
            }
        )
