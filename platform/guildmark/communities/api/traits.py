"""What people are asked, and what they answer."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_person, require_role
from guildmark.communities import actions, queries
from guildmark.communities.models import Trait, TraitValue
from guildmark.communities.trait_words import listed_options, spoken
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent


class OptionOut(serializers.Serializer):
    """One of the answers of a choice."""

    key = serializers.CharField()
    name = serializers.CharField()


class TraitOut(serializers.Serializer):
    """One question about a person."""

    key = serializers.CharField()
    name = serializers.SerializerMethodField()
    question = serializers.SerializerMethodField()
    type = serializers.ChoiceField(choices=Trait.Type.choices)
    options = serializers.SerializerMethodField()
    position = serializers.IntegerField()
    filled_by = serializers.ChoiceField(choices=Trait.FilledBy.choices)

    def get_name(self, trait: Trait) -> str:
        """In the reader's language, where it is of the catalogue."""
        return spoken(trait, trait.name)

    def get_question(self, trait: Trait) -> str:
        """In the reader's language, where it is of the catalogue."""
        return spoken(trait, trait.question)

    @extend_schema_field(OptionOut(many=True))
    def get_options(self, trait: Trait) -> list[dict[str, str]]:
        """In the reader's language, where they are of the catalogue."""
        return listed_options(trait)


class OwnTraitOut(TraitOut):
    """One that an organisation may ask for; `is_own` says that it added it itself, `divides_people`
    that a quota can be over it."""

    id = serializers.IntegerField()
    is_own = serializers.SerializerMethodField()
    divides_people = serializers.SerializerMethodField()

    def get_is_own(self, trait: Trait) -> bool:
        """Whether it is the organisation's and not the catalogue's."""
        return trait.organisation_id is not None

    def get_divides_people(self, trait: Trait) -> bool:
        """Whether everybody has one answer to it that counts."""
        return queries.divides_people(trait)


class TraitIn(serializers.Serializer):
    """A fact of one's own to ask for; `options` are the answers of a choice, in words."""

    name = NameField(max_length=120)
    question = NameField(max_length=300, allow_blank=True, default="")
    type = serializers.ChoiceField(choices=Trait.Type.choices)
    options = serializers.ListField(child=NameField(max_length=120), max_length=200, default=list)
    filled_by = serializers.ChoiceField(
        choices=[Trait.FilledBy.PERSON, Trait.FilledBy.STAFF], default=Trait.FilledBy.PERSON
    )


class TraitValueIn(serializers.Serializer):
    """An answer, of the form that the trait's type asks for."""

    value = serializers.JSONField()


class TraitValueOut(serializers.Serializer):
    """What is held of the person."""

    key = serializers.CharField(source="trait.key")
    value = serializers.JSONField()
    source = serializers.ChoiceField(choices=TraitValue.Source.choices)  # type: ignore[assignment]  # a field of this name hides Field.source in the stubs alone
    updated_at = serializers.DateTimeField()


class VerifiedValueOut(TraitValueOut):
    """What the organisation has verified, with what it is an answer to: also where it asks for that
    no more (`is_retired`), and can only take it back."""

    name = serializers.CharField(source="trait.name")
    options = OptionOut(many=True, source="trait.options")
    is_retired = serializers.SerializerMethodField()

    def get_is_retired(self, held: TraitValue) -> bool:
        """Whether nobody can be asked for it any more."""
        return held.trait.retired_at is not None


class TraitChangeOut(serializers.Serializer):
    """What was held before."""

    value = serializers.JSONField()
    source = serializers.ChoiceField(choices=TraitValue.Source.choices)  # type: ignore[assignment]  # as above
    changed_at = serializers.DateTimeField()


class HeldValueOut(serializers.Serializer):
    """What is held of the person, since when, what was held before, and who asks for it."""

    key = serializers.CharField(source="held.trait.key")
    name = serializers.SerializerMethodField()
    type = serializers.ChoiceField(choices=Trait.Type.choices, source="held.trait.type")
    options = serializers.SerializerMethodField()
    organisation_name = serializers.CharField(
        source="held.trait.organisation.name", default=None, allow_null=True
    )
    value = serializers.JSONField(source="held.value")
    source = serializers.ChoiceField(choices=TraitValue.Source.choices, source="held.source")  # type: ignore[assignment]  # as above
    updated_at = serializers.DateTimeField(source="held.updated_at")
    history = TraitChangeOut(many=True)
    asked_by = serializers.ListField(
        child=serializers.CharField(), help_text="communities, and projects with audiences"
    )

    # Any: what holds the value is a row of `queries`, with its trait.
    def get_name(self, row: Any) -> str:
        """In the reader's language, where it is of the catalogue."""
        return spoken(row.held.trait, row.held.trait.name)

    @extend_schema_field(OptionOut(many=True))
    def get_options(self, row: Any) -> list[dict[str, str]]:
        """In the reader's language, where they are of the catalogue."""
        return listed_options(row.held.trait)


class ErasedOut(serializers.Serializer):
    """How many answers were erased."""

    erased = serializers.IntegerField()


class TraitListView(APIView):
    """`/traits`"""

    @extend_schema(operation_id="trait_list", responses=TraitOut(many=True))
    def get(self, request: Request) -> Response:
        """What the asker can say of themselves, in asking order."""
        user_id = require_person(request)
        return Response(TraitOut(queries.traits_asked(user_id), many=True).data)


class OwnTraitListView(ListAPIView[Trait]):
    """`/organisations/{organisation_id}/traits`"""

    serializer_class = OwnTraitOut

    @extend_schema(operation_id="own_trait_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """What the organisation may ask for: the catalogue, then its own."""
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        page = self.paginate_queryset(queries.traits(organisation_id))
        return self.get_paginated_response(OwnTraitOut(page, many=True).data)

    @extend_schema(operation_id="own_trait_create", request=TraitIn, responses={201: OwnTraitOut})
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Ask for one more fact."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = TraitIn(data=request.data)
        data.is_valid(raise_exception=True)
        trait = actions.create_trait(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            now=now(),
            **data.validated_data,
        )
        return Response(OwnTraitOut(trait).data, status=201)


class TraitChangeIn(serializers.Serializer):
    """What of a fact changes; what is left out stays, and so do all answers that are there."""

    name = NameField(max_length=120, required=False)
    question = NameField(max_length=300, required=False)
    more_options = serializers.ListField(
        child=NameField(max_length=120), max_length=200, required=False
    )


class OwnTraitView(APIView):
    """`/organisations/{organisation_id}/traits/{trait_id}`"""

    @extend_schema(operation_id="own_trait_update", request=TraitChangeIn, responses=OwnTraitOut)
    def patch(self, request: Request, organisation_id: int, trait_id: int) -> Response:
        """Call or ask it otherwise, or give it more answers."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = TraitChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        trait = actions.update_trait(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            trait_id=trait_id,
            now=now(),
            **data.validated_data,
        )
        return Response(OwnTraitOut(trait).data)


class OwnTraitRetireView(APIView):
    """`/organisations/{organisation_id}/traits/{trait_id}/retire`"""

    @extend_schema(operation_id="own_trait_retire", request=None, responses=OwnTraitOut)
    def post(self, request: Request, organisation_id: int, trait_id: int) -> Response:
        """Ask nobody for it any more."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        trait = actions.retire_trait(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            trait_id=trait_id,
            now=now(),
        )
        return Response(OwnTraitOut(trait).data)


class MemberTraitListView(APIView):
    """`/communities/{community_id}/members/{user_id}/traits`"""

    @extend_schema(operation_id="member_trait_list", responses=VerifiedValueOut(many=True))
    def get(self, request: Request, community_id: int, user_id: int) -> Response:
        """What the organisation has verified of somebody; never what they said themselves."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        held = queries.verified_values(user_id=user_id, organisation_id=community.organisation_id)
        return Response(VerifiedValueOut(held, many=True).data)


class MemberTraitView(APIView):
    """`/communities/{community_id}/members/{user_id}/traits/{own_key}`"""

    @extend_schema(
        operation_id="member_trait_verify", request=TraitValueIn, responses=TraitValueOut
    )
    def put(self, request: Request, community_id: int, user_id: int, own_key: str) -> Response:
        """Say of a member what the organisation has verified, in a fact of its own."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = TraitValueIn(data=request.data)
        data.is_valid(raise_exception=True)
        held = actions.verify_trait_value(
            actor_id=asker_id(request),
            community_id=community_id,
            user_id=user_id,
            key=own_key,
            value=data.validated_data["value"],
            now=now(),
        )
        return Response(TraitValueOut(held).data)

    @extend_schema(operation_id="member_trait_take_back", responses={204: None})
    def delete(self, request: Request, community_id: int, user_id: int, own_key: str) -> Response:
        """Say it of them no longer; the person is told, and what they said before stands again."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        actions.take_back_verified(
            actor_id=asker_id(request),
            community_id=community_id,
            user_id=user_id,
            key=own_key,
            now=now(),
        )
        return Response(status=204)


class TraitValueListView(APIView):
    """`/me/traits`"""

    @extend_schema(operation_id="trait_value_list", responses=HeldValueOut(many=True))
    def get(self, request: Request) -> Response:
        """All that is held of the asker, with its history and who asks for it."""
        user_id = require_person(request)
        return Response(HeldValueOut(queries.held_values(user_id), many=True).data)

    @extend_schema(operation_id="trait_value_erase", responses={200: ErasedOut})
    def delete(self, request: Request) -> Response:
        """Forget all of it, verified or not, with its history."""
        user_id = require_person(request)
        return Response({"erased": actions.erase_traits(user_id=user_id, now=now())})


class TraitValueView(APIView):
    """`/me/traits/{key}`"""

    @extend_schema(operation_id="trait_value_set", request=TraitValueIn, responses=TraitValueOut)
    def put(self, request: Request, key: str) -> Response:
        """Answer a question."""
        user_id = require_person(request)
        data = TraitValueIn(data=request.data)
        data.is_valid(raise_exception=True)
        held = actions.set_trait_value(
            user_id=user_id, key=key, value=data.validated_data["value"], now=now()
        )
        return Response(TraitValueOut(held).data)

    @extend_schema(operation_id="trait_value_delete", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Take an answer back."""
        user_id = require_person(request)
        actions.delete_trait_value(user_id=user_id, key=key, now=now())
        return Response(status=204)
