"""Quality rules and what they did: for managers alone."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_person, require_role
from guildmark.core.clock import now
from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.core.idempotency import idempotent
from guildmark.core.numbers import whole_number
from guildmark.quality import actions, queries
from guildmark.quality.api.rule_serializers import (
    FiringOut,
    QualityRuleChangeIn,
    QualityRuleIn,
    QualityRuleOut,
    StatisticsOut,
    TrialIn,
    TrialOut,
    TrialRowOut,
    definition_from,
    statistics,
)
from guildmark.quality.models import QualityRule, RuleFiring, RuleTrial


class StatisticsView(APIView):
    """`/quality-statistics`"""

    @extend_schema(operation_id="quality_statistic_list", responses=StatisticsOut)
    def get(self, request: Request) -> Response:
        """Everything a rule can be made of, and what each action has to be told."""
        require_person(request)
        return Response(StatisticsOut(statistics()).data)


class RuleListView(ListAPIView[QualityRule]):
    """`/projects/{project_id}/quality-rules`"""

    serializer_class = QualityRuleOut

    @extend_schema(operation_id="quality_rule_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The rules of a project, in the order they were made."""
        _require_manager(request, project_id)
        page = self.paginate_queryset(queries.rules(project_id))
        return self.get_paginated_response(QualityRuleOut(page, many=True).data)

    @extend_schema(
        operation_id="quality_rule_create", request=QualityRuleIn, responses={201: QualityRuleOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Make a rule; it is off until it is switched on."""
        _require_manager(request, project_id)
        data = QualityRuleIn(data=request.data)
        data.is_valid(raise_exception=True)
        made = actions.create_rule(
            actor_id=asker_id(request),
            project_id=project_id,
            asked=definition_from(data.validated_data),
            now=now(),
        )
        return Response(QualityRuleOut(queries.rule(made.pk)).data, status=201)


class RuleView(APIView):
    """`/quality-rules/{rule_id}`"""

    @extend_schema(operation_id="quality_rule_get", responses=QualityRuleOut)
    def get(self, request: Request, rule_id: int) -> Response:
        """One rule."""
        return Response(QualityRuleOut(_rule(request, rule_id)).data)

    @extend_schema(
        operation_id="quality_rule_update", request=QualityRuleChangeIn, responses=QualityRuleOut
    )
    def put(self, request: Request, rule_id: int) -> Response:
        """Change a rule that nobody else has changed meanwhile."""
        _rule(request, rule_id)
        data = QualityRuleChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.update_rule(
            actor_id=asker_id(request),
            rule_id=rule_id,
            revision=data.validated_data["revision"],
            asked=definition_from(data.validated_data),
            now=now(),
        )
        return Response(QualityRuleOut(queries.rule(rule_id)).data)


class _SwitchView(APIView):
    """A rule switched one way."""

    is_on: bool

    def switch(self, request: Request, rule_id: int) -> Response:
        """Do it, and answer what it is now."""
        _rule(request, rule_id)
        actions.switch_rule(
            actor_id=asker_id(request), rule_id=rule_id, is_on=self.is_on, now=now()
        )
        return Response(QualityRuleOut(queries.rule(rule_id)).data)


class RuleSwitchOnView(_SwitchView):
    """`/quality-rules/{rule_id}/switch-on`"""

    is_on = True

    @extend_schema(operation_id="quality_rule_switch_on", request=None, responses=QualityRuleOut)
    def post(self, request: Request, rule_id: int) -> Response:
        """Let it judge people from now on."""
        return self.switch(request, rule_id)


class RuleSwitchOffView(_SwitchView):
    """`/quality-rules/{rule_id}/switch-off`"""

    is_on = False

    @extend_schema(operation_id="quality_rule_switch_off", request=None, responses=QualityRuleOut)
    def post(self, request: Request, rule_id: int) -> Response:
        """Let it judge nobody any more; what it did stays."""
        return self.switch(request, rule_id)


class FiringListView(ListAPIView[RuleFiring]):
    """`/projects/{project_id}/rule-firings`"""

    serializer_class = FiringOut

    @extend_schema(
        operation_id="rule_firing_list",
        parameters=[
            OpenApiParameter("user_id", int, description="Only of this person."),
            OpenApiParameter("rule_id", int, description="Only by this rule."),
        ],
    )
    def get(self, request: Request, project_id: int) -> Response:
        """What rules did in a project, the newest first."""
        _require_manager(request, project_id)
        found = queries.firings(
            project_id,
            annotator_id=_number(request, "user_id"),
            rule_id=_number(request, "rule_id"),
        )
        page = self.paginate_queryset(found)
        return self.get_paginated_response(FiringOut(page, many=True).data)


class TrialListView(ListAPIView[RuleTrial]):
    """`/projects/{project_id}/rule-trials`"""

    serializer_class = TrialRowOut

    @extend_schema(
        operation_id="rule_trial_list",
        parameters=[OpenApiParameter("rule_id", int, description="Only of this rule.")],
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The dry runs of a project, the newest first; they are kept for 90 days."""
        _require_manager(request, project_id)
        found = queries.trials(project_id, rule_id=_number(request, "rule_id"))
        page = self.paginate_queryset(found)
        return self.get_paginated_response(TrialRowOut(page, many=True).data)

    @extend_schema(operation_id="rule_trial_start", request=TrialIn, responses={201: TrialOut})
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Play a rule over what has been; it touches nobody."""
        _require_manager(request, project_id)
        data = TrialIn(data=request.data)
        data.is_valid(raise_exception=True)
        trial = actions.request_trial(
            actor_id=asker_id(request),
            project_id=project_id,
            asked=definition_from(data.validated_data),
            rule_id=data.validated_data["rule_id"],
            now=now(),
        )
        return Response(TrialOut(queries.trial(trial.pk)).data, status=201)


class TrialView(APIView):
    """`/rule-trials/{trial_id}`"""

    @extend_schema(operation_id="rule_trial_get", responses=TrialOut)
    def get(self, request: Request, trial_id: int) -> Response:
        """A dry run, with its progress, and its result once it is done."""
        trial = queries.trial(trial_id)
        _require_manager(request, trial.project_id)
        return Response(TrialOut(trial).data)


class TrialCancelView(APIView):
    """`/rule-trials/{trial_id}/cancel`"""

    @extend_schema(operation_id="rule_trial_cancel", request=None, responses=TrialOut)
    def post(self, request: Request, trial_id: int) -> Response:
        """Stop a dry run."""
        _require_manager(request, queries.trial(trial_id).project_id)
        actions.cancel_trial(trial_id=trial_id, now=now())
        return Response(TrialOut(queries.trial(trial_id)).data)


def _rule(request: Request, rule_id: int) -> QualityRule:
    rule = queries.rule(rule_id)
    require_role(request, organisation_id=rule.organisation_id, roles=MANAGERS)
    return rule


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    number = whole_number(text)
    if number is None:
        raise WrongInput(errors=(FieldProblem(name, "not_a_number", "Give the id as a number."),))
    return number


def _require_manager(request: Request, project_id: int) -> None:
    organisation_id = queries.organisation_id_of_project(project_id)
    require_role(request, organisation_id=organisation_id, roles=MANAGERS)
