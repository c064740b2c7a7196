"""Evaluations: predictions in, figures and pictures out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import (
    MANAGERS,
    asker_id,
    require_asker_or_managers,
    require_role,
)
from guildmark.core.brief import for_a_moment
from guildmark.core.clock import now
from guildmark.core.forms import BoundedForm
from guildmark.core.idempotency import idempotent
from guildmark.core.rendering import AlwaysTheFirst
from guildmark.datasets.media import viewing
from guildmark.releases import actions, evaluation_queries, queries
from guildmark.releases.actions.evaluating import MOST_FILE_BYTES
from guildmark.releases.api.evaluation_serializers import (
    AnnotatorEvaluationIn,
    AnnotatorOut,
    ChoiceIn,
    ChosenFiguresOut,
    ComparedWithIn,
    ComparisonOut,
    EvaluationIn,
    EvaluationItemOut,
    EvaluationItemRowOut,
    EvaluationItemsIn,
    EvaluationOut,
    EvaluationRowOut,
)
from guildmark.releases.api.releases import WRITE, visible_release
from guildmark.releases.compared_labels import by_label, comparison_table
from guildmark.releases.errors import FileTooLarge
from guildmark.releases.models import Evaluation, EvaluationItem

#: A thousand draws take a tenth of a second, and sliders come back.
FIGURES_SECONDS = 60


class PredictionsParser(BoundedForm):
    """Forms with one file of predictions."""

    def most_bytes(self) -> int:
        """How large the file may be."""
        return MOST_FILE_BYTES

    def too_large(self, most_megabytes: int) -> FileTooLarge:
        """What a larger one is told."""
        return FileTooLarge(most_megabytes)


def visible_evaluation(request: Request, evaluation_id: int) -> Evaluation:
    """The evaluation, for whoever may see its release, or the project's gold.

    Raises NotFound, NotAllowed.
    """
    found = evaluation_queries.evaluation(evaluation_id)
    _require_sight(request, found)
    return found


def visible_head(request: Request, evaluation_id: int) -> Evaluation:
    """The same without its report."""
    found = evaluation_queries.evaluation_head(evaluation_id)
    _require_sight(request, found)
    return found


def _require_sight(request: Request, found: Evaluation) -> None:
    if found.release_id is None:
        require_gold_reader(request, found.organisation_id)
    else:
        visible_release(request, found.release_id)


def require_gold_reader(request: Request, organisation_id: int) -> None:
    """Known answers are for managers, and keys that make releases. Raises NotFound, NotAllowed."""
    require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)


class EvaluationListView(ListAPIView[Evaluation]):
    """`/releases/{release_id}/evaluations`"""

    serializer_class = EvaluationRowOut
    parser_classes = [PredictionsParser]

    @extend_schema(operation_id="evaluation_list")
    def get(self, request: Request, release_id: int) -> Response:
        """The evaluations against a release, the newest first."""
        visible_release(request, release_id)
        found = evaluation_queries.evaluations().filter(release_id=release_id)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(EvaluationRowOut(page, many=True).data)

    @extend_schema(
        operation_id="evaluation_create",
        request={"multipart/form-data": EvaluationIn},
        responses={200: EvaluationRowOut, 201: EvaluationRowOut},
    )
    @idempotent
    def post(self, request: Request, release_id: int) -> Response:
        """Evaluate a file of predictions; the same one under the same name is given back, 200."""
        visible_release(request, release_id)
        data = EvaluationIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = actions.request_evaluation(
            actor_id=asker_id(request),
            release_id=release_id,
            name=data.validated_data["name"],
            format_key=data.validated_data["format"],
            upload=data.validated_data["file"],
            now=now(),
        )
        return Response(EvaluationRowOut(made).data, status=201 if is_new else 200)


class GoldEvaluationListView(ListAPIView[Evaluation]):
    """`/projects/{project_id}/gold-evaluations`"""

    serializer_class = EvaluationRowOut
    parser_classes = [PredictionsParser]

    @extend_schema(operation_id="gold_evaluation_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The evaluations against the project's known answers, the newest first."""
        require_gold_reader(request, queries.organisation_id_of_project(project_id))
        found = evaluation_queries.evaluations().filter(project_id=project_id, release=None)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(EvaluationRowOut(page, many=True).data)

    @extend_schema(
        operation_id="gold_evaluation_create",
        request={"multipart/form-data": EvaluationIn},
        responses={200: EvaluationRowOut, 201: EvaluationRowOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Hold a file of predictions against the gold in use; one that waits is given back, 200."""
        require_gold_reader(request, queries.organisation_id_of_project(project_id))
        data = EvaluationIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = actions.request_gold_evaluation(
            actor_id=asker_id(request),
            project_id=project_id,
            name=data.validated_data["name"],
            format_key=data.validated_data["format"],
            upload=data.validated_data["file"],
            now=now(),
        )
        return Response(EvaluationRowOut(made).data, status=201 if is_new else 200)


class AnnotatorListView(ListAPIView[Evaluation]):
    """`/releases/{release_id}/annotators`"""

    serializer_class = AnnotatorOut

    @extend_schema(operation_id="release_annotator_list")
    def get(self, request: Request, release_id: int) -> Response:
        """Who answered, under their pseudonyms, those with most answers first."""
        visible_release(request, release_id)
        # A list is a page of rows as a queryset is; the paginator's type says querysets alone.
        found: Any = evaluation_queries.annotators_of(release_id)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(AnnotatorOut(page, many=True).data)


class AnnotatorEvaluationView(APIView):
    """`/releases/{release_id}/annotator-evaluations`"""

    @extend_schema(
        operation_id="annotator_evaluation_create",
        request=AnnotatorEvaluationIn,
        responses={200: EvaluationRowOut, 201: EvaluationRowOut},
    )
    @idempotent
    def post(self, request: Request, release_id: int) -> Response:
        """Evaluate an annotator's answers as if a model had given them."""
        visible_release(request, release_id)
        data = AnnotatorEvaluationIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = actions.request_annotator_evaluation(
            actor_id=asker_id(request), release_id=release_id, now=now(), **data.validated_data
        )
        return Response(EvaluationRowOut(made).data, status=201 if is_new else 200)


class GoldAnnotatorListView(ListAPIView[Evaluation]):
    """`/projects/{project_id}/gold-annotators`"""

    serializer_class = AnnotatorOut

    @extend_schema(operation_id="gold_annotator_list")
    def get(self, request: Request, project_id: int) -> Response:
        """Who answered gold in use, under their pseudonyms, those with most answers first."""
        require_gold_reader(request, queries.organisation_id_of_project(project_id))
        found: Any = evaluation_queries.annotators_of_gold(project_id)  # as above
        page = self.paginate_queryset(found)
        return self.get_paginated_response(AnnotatorOut(page, many=True).data)


class GoldAnnotatorEvaluationView(APIView):
    """`/projects/{project_id}/gold-annotator-evaluations`"""

    @extend_schema(
        operation_id="gold_annotator_evaluation_create",
        request=AnnotatorEvaluationIn,
        responses={200: EvaluationRowOut, 201: EvaluationRowOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Hold an annotator's answers against the gold in use, as if a model had given them."""
        require_gold_reader(request, queries.organisation_id_of_project(project_id))
        data = AnnotatorEvaluationIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = actions.request_gold_annotator_evaluation(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        return Response(EvaluationRowOut(made).data, status=201 if is_new else 200)


class EvaluationView(APIView):
    """`/evaluations/{evaluation_id}`"""

    @extend_schema(operation_id="evaluation_get", responses=EvaluationOut)
    def get(self, request: Request, evaluation_id: int) -> Response:
        """One evaluation, with its progress and then its report."""
        return Response(_shown(request, visible_evaluation(request, evaluation_id)))


class EvaluationFiguresView(APIView):
    """`/evaluations/{evaluation_id}/figures`"""

    @extend_schema(
        operation_id="evaluation_figures", parameters=[ChoiceIn], responses=ChosenFiguresOut
    )
    def get(self, request: Request, evaluation_id: int) -> Response:
        """Precision, recall and F1 with their intervals, where the sliders stand."""
        visible_head(request, evaluation_id)
        data = ChoiceIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        iou, confidence = (round(data.validated_data[key], 2) for key in ("iou", "confidence"))
        found = for_a_moment(
            f"evaluation-figures:{evaluation_id}:{iou}:{confidence}",
            seconds=FIGURES_SECONDS,
            make=lambda: evaluation_queries.figures_at(
                evaluation_id, iou=iou, confidence=confidence
            ),
        )
        return Response(ChosenFiguresOut(found).data)


class EvaluationCancelView(APIView):
    """`/evaluations/{evaluation_id}/cancel`"""

    @extend_schema(operation_id="evaluation_cancel", request=None, responses=EvaluationOut)
    @idempotent
    def post(self, request: Request, evaluation_id: int) -> Response:
        """End an evaluation that waits or runs.

        For who asked for it, managers, and keys that make releases.
        """
        found = visible_evaluation(request, evaluation_id)
        require_asker_or_managers(
            request,
            organisation_id=found.organisation_id,
            asked_by_id=found.created_by_id,
            scope=WRITE,
        )
        actions.cancel_evaluation(
            actor_id=asker_id(request), evaluation_id=evaluation_id, now=now()
        )
        return Response(_shown(request, evaluation_queries.evaluation(evaluation_id)))


# Any: the contract types it.
def _shown(request: Request, evaluation: Evaluation) -> dict[str, Any]:
    return EvaluationOut(evaluation, context={"request": request}).data


class EvaluationItemListView(ListAPIView[EvaluationItem]):
    """`/evaluations/{evaluation_id}/items`"""

    serializer_class = EvaluationItemRowOut

    @extend_schema(operation_id="evaluation_item_list", parameters=[EvaluationItemsIn])
    def get(self, request: Request, evaluation_id: int) -> Response:
        """The pictures, those with most errors first."""
        visible_head(request, evaluation_id)
        data = EvaluationItemsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        found = evaluation_queries.evaluation_items(evaluation_id, **data.validated_data)
        page = self.paginate_queryset(found)
        rows = EvaluationItemRowOut(page, many=True, context=viewing(request))
        return self.get_paginated_response(rows.data)


class EvaluationItemView(APIView):
    """`/evaluations/{evaluation_id}/items/{position}`"""

    @extend_schema(operation_id="evaluation_item_get", responses=EvaluationItemOut)
    def get(self, request: Request, evaluation_id: int, position: int) -> Response:
        """One picture with its label and what was predicted."""
        visible_head(request, evaluation_id)
        found = evaluation_queries.evaluation_item(evaluation_id, position)
        return Response(EvaluationItemOut(found, context=viewing(request)).data)


class EvaluationComparisonView(APIView):
    """`/evaluations/{evaluation_id}/comparison`"""

    @extend_schema(
        operation_id="evaluation_compare", parameters=[ComparedWithIn], responses=ComparisonOut
    )
    def get(self, request: Request, evaluation_id: int) -> Response:
        """Two models on the same images: every figure, and how sure the difference is."""
        return Response(_compared(request, evaluation_id))


class EvaluationComparisonTableView(APIView):
    """`/evaluations/{evaluation_id}/comparison.csv`"""

    content_negotiation_class = AlwaysTheFirst  # who asks for text/csv is given it

    @extend_schema(
        operation_id="evaluation_compare_table",
        parameters=[ComparedWithIn],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, evaluation_id: int) -> HttpResponse:
        """The same as a table: a row for each figure, of the whole first, then label by label."""
        found = _compared(request, evaluation_id)
        return HttpResponse(
            comparison_table(found),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="comparison.csv"'},
        )


# Any: the contract types it.
def _compared(request: Request, evaluation_id: int) -> dict[str, Any]:
    """Raises EvaluationNotDone, NotComparable."""
    first = visible_evaluation(request, evaluation_id)
    data = ComparedWithIn(data=request.query_params)
    data.is_valid(raise_exception=True)
    second = visible_evaluation(request, data.validated_data["other"])
    figures = evaluation_queries.comparison(first, second)
    bounds = evaluation_queries.bounds_by_label(first, second)
    labels = by_label(first.report, second.report, bounds)
    found = {"first": first, "second": second, "figures": figures, "by_label": labels}
    return dict(ComparisonOut(found).data)
