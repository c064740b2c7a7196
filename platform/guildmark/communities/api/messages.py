"""Words to members."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from guildmark.accounts.access import asker_id
from guildmark.communities import actions, queries
from guildmark.communities.keepers import require_keeper
from guildmark.communities.models import REACHABLE, Announcement
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent

#: Who is not in any more is not written to.
WRITTEN_TO = [(state.value, state.label) for state in REACHABLE]


class AnnouncementIn(serializers.Serializer):
    """What is said, to whom: members in one of the states, with one of the tags if any is named."""

    title = NameField(max_length=200)
    body = serializers.CharField(max_length=4000)
    states = serializers.ListField(
        child=serializers.ChoiceField(choices=WRITTEN_TO), min_length=1, default=["active"]
    )
    tags = serializers.ListField(child=NameField(max_length=40), max_length=20, default=list)


class AnnouncementOut(serializers.Serializer):
    """What was said, to how many."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()
    states = serializers.ListField(child=serializers.CharField())
    tags = serializers.ListField(child=serializers.CharField())
    recipient_count = serializers.IntegerField()
    sent_at = serializers.DateTimeField()


class AnnouncementListView(ListAPIView[Announcement]):
    """`/communities/{community_id}/announcements`"""

    serializer_class = AnnouncementOut

    @extend_schema(operation_id="announcement_list")
    def get(self, request: Request, community_id: int) -> Response:
        """What members were told, the newest first."""
        require_keeper(request, queries.community(community_id))
        page = self.paginate_queryset(queries.announcements(community_id))
        return self.get_paginated_response(AnnouncementOut(page, many=True).data)

    @extend_schema(
        operation_id="announcement_create", request=AnnouncementIn, responses={201: AnnouncementOut}
    )
    @idempotent
    def post(self, request: Request, community_id: int) -> Response:
        """Write to members: it comes into their inboxes, and by mail to those who want it."""
        require_keeper(request, queries.community(community_id))
        data = AnnouncementIn(data=request.data)
        data.is_valid(raise_exception=True)
        announcement = actions.announce(
            actor_id=asker_id(request), community_id=community_id, now=now(), **data.validated_data
        )
        return Response(AnnouncementOut(announcement).data, status=201)
