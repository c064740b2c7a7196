"""Communities as somebody outside sees them, a page each; the directory is in `projects`."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.communities import queries
from guildmark.communities.api.fields import FactField
from guildmark.communities.models import Application, Community, Membership
from guildmark.core.fields import SaidField


class ClauseSeenOut(serializers.Serializer):
    """One thing a community asks, in words, and whether the asker meets it."""

    door = serializers.CharField()
    is_met = serializers.BooleanField()
    sentence = serializers.CharField()
    trait_keys = serializers.ListField(child=serializers.CharField())


class OwnApplicationOut(serializers.Serializer):
    """The asker's last application."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Application.State.choices)
    reason = SaidField()
    created_at = serializers.DateTimeField()


class OwnMembershipOut(serializers.Serializer):
    """What the asker is in the community, and why."""

    state = serializers.ChoiceField(choices=Membership.State.choices)
    reason = SaidField()
    is_steward = serializers.BooleanField()
    joined_at = serializers.DateTimeField()


class CommunitySeenOut(serializers.Serializer):
    """A community, and how the asker stands to it."""

    id = serializers.IntegerField(source="community.pk")
    name = serializers.CharField(source="community.name")
    description = serializers.CharField(source="community.description")
    organisation_name = serializers.CharField(source="community.organisation.name")
    joining = serializers.ChoiceField(choices=Community.Joining.choices, source="community.joining")
    is_closed = serializers.BooleanField(source="community.is_closed")
    questions = serializers.ListField(child=serializers.CharField(), source="community.questions")
    member_count = serializers.IntegerField()
    is_met = serializers.BooleanField()
    clauses = ClauseSeenOut(many=True)
    membership = OwnMembershipOut(allow_null=True)
    application = OwnApplicationOut(allow_null=True)
    no_place_by = FactField(
        allow_null=True, help_text="the fact for the asker's answer to which all places are taken"
    )


class CommunityShownOut(serializers.Serializer):
    """A community as everybody may see it; `asked` is what it asks, in words."""

    id = serializers.IntegerField(source="community.pk")
    name = serializers.CharField(source="community.name")
    description = serializers.CharField(source="community.description")
    organisation_name = serializers.CharField(source="community.organisation.name")
    joining = serializers.ChoiceField(choices=Community.Joining.choices, source="community.joining")
    is_closed = serializers.BooleanField(source="community.is_closed")
    asked = serializers.ListField(child=serializers.CharField())


class CommunitySeenView(APIView):
    """`/directory/{community_id}`"""

    @extend_schema(operation_id="directory_get", responses=CommunitySeenOut)
    def get(self, request: Request, community_id: int) -> Response:
        """A community as the asker sees it, with their way in."""
        user_id = require_person(request)
        found = queries.seen_by_stranger(user_id=user_id, community_id=community_id)
        return Response(CommunitySeenOut(found).data)


class CommunityShownView(APIView):
    """`/community-pages/{community_id}`"""

    permission_classes = [AllowAny]

    @extend_schema(operation_id="community_page_get", responses=CommunityShownOut)
    def get(self, request: Request, community_id: int) -> Response:
        """The public page of a community that hides from nobody, also without an account."""
        return Response(CommunityShownOut(queries.shown_to_everybody(community_id)).data)
