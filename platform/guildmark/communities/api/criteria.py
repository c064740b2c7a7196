"""What communities ask: versions of their criteria, and the audience as one writes them."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.communities import actions, queries
from guildmark.communities.criteria import OPERATORS, SOURCES
from guildmark.communities.models import CriteriaVersion
from guildmark.core.clock import now

CLAUSE_OPERATORS = sorted(frozenset().union(*OPERATORS.values()))


class ClauseDoc(serializers.Serializer):
    """One clause, as the API describes it.

    `trait` is the key of a fact, or `member_of`, `qualified_for` or `was_qualified_for`: then
    `value` lists ids of communities or projects of the organisation, as text, and the operators are
    `contains_any`, `contains_all`, `contains_none`.
    """

    trait = serializers.CharField()
    operator = serializers.ChoiceField(choices=CLAUSE_OPERATORS)
    value = serializers.JSONField(required=False, allow_null=True)
    #: Where the answer has to come from; verified is for facts of the organisation.
    source = serializers.ChoiceField(choices=SOURCES, required=False)  # type: ignore[assignment]  # a field of this name hides Field.source in the stubs alone


class AnyOfDoc(serializers.ListField):
    """Alternatives, as the API describes them."""

    child = ClauseDoc()


class DoorsDoc(serializers.Serializer):
    """The doors, as the API describes them: of each list every entry must hold."""

    discover = serializers.ListField(child=AnyOfDoc())
    preview = serializers.ListField(child=AnyOfDoc())
    take = serializers.ListField(child=AnyOfDoc())


class DoorsInDoc(serializers.Serializer):
    """The doors as they are sent: one that is left out asks nothing."""

    discover = serializers.ListField(child=AnyOfDoc(), required=False)
    preview = serializers.ListField(child=AnyOfDoc(), required=False)
    take = serializers.ListField(child=AnyOfDoc(), required=False)


@extend_schema_field(DoorsDoc)
class DoorsField(serializers.JSONField):
    """AND of ORs per door."""


@extend_schema_field(DoorsInDoc)
class DoorsInField(serializers.JSONField):
    """The same, sent. `communities.criteria` judges it, with the place of every fault."""


class CriteriaIn(serializers.Serializer):
    """What each door asks beyond the door before it."""

    doors = DoorsInField()


class CriteriaSetIn(CriteriaIn):
    """Criteria written over the version `after_number`, 0 where there was none."""

    after_number = serializers.IntegerField(min_value=0, required=False)


class CriteriaOut(serializers.Serializer):
    """A version of the criteria."""

    number = serializers.IntegerField()
    doors = DoorsField()


class CriteriaVersionOut(CriteriaOut):
    """A version, and who put it in force when."""

    created_by = serializers.CharField(source="created_by.display_name")
    created_at = serializers.DateTimeField()


class CountOut(serializers.Serializer):
    """A number of people; null below ten, where it could point at somebody.

    What the organisation can say itself is not counted beside answers of people. Null and not under
    ten: nothing is left to count.
    """

    value = serializers.IntegerField(allow_null=True)
    is_under_10 = serializers.BooleanField()
    is_without_own_facts = serializers.BooleanField()


class DoorCountsOut(serializers.Serializer):
    """How many people find each door open."""

    discover = CountOut()
    preview = CountOut()
    take = CountOut()


class ClauseCostOut(serializers.Serializer):
    """One thing that is asked: how many meet it, and how many could take work without it."""

    door = serializers.CharField()
    index = serializers.IntegerField()
    sentence = serializers.CharField()
    is_counted = serializers.BooleanField(
        help_text="in the counts of doors: facts of one's own are not, beside answers of people"
    )
    meeting = CountOut()
    without = CountOut()


class ContradictionOut(serializers.Serializer):
    """Something that nobody can meet, with what is asked before it."""

    door = serializers.CharField()
    index = serializers.IntegerField()
    message = serializers.CharField()


class AudienceOut(serializers.Serializer):
    """Whom criteria would let in."""

    total = CountOut()
    doors = DoorCountsOut()
    clauses = ClauseCostOut(many=True)
    contradictions = ContradictionOut(many=True)


class AudienceView(APIView):
    """`/organisations/{organisation_id}/audience`"""

    @extend_schema(operation_id="audience_count", request=CriteriaIn, responses=AudienceOut)
    def post(self, request: Request, organisation_id: int) -> Response:
        """Count whom criteria would let in, before they are set. Changes nothing."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = CriteriaIn(data=request.data)
        data.is_valid(raise_exception=True)
        audience = queries.audience(
            organisation_id=organisation_id, doors=data.validated_data["doors"]
        )
        return Response(AudienceOut(audience).data)


class CriteriaTrialIn(CriteriaIn):
    """Criteria as they are written, and the member they are tried on."""

    user_id = serializers.IntegerField()


class DoorsMetOut(serializers.Serializer):
    """Which doors would be open to somebody."""

    discover = serializers.BooleanField()
    preview = serializers.BooleanField()
    take = serializers.BooleanField()


class ClauseTriedOut(serializers.Serializer):
    """One thing that is asked, in words, and whether the member meets it."""

    door = serializers.CharField()
    sentence = serializers.CharField()
    is_met = serializers.BooleanField()


class CriteriaTrialOut(serializers.Serializer):
    """How somebody stands to criteria; never what they answered."""

    doors = DoorsMetOut()
    clauses = ClauseTriedOut(many=True)


class CriteriaTrialView(APIView):
    """`/communities/{community_id}/criteria-trials`"""

    @extend_schema(operation_id="criteria_try", request=CriteriaTrialIn, responses=CriteriaTrialOut)
    def post(self, request: Request, community_id: int) -> Response:
        """Try criteria on one member before they are set; the trail says that it was done."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = CriteriaTrialIn(data=request.data)
        data.is_valid(raise_exception=True)
        trial = actions.try_criteria(
            actor_id=asker_id(request),
            community_id=community_id,
            now=now(),
            **data.validated_data,
        )
        return Response(CriteriaTrialOut(trial).data)


class CriteriaView(ListAPIView[CriteriaVersion]):
    """`/communities/{community_id}/criteria`"""

    serializer_class = CriteriaVersionOut

    @extend_schema(operation_id="criteria_list")
    def get(self, request: Request, community_id: int) -> Response:
        """Every version there was, the one in force first."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=STAFF)
        page = self.paginate_queryset(queries.criteria_versions(community_id))
        return self.get_paginated_response(CriteriaVersionOut(page, many=True).data)

    @extend_schema(operation_id="criteria_set", request=CriteriaSetIn, responses=CriteriaOut)
    def put(self, request: Request, community_id: int) -> Response:
        """Put a new version in force, refused where another came since the one written over."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = CriteriaSetIn(data=request.data)
        data.is_valid(raise_exception=True)
        version = actions.set_criteria(
            actor_id=asker_id(request),
            community_id=community_id,
            now=now(),
            **data.validated_data,
        )
        return Response(CriteriaOut(version).data)
