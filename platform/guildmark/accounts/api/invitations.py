"""Offers of a role: for managers by organisation, for the invited by token."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts import actions, queries
from guildmark.accounts.access import MANAGERS, asker_id, require_person, require_role
from guildmark.accounts.api.me import PlaceOut
from guildmark.accounts.models import Role, StaffInvitation
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent


class InvitationIn(serializers.Serializer):
    """Who is invited, as what."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Role.choices)


class InvitationOut(serializers.Serializer):
    """An invitation as its organisation sees it; the link is in the mail only."""

    id = serializers.IntegerField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    state = serializers.ChoiceField(choices=StaffInvitation.State.choices)
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class InvitationLetterOut(serializers.Serializer):
    """An invitation as the invited sees it."""

    organisation_name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    email = serializers.EmailField()
    state = serializers.ChoiceField(choices=StaffInvitation.State.choices)
    expires_at = serializers.DateTimeField()


class InvitationListView(ListAPIView[StaffInvitation]):
    """`/organisations/{organisation_id}/invitations`"""

    serializer_class = InvitationOut

    @extend_schema(operation_id="invitation_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """Everybody who was invited, and what became of it."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        page = self.paginate_queryset(queries.invitations(organisation_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        found = queries.invitations_as_of(page, now=now())
        return self.get_paginated_response(InvitationOut(found, many=True).data)

    @extend_schema(
        operation_id="invitation_create", request=InvitationIn, responses={201: InvitationOut}
    )
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Invite somebody by mail."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = InvitationIn(data=request.data)
        data.is_valid(raise_exception=True)
        invitation = actions.invite(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            email=data.validated_data["email"],
            role=data.validated_data["role"],
            now=now(),
        )
        return Response(InvitationOut(invitation).data, status=201)


class InvitationRevokeView(APIView):
    """`/organisations/{organisation_id}/invitations/{invitation_id}/revoke`"""

    @extend_schema(operation_id="invitation_revoke", request=None, responses=InvitationOut)
    def post(self, request: Request, organisation_id: int, invitation_id: int) -> Response:
        """Take an offer back."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        invitation = actions.revoke_invitation(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            invitation_id=invitation_id,
            now=now(),
        )
        return Response(InvitationOut(invitation).data)


class InvitationView(APIView):
    """`/invitations/{token}`"""

    permission_classes = [AllowAny]

    @extend_schema(operation_id="invitation_get", responses=InvitationLetterOut)
    def get(self, request: Request, token: str) -> Response:
        """What the link offers, for whoever holds it."""
        offer = queries.invitation_by_token(token, now=now())
        fields = {"organisation_name": offer.organisation.name, **vars(offer)}
        return Response(InvitationLetterOut(fields).data)


class InvitationAcceptView(APIView):
    """`/invitations/{token}/accept`"""

    @extend_schema(operation_id="invitation_accept", request=None, responses=PlaceOut)
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Take the role."""
        user_id = require_person(request)
        member = actions.accept_invitation(user_id=user_id, token=token, now=now())
        place = queries.place(organisation_id=member.organisation_id, user_id=user_id)
        return Response(PlaceOut(place).data)


class InvitationDeclineView(APIView):
    """`/invitations/{token}/decline`"""

    @extend_schema(operation_id="invitation_decline", request=None, responses={204: None})
    def post(self, request: Request, token: str) -> Response:
        """Say no."""
        user_id = require_person(request)
        actions.decline_invitation(user_id=user_id, token=token, now=now())
        return Response(status=204)
