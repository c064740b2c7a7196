"""The profile of a dataset: what its pictures are like together."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from concord.pictures import KINDS
from guildmark.datasets.api.datasets import readable_dataset
from guildmark.datasets.models import DatasetProfile
from guildmark.datasets.profiles import SHOWN
from guildmark.datasets.queries.browsing import DUPLICATE, SUSPICION_CHOICES
from guildmark.datasets.queries.profile import profile


class DistributionOut(serializers.Serializer):
    """Counts between rising edges, and the 5, 25, 50, 75 and 95 % values."""

    measure = serializers.ChoiceField(choices=list(SHOWN))
    edges = serializers.ListField(child=serializers.FloatField())
    counts = serializers.ListField(child=serializers.IntegerField())
    quantiles = serializers.ListField(child=serializers.FloatField())


class SuspicionOut(serializers.Serializer):
    """How many pictures in use lie where a measure is suspicious."""

    kind = serializers.ChoiceField(choices=SUSPICION_CHOICES)
    measure = serializers.CharField(allow_blank=True)
    at_least = serializers.FloatField(allow_null=True)
    below = serializers.FloatField(allow_null=True)
    count = serializers.IntegerField()


class ShareOut(serializers.Serializer):
    """One of the most frequent values, as text, and how many have it."""

    value = serializers.CharField()
    count = serializers.IntegerField()


class OutliersOut(serializers.Serializer):
    """How many pictures lie more than 3.5 robust standard deviations from the others, each way."""

    measure = serializers.ChoiceField(choices=list(SHOWN))
    low = serializers.FloatField(help_text="the lower bound")
    high = serializers.FloatField(help_text="the upper bound")
    low_count = serializers.IntegerField()
    high_count = serializers.IntegerField()


class MetadataKeyOut(serializers.Serializer):
    """What bringers said under a key: how many pictures have it, and its most frequent values."""

    key = serializers.CharField()
    item_count = serializers.IntegerField()
    value_count = serializers.IntegerField()
    values = ShareOut(many=True)


class ProfileOut(serializers.Serializer):
    """Pictures in use, unless said otherwise; `computed_at` is null before the first time."""

    computed_at = serializers.DateTimeField(allow_null=True)
    is_stale = serializers.BooleanField()
    item_count = serializers.IntegerField()
    measured_count = serializers.IntegerField()
    excluded_count = serializers.IntegerField()
    excluded_for = ShareOut(many=True, help_text="reasons of those that are left out")
    duplicate_groups = serializers.IntegerField()
    distributions = DistributionOut(many=True)
    outliers = OutliersOut(many=True)
    suspicions = SuspicionOut(many=True)
    sizes = ShareOut(many=True)
    formats = ShareOut(many=True)
    depths = ShareOut(many=True)
    colours = ShareOut(many=True)
    metadata_keys = MetadataKeyOut(many=True)
    keeps_capture_time = serializers.BooleanField()


class ProfileView(APIView):
    """`/datasets/{dataset_id}/profile`"""

    @extend_schema(operation_id="dataset_profile", responses=ProfileOut)
    def get(self, request: Request, dataset_id: int) -> Response:
        """What a worker has made of the dataset's pictures, some moments ago."""
        dataset = readable_dataset(request, dataset_id)
        answer = _shown(profile(dataset_id))
        answer["keeps_capture_time"] = dataset.keeps_capture_time
        return Response(ProfileOut(answer).data)


def _shown(made: DatasetProfile | None) -> dict[str, object]:
    if made is None or made.summary is None:
        return dict.fromkeys(_COUNTS, 0) | {key: [] for key in _LISTS} | _age(made)
    summary = made.summary
    suspicions = [{"kind": kind, **summary["suspicions"][kind]} for kind in KINDS]
    twins = summary["duplicates"]
    nothing = {"measure": "", "at_least": None, "below": None}
    suspicions.insert(0, {"kind": DUPLICATE, "count": twins["count"], **nothing})
    return {
        **_age(made),
        "item_count": summary["item_count"],
        "measured_count": summary["measured_count"],
        "excluded_count": summary["excluded_count"],
        "excluded_for": summary.get("excluded_for", []),
        "duplicate_groups": twins["groups"],
        "distributions": [
            {"measure": name, **summary["distributions"][name]}
            for name in SHOWN
            if summary["distributions"][name] is not None
        ],
        "outliers": [
            {"measure": name, **found}
            for name, found in summary.get("outliers", {}).items()
            if found is not None
        ],
        "suspicions": suspicions,
        "sizes": [
            {"value": f"{width} x {height}", "count": size["count"]}
            for size in summary["sizes"]
            for width, height in [size["value"]]
        ],
        "formats": summary["formats"],
        "depths": summary["depths"],
        "colours": summary["colours"],
        "metadata_keys": summary.get("metadata", []),
    }


_COUNTS = ("item_count", "measured_count", "excluded_count", "duplicate_groups")
_LISTS = (
    "excluded_for",
    "distributions",
    "outliers",
    "suspicions",
    "sizes",
    "formats",
    "depths",
    "colours",
    "metadata_keys",
)


def _age(made: DatasetProfile | None) -> dict[str, object]:
    return {
        "computed_at": None if made is None else made.computed_at,
        "is_stale": made is None or made.is_lagging,
    }
