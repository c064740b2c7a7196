"""Words to members."""

from collections.abc import Mapping

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import asker_id
from guildmark.communities import actions, queries
from guildmark.communities.api.criteria import CountOut
from guildmark.communities.keepers import require_keeper
from guildmark.communities.models import REACHABLE, Announcement
from guildmark.communities.stages import STEPS
from guildmark.core.clock import now
from guildmark.core.errors import NotAllowed
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent

#: Who is not in any more is not written to.
WRITTEN_TO = [(state.value, state.label) for state in REACHABLE]


class AddresseesIn(serializers.Serializer):
    """Members in one of the states, with one of the tags if any is named, and so on."""

    states = serializers.ListField(
        child=serializers.ChoiceField(choices=WRITTEN_TO), min_length=1, default=["active"]
    )
    tags = serializers.ListField(child=NameField(max_length=40), max_length=20, default=list)
    criteria = serializers.ListField(
        child=serializers.ListField(child=serializers.JSONField()),
        default=list,
        help_text="what they answered, as a door asks it; for managers, and not with tags",
    )
    project_id = serializers.IntegerField(allow_null=True, default=None)
    last_step = serializers.ChoiceField(
        choices=STEPS, default=STEPS[0], help_text="in the project, where one is named"
    )


class AnnouncementIn(AddresseesIn):
    """What is said, to whom."""

    title = NameField(max_length=200)
    body = serializers.CharField(max_length=4000)


class AddresseeCountOut(serializers.Serializer):
    """How many would be written to; rounded, and null below ten, where answers count."""

    people = CountOut()


class AnnouncementOut(serializers.Serializer):
    """What was said, to how many."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()
    states = serializers.ListField(child=serializers.CharField())
    tags = serializers.ListField(child=serializers.CharField())
    recipient_count = serializers.IntegerField(help_text="rounded down where answers count")
    is_narrowed_by_answers = serializers.BooleanField()
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
        is_staff = require_keeper(request, queries.community(community_id))
        data = AnnouncementIn(data=request.data)
        data.is_valid(raise_exception=True)
        _require_for_answers(data.validated_data, is_staff=is_staff)
        announcement = actions.announce(
            actor_id=asker_id(request), community_id=community_id, now=now(), **data.validated_data
        )
        return Response(AnnouncementOut(announcement).data, status=201)


class AddresseeCountView(APIView):
    """`/communities/{community_id}/announcement-counts`"""

    @extend_schema(
        operation_id="announcement_count", request=AddresseesIn, responses=AddresseeCountOut
    )
    def post(self, request: Request, community_id: int) -> Response:
        """Count who would be written to, before it is sent. Changes nothing."""
        community = queries.community(community_id)
        is_staff = require_keeper(request, community)
        data = AddresseesIn(data=request.data)
        data.is_valid(raise_exception=True)
        _require_for_answers(data.validated_data, is_staff=is_staff)
        to = queries.addressees(community, **data.validated_data)
        people = queries.addressee_count(community_id=community_id, to=to, now=now())
        return Response(AddresseeCountOut({"people": people}).data)


def _require_for_answers(asked: Mapping[str, object], *, is_staff: bool) -> None:
    """Stewards see neither what members answered nor how far they came."""
    if not is_staff and (asked["criteria"] or asked["project_id"] is not None):
        raise NotAllowed
