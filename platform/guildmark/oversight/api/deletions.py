"""Projects and datasets that an owner deletes; managers see how far that is."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, OWNERS, asker_id, require_role
from guildmark.core.clock import now
from guildmark.core.fields import SaidField
from guildmark.core.idempotency import idempotent
from guildmark.core.models import Operation
from guildmark.core.money import MoneyOut
from guildmark.oversight.actions import request_deletion
from guildmark.oversight.models import Deletion
from guildmark.oversight.queries import deletion as queries

Kind = Deletion.Kind


class DeletionOut(serializers.Serializer):
    """A project or a dataset on its way out, or gone."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    target_id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField(help_text="rows")
    progress_total = serializers.IntegerField()
    error_code = serializers.CharField()
    error_detail = SaidField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class BlockerOut(serializers.Serializer):
    """Something that has to be done first."""

    code = serializers.CharField()
    sentence = serializers.CharField()


class StaysOut(serializers.Serializer):
    """What a deletion leaves, beside the audit trail."""

    dataset_name = serializers.CharField(help_text="of a project, whose pictures stay")
    item_count = serializers.IntegerField()
    people_count = serializers.IntegerField(help_text="people who were paid for work in it")
    earned = MoneyOut(many=True)


class DeletionPlanOut(serializers.Serializer):
    """What would go, what would stay, and what forbids it."""

    name = serializers.CharField(help_text="to be typed by who deletes it")
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="what goes, by kind")
    stays = StaysOut()
    blockers = BlockerOut(many=True)
    deletion = DeletionOut(allow_null=True, help_text="the newest that was asked for")


class DeletionIn(serializers.Serializer):
    """The name of what is deleted, typed."""

    name = serializers.CharField(max_length=120)


class _PlanView(APIView):
    """What deleting would do, and what became of it, for managers; deleting, for owners alone."""

    kind: str

    def _require(self, request: Request, target_id: int, roles: frozenset[str]) -> None:
        """Raises NotFound and NotAllowed."""
        organisation_id = queries.organisation_id_of(self.kind, target_id)
        require_role(request, organisation_id=organisation_id, roles=roles)

    def _planned(self, request: Request, target_id: int) -> Response:
        self._require(request, target_id, MANAGERS)
        return Response(DeletionPlanOut(queries.plan_of(self.kind, target_id, now=now())).data)

    def _requested(self, request: Request, target_id: int) -> Response:
        self._require(request, target_id, OWNERS)
        data = DeletionIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = request_deletion(
            actor_id=asker_id(request),
            kind=self.kind,
            target_id=target_id,
            typed_name=data.validated_data["name"],
            now=now(),
        )
        return Response(DeletionOut(made).data, status=201 if is_new else 200)


class ProjectDeletionView(_PlanView):
    """`/projects/{project_id}/deletion`"""

    kind = Kind.PROJECT

    @extend_schema(operation_id="project_deletion_get", responses=DeletionPlanOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What deleting the project would take, what stays, and what has to be done first."""
        return self._planned(request, project_id)

    @extend_schema(
        operation_id="project_deletion_create",
        request=DeletionIn,
        responses={200: DeletionOut, 201: DeletionOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Delete the project, for good."""
        return self._requested(request, project_id)


class DatasetDeletionView(_PlanView):
    """`/datasets/{dataset_id}/deletion`"""

    kind = Kind.DATASET

    @extend_schema(operation_id="dataset_deletion_get", responses=DeletionPlanOut)
    def get(self, request: Request, dataset_id: int) -> Response:
        """What deleting the dataset would take, and what has to be done first."""
        return self._planned(request, dataset_id)

    @extend_schema(
        operation_id="dataset_deletion_create",
        request=DeletionIn,
        responses={200: DeletionOut, 201: DeletionOut},
    )
    @idempotent
    def post(self, request: Request, dataset_id: int) -> Response:
        """Delete the dataset with its pictures, for good."""
        return self._requested(request, dataset_id)


class DeletionView(APIView):
    """`/deletions/{deletion_id}`"""

    @extend_schema(operation_id="deletion_get", responses=DeletionOut)
    def get(self, request: Request, deletion_id: int) -> Response:
        """How far a deletion is; also when what it deletes is gone."""
        found = queries.deletion(deletion_id)
        require_role(request, organisation_id=found.organisation_id, roles=MANAGERS)
        return Response(DeletionOut(found).data)
