"""Looking through items, leaving them out, and bringing them back."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import asker_id
from guildmark.core.clock import now
from guildmark.core.fields import NumberField
from guildmark.core.idempotency import idempotent
from guildmark.datasets import actions
from guildmark.datasets.api.datasets import managed_dataset, readable_dataset
from guildmark.datasets.api.serializers import ItemOut
from guildmark.datasets.media import viewing
from guildmark.datasets.models import ExclusionReason, Item
from guildmark.datasets.queries.browsing import (
    COLOURS,
    MEASURES,
    MOST_COUNTED,
    SORTS,
    SUSPICION_CHOICES,
    ItemFilter,
    chosen_items,
    page_of,
)

MOST_NAMED = 1_000


class ItemFilterIn(serializers.Serializer):
    """Which items are wanted."""

    use = serializers.ChoiceField(choices=["all", "used", "excluded"], default="all")
    suspicion = serializers.ChoiceField(choices=SUSPICION_CHOICES, default="")
    exclusion_reason = serializers.ChoiceField(choices=ExclusionReason.choices, default="")
    has_twins = serializers.BooleanField(default=False, help_text="near-duplicates alone")
    twins_of = serializers.IntegerField(default=None, min_value=1, max_value=2**63 - 1)
    name = serializers.CharField(
        default="", allow_blank=True, max_length=255, help_text="a part of the name"
    )
    measure = serializers.ChoiceField(choices=MEASURES, default="")
    at_least = NumberField(default=None, help_text="bounds the measure")
    below = NumberField(default=None, help_text="bounds the measure, not included")
    original_format = serializers.CharField(default="", max_length=10)
    bit_depth = serializers.IntegerField(default=None, min_value=1, max_value=64)
    colour = serializers.ChoiceField(choices=list(COLOURS), default="")
    width_px = serializers.IntegerField(default=None, min_value=1, max_value=2**31 - 1)
    height_px = serializers.IntegerField(default=None, min_value=1, max_value=2**31 - 1)
    metadata_key = serializers.CharField(default="", allow_blank=True, max_length=60)
    metadata_value = serializers.CharField(default="", allow_blank=True, max_length=400)


class ItemsIn(ItemFilterIn):
    """Which items are wanted, in which order."""

    sort = serializers.ChoiceField(choices=[*SORTS, *(f"-{name}" for name in SORTS)], default="id")
    cursor = serializers.CharField(default="", allow_blank=True, max_length=800)
    page_size = serializers.IntegerField(default=50, min_value=1, max_value=500)


class ItemPageOut(serializers.Serializer):
    """A page of items; `next_cursor` asks for the next one, and is empty at the end."""

    count = serializers.IntegerField(help_text="a bound where there are more")
    is_count_exact = serializers.BooleanField()
    next_cursor = serializers.CharField(allow_blank=True)
    results = ItemOut(many=True)


class ExcludeIn(serializers.Serializer):
    """Items by id, or all that the profile suspects of one thing."""

    item_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=MOST_NAMED,
        min_length=1,
        required=False,
    )
    suspicion = serializers.ChoiceField(choices=SUSPICION_CHOICES, required=False)
    reason = serializers.ChoiceField(choices=ExclusionReason.choices)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two ways, and not both."""
        return _one_of(attrs, "item_ids", "suspicion")


class IncludeIn(serializers.Serializer):
    """Items by id, or all excluded for one reason."""

    item_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=MOST_NAMED,
        min_length=1,
        required=False,
    )
    reason = serializers.ChoiceField(choices=ExclusionReason.choices, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two ways, and not both."""
        return _one_of(attrs, "item_ids", "reason")


class ChangedOut(serializers.Serializer):
    """How many items changed."""

    item_count = serializers.IntegerField()


def _one_of(attrs: dict[str, Any], first: str, second: str) -> dict[str, Any]:
    """Fails where both are given, or neither. Any: validated data of a serializer."""
    if (first in attrs) == (second in attrs):
        raise serializers.ValidationError(
            {first: _("Give {first} or {second}.").format(first=first, second=second)}
        )
    return attrs


def item_filter(data: dict[str, Any]) -> ItemFilter:
    """The filter that validated data of `ItemFilterIn` say."""
    uses = {"all": None, "used": False, "excluded": True}
    key = data["metadata_key"]
    return ItemFilter(
        is_excluded=uses[data["use"]],
        suspicion=data["suspicion"],
        exclusion_reason=data["exclusion_reason"],
        has_twins=data["has_twins"],
        twins_of=data["twins_of"],
        name=data["name"],
        measure=data["measure"],
        at_least=data["at_least"],
        below=data["below"],
        original_format=data["original_format"],
        bit_depth=data["bit_depth"],
        colour=data["colour"],
        width_px=data["width_px"],
        height_px=data["height_px"],
        metadata={key: data["metadata_value"]} if key else {},
    )


def shown_page(
    request: Request,
    items: QuerySet[Item],
    asked: dict[str, Any],
    *,
    most_counted: int = MOST_COUNTED,
) -> dict[str, Any]:
    """A page of items as `ItemPageOut` has it. Any: validated data of `ItemsIn`, and JSON."""
    page = page_of(
        items,
        sort=asked["sort"].removeprefix("-"),
        is_descending=asked["sort"].startswith("-"),
        cursor=asked["cursor"],
        size=asked["page_size"],
        most_counted=most_counted,
    )
    return {
        "count": page.count,
        "is_count_exact": page.is_count_exact,
        "next_cursor": page.next_cursor,
        "results": ItemOut(page.items, many=True, context=viewing(request)).data,
    }


class ItemListView(APIView):
    """`/datasets/{dataset_id}/items`"""

    @extend_schema(operation_id="item_list", parameters=[ItemsIn], responses=ItemPageOut)
    def get(self, request: Request, dataset_id: int) -> Response:
        """The images of a dataset, chosen and sorted, from page to page by a cursor."""
        readable_dataset(request, dataset_id)
        data = ItemsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        asked = data.validated_data
        items = chosen_items(dataset_id, item_filter(asked))
        return Response(shown_page(request, items, asked))


class ExcludeView(APIView):
    """`/datasets/{dataset_id}/items/exclude`"""

    @extend_schema(operation_id="item_exclude", request=ExcludeIn, responses=ChangedOut)
    @idempotent
    def post(self, request: Request, dataset_id: int) -> Response:
        """Leave items out of new batches, with a reason. Tasks that are there go on."""
        dataset = managed_dataset(request, dataset_id)
        data = ExcludeIn(data=request.data)
        data.is_valid(raise_exception=True)
        asked = data.validated_data
        count = actions.exclude_items(
            actor_id=asker_id(request),
            dataset=dataset,
            reason=asked["reason"],
            item_ids=asked.get("item_ids"),
            suspicion=asked.get("suspicion", ""),
            now=now(),
        )
        return Response(ChangedOut({"item_count": count}).data)


class IncludeView(APIView):
    """`/datasets/{dataset_id}/items/include`"""

    @extend_schema(operation_id="item_include", request=IncludeIn, responses=ChangedOut)
    @idempotent
    def post(self, request: Request, dataset_id: int) -> Response:
        """Bring excluded items back."""
        dataset = managed_dataset(request, dataset_id)
        data = IncludeIn(data=request.data)
        data.is_valid(raise_exception=True)
        count = actions.include_items(
            actor_id=asker_id(request),
            dataset=dataset,
            item_ids=data.validated_data.get("item_ids"),
            reason=data.validated_data.get("reason", ""),
            now=now(),
        )
        return Response(ChangedOut({"item_count": count}).data)
