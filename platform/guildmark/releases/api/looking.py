"""A release to look at: its pictures with their labels, and how far they can be trusted."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from concord.formats import SPLITS
from guildmark.accounts.models import ApiKey
from guildmark.consensus.api.agreement_serializers import AgreementOut, of_nobody
from guildmark.consensus.api.report_serializers import FitOut
from guildmark.core.pagination import Pages
from guildmark.datasets.media import image_url, viewing
from guildmark.releases import queries
from guildmark.releases.api.releases import visible_release
from guildmark.releases.freezing import told_outside
from guildmark.releases.models import ReleaseItem
from guildmark.releases.plans import plan_of
from guildmark.releases.reporting import report_of

ORDERS = ("position", "confidence")


class LookPages(Pages):
    """Few rows: a label may have thousands of shapes."""

    page_size = 24
    max_page_size = 100


class ReleaseItemsIn(serializers.Serializer):
    """Which items of a release are asked for, and in which order."""

    # a label's key; an attribute of every serializer
    locals()["label"] = serializers.CharField(required=False, default="", max_length=63)
    split = serializers.ChoiceField(choices=SPLITS, required=False, default="")
    order = serializers.ChoiceField(choices=ORDERS, required=False, default=ORDERS[0])
    item = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=2**63 - 1
    )


class ReleaseItemOut(serializers.Serializer):
    """A picture as it was frozen, with its label and how sure it is.

    `document` is an annotation document; `confidence` has exists, class and expected IoU of every
    shape by its id, and the probability of every answer. No address of a picture that was taken
    back.
    """

    position = serializers.IntegerField()
    item_id = serializers.IntegerField()
    name = serializers.CharField(source="item.name")
    width_px = serializers.IntegerField(source="item.width_px")
    height_px = serializers.IntegerField(source="item.height_px")
    split = serializers.CharField(allow_blank=True)
    lowest_confidence = serializers.FloatField()
    document = serializers.JSONField()
    confidence = serializers.SerializerMethodField()
    image_url = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.ANY)
    def get_confidence(self, frozen: ReleaseItem) -> dict[str, Any]:  # JSON
        """How sure it is, as the release tells it."""
        return told_outside(frozen.confidence, names_people=self.context["names_people"])

    def get_image_url(self, frozen: ReleaseItem) -> str | None:
        """The signed address of the picture."""
        if frozen.item.is_gone:
            return None
        return image_url(frozen.item, viewer=self.context["viewer"])

    def get_thumbnail_url(self, frozen: ReleaseItem) -> str | None:
        """The signed address of the thumbnail."""
        if frozen.item.is_gone:
            return None
        return image_url(frozen.item, "thumbnail", viewer=self.context["viewer"])


class ReleaseReportOut(FitOut):
    """What was frozen of the fit: agreement, methods, calibration, confusion, thresholds."""

    gold_count = serializers.IntegerField()
    agreement = AgreementOut()


class ReleaseItemListView(ListAPIView[ReleaseItem]):
    """`/releases/{release_id}/items`"""

    serializer_class = ReleaseItemOut
    pagination_class = LookPages

    @extend_schema(operation_id="release_item_list", parameters=[ReleaseItemsIn])
    def get(self, request: Request, release_id: int) -> Response:
        """The pictures with their labels, in their order or the least sure first."""
        release = visible_release(request, release_id)
        data = ReleaseItemsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        asked: dict[str, Any] = data.validated_data  # JSON: checked just now
        found = queries.shown_items(
            release.pk,
            label=asked["label"],
            split=asked["split"],
            item_id=asked["item"],
            is_least_sure_first=asked["order"] == "confidence",
        )
        page = self.paginate_queryset(found)
        context = {**viewing(request), "names_people": plan_of(release.plan).names_people}
        rows = ReleaseItemOut(page, many=True, context=context)
        return self.get_paginated_response(rows.data)


class ReleaseReportView(APIView):
    """`/releases/{release_id}/report`"""

    @extend_schema(operation_id="release_report_get", responses=ReleaseReportOut)
    def get(self, request: Request, release_id: int) -> Response:
        """How far the labels of a release can be trusted, as the fit found that was frozen.

        A key is told of nobody by name; clients of those whom the release names.
        """
        found = report_of(visible_release(request, release_id))
        if isinstance(request.auth, ApiKey):
            found = {**found, "agreement": of_nobody(found["agreement"])}
        return Response(ReleaseReportOut(found).data)
