"""What people are asked, and what they answer."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.communities import actions, queries
from guildmark.communities.models import Trait, TraitValue
from guildmark.core.clock import now


class OptionOut(serializers.Serializer):
    """One of the answers of a choice."""

    key = serializers.CharField()
    name = serializers.CharField()


class TraitOut(serializers.Serializer):
    """One question about a person."""

    key = serializers.CharField()
    name = serializers.CharField()
    question = serializers.CharField()
    type = serializers.ChoiceField(choices=Trait.Type.choices)
    options = OptionOut(many=True)
    position = serializers.IntegerField()


class TraitValueIn(serializers.Serializer):
    """An answer, of the form that the trait's type asks for."""

    value = serializers.JSONField()


class TraitValueOut(serializers.Serializer):
    """What is held of the person."""

    key = serializers.CharField(source="trait.key")
    value = serializers.JSONField()
    source = serializers.ChoiceField(choices=TraitValue.Source.choices)  # type: ignore[assignment]  # a field of this name hides Field.source in the stubs alone
    updated_at = serializers.DateTimeField()


class TraitListView(APIView):
    """`/traits`"""

    @extend_schema(operation_id="trait_list", responses=TraitOut(many=True))
    def get(self, request: Request) -> Response:
        """The catalogue, in the order people are asked."""
        require_person(request)
        return Response(TraitOut(queries.traits(), many=True).data)


class TraitValueListView(APIView):
    """`/me/traits`"""

    @extend_schema(operation_id="trait_value_list", responses=TraitValueOut(many=True))
    def get(self, request: Request) -> Response:
        """What the asker has said of themselves."""
        user_id = require_person(request)
        return Response(TraitValueOut(queries.trait_values(user_id), many=True).data)


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
