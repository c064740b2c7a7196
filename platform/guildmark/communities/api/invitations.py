"""Invitations to communities: made by managers, answered by whoever holds the link."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_person, require_role
from guildmark.communities import actions, queries
from guildmark.communities.api.communities import MembershipOut
from guildmark.communities.api.fields import FactField
from guildmark.communities.models import CommunityInvitation
from guildmark.core.clock import now
from guildmark.core.fields import SaidField
from guildmark.core.idempotency import idempotent


class CommunityInvitationIn(serializers.Serializer):
    """An address; without one, a link for as many as it has seats."""

    email = serializers.EmailField(max_length=254, allow_blank=True, default="")
    seats = serializers.IntegerField(min_value=1, max_value=10_000, default=1)


class CommunityInvitationOut(serializers.Serializer):
    """An invitation as its organisation sees it; what is sent by mail shows no link."""

    id = serializers.IntegerField()
    email = serializers.CharField()
    link = serializers.CharField()
    seats = serializers.IntegerField()
    seats_taken = serializers.IntegerField()
    sent_count = serializers.IntegerField()
    state = serializers.ChoiceField(choices=CommunityInvitation.State.choices)
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class InvitationRowsIn(serializers.Serializer):
    """A list of addresses as CSV."""

    csv = serializers.CharField(max_length=200_000, trim_whitespace=False)


class InvitedRowOut(serializers.Serializer):
    """What became of a row; `problem` is empty where the invitation is on its way."""

    line = serializers.IntegerField()
    email = serializers.CharField()
    problem = SaidField()


class ClauseOfferedOut(serializers.Serializer):
    """One thing that is asked; nothing is met for who is not signed in."""

    door = serializers.CharField()
    sentence = serializers.CharField()
    is_met = serializers.BooleanField()
    trait_keys = serializers.ListField(child=serializers.CharField())


class CommunityOfferOut(serializers.Serializer):
    """An invitation as the invited sees it, with what the community asks of them."""

    organisation_name = serializers.CharField(source="community.organisation.name")
    community_id = serializers.IntegerField()
    community_name = serializers.CharField(source="community.name")
    description = serializers.CharField(source="community.description")
    is_closed = serializers.BooleanField(source="community.is_closed")
    state = serializers.ChoiceField(choices=CommunityInvitation.State.choices)
    expires_at = serializers.DateTimeField()
    clauses = serializers.SerializerMethodField()
    is_inside = serializers.SerializerMethodField()
    no_place_by = serializers.SerializerMethodField()

    @extend_schema_field(ClauseOfferedOut(many=True))
    def get_clauses(self, _: CommunityInvitation) -> object:
        """What the view looked up."""
        return ClauseOfferedOut(self.context["clauses"], many=True).data

    def get_is_inside(self, _: CommunityInvitation) -> bool:
        """Whether the asker is in already, however; the view looked it up."""
        is_inside: bool = self.context["is_inside"]
        return is_inside

    @extend_schema_field(FactField(allow_null=True))
    def get_no_place_by(self, _: CommunityInvitation) -> str | None:
        """The fact for the asker's answer to which all places are taken; the view looked it up."""
        trait = self.context["no_place_by"]
        return None if trait is None else FactField().to_representation(trait)


def _shown(invitation: CommunityInvitation) -> object:
    """As the staff sees it now."""
    return CommunityInvitationOut(queries.invitations_as_of([invitation], now=now())[0]).data


class CommunityInvitationListView(ListAPIView[CommunityInvitation]):
    """`/communities/{community_id}/invitations`"""

    serializer_class = CommunityInvitationOut

    @extend_schema(operation_id="community_invitation_list")
    def get(self, request: Request, community_id: int) -> Response:
        """Whom the community invited, and what became of it."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        page = self.paginate_queryset(queries.community_invitations(community_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        found = queries.invitations_as_of(page, now=now())
        return self.get_paginated_response(CommunityInvitationOut(found, many=True).data)

    @extend_schema(
        operation_id="community_invitation_create",
        request=CommunityInvitationIn,
        responses={201: CommunityInvitationOut},
    )
    @idempotent
    def post(self, request: Request, community_id: int) -> Response:
        """Invite an address by mail, or make a link."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = CommunityInvitationIn(data=request.data)
        data.is_valid(raise_exception=True)
        invitation = actions.invite_to_community(
            actor_id=asker_id(request),
            community_id=community_id,
            now=now(),
            **data.validated_data,
        )
        return Response(_shown(invitation), status=201)


class InvitationRowsView(APIView):
    """`/communities/{community_id}/invitations/rows`"""

    @extend_schema(
        operation_id="community_invitation_rows",
        request=InvitationRowsIn,
        responses={201: InvitedRowOut(many=True)},
    )
    @idempotent
    def post(self, request: Request, community_id: int) -> Response:
        """Invite everybody on a list; each row says what became of it."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = InvitationRowsIn(data=request.data)
        data.is_valid(raise_exception=True)
        rows = actions.invite_rows(
            actor_id=asker_id(request),
            community_id=community_id,
            text=data.validated_data["csv"],
            now=now(),
        )
        return Response(InvitedRowOut(rows, many=True).data, status=201)


class InvitationResendView(APIView):
    """`/community-invitations/{community_invitation_id}/resend`"""

    @extend_schema(
        operation_id="community_invitation_resend", request=None, responses=CommunityInvitationOut
    )
    def post(self, request: Request, community_invitation_id: int) -> Response:
        """Send the mail again."""
        invitation = queries.community_invitation(community_invitation_id)
        organisation_id = invitation.community.organisation_id
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        sent = actions.resend_invitation(
            actor_id=asker_id(request), invitation_id=community_invitation_id, now=now()
        )
        return Response(_shown(sent))


class CommunityInvitationRevokeView(APIView):
    """`/community-invitations/{community_invitation_id}/revoke`"""

    @extend_schema(
        operation_id="community_invitation_revoke", request=None, responses=CommunityInvitationOut
    )
    def post(self, request: Request, community_invitation_id: int) -> Response:
        """Take it back."""
        invitation = queries.community_invitation(community_invitation_id)
        organisation_id = invitation.community.organisation_id
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        revoked = actions.revoke_community_invitation(
            actor_id=asker_id(request), invitation_id=community_invitation_id, now=now()
        )
        return Response(_shown(revoked))


class CommunityOfferView(APIView):
    """`/community-offers/{offer_token}`"""

    permission_classes = [AllowAny]

    @extend_schema(operation_id="community_offer_get", responses=CommunityOfferOut)
    def get(self, request: Request, offer_token: str) -> Response:
        """What the link offers, for whoever holds it."""
        offer = queries.invitation_by_token(offer_token, now=now())
        user_id = request.user.pk
        found = {
            "clauses": queries.asked_by(community_id=offer.community_id, user_id=user_id),
            "is_inside": queries.is_in(user_id=user_id, community_id=offer.community_id),
            "no_place_by": queries.no_place_by(community=offer.community, user_id=user_id),
        }
        return Response(CommunityOfferOut(offer, context=found).data)


class CommunityOfferAcceptView(APIView):
    """`/community-offers/{offer_token}/accept`"""

    @extend_schema(operation_id="community_offer_accept", request=None, responses=MembershipOut)
    def post(self, request: Request, offer_token: str) -> Response:
        """Come in."""
        user_id = require_person(request)
        membership = actions.accept_community_invitation(
            user_id=user_id, token=offer_token, now=now()
        )
        return Response(MembershipOut(membership).data)


class CommunityOfferDeclineView(APIView):
    """`/community-offers/{offer_token}/decline`"""

    @extend_schema(operation_id="community_offer_decline", request=None, responses={204: None})
    def post(self, request: Request, offer_token: str) -> Response:
        """Say no."""
        user_id = require_person(request)
        actions.decline_community_invitation(user_id=user_id, token=offer_token, now=now())
        return Response(status=204)
