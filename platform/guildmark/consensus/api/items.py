"""Looking through the items of a project by what became of them."""

from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, require_role
from guildmark.consensus.queries import pages
from guildmark.consensus.queries.items import (
    MOST_COUNTED,
    STATE_CHOICES,
    WorkFilter,
    with_work,
    work_of,
)
from guildmark.core.fields import NumberField
from guildmark.datasets.api.items import ItemPageOut, ItemsIn, item_filter, shown_page
from guildmark.datasets.api.serializers import ItemOut
from guildmark.datasets.queries.browsing import MOST_COUNTED as MOST_OF_DATASET
from guildmark.datasets.queries.browsing import chosen_items


class ProjectItemsIn(ItemsIn):
    """The same, and what became of them in the project."""

    state = serializers.ChoiceField(
        choices=STATE_CHOICES, default="", help_text="how far the tasks to draw are"
    )
    label = serializers.CharField(  # type: ignore[assignment]  # the metaclass takes fields out
        default="",
        allow_blank=True,
        max_length=130,
        help_text="the key of a label of the result, or `question=option` of its answers",
    )
    sure_at_least = NumberField(
        default=None, min_value=0, max_value=1, help_text="bounds the least sure part of the result"
    )
    sure_below = NumberField(
        default=None, min_value=0, max_value=1, help_text="bounds it above, not included"
    )


class ProjectItemOut(ItemOut):
    """An image, and what became of it in the project."""

    state = serializers.ChoiceField(choices=STATE_CHOICES)
    labels = serializers.ListField(
        child=serializers.CharField(),
        help_text="keys of labels of the result, and `question=option` of its answers",
    )
    task_id = serializers.IntegerField(
        allow_null=True, help_text="its newest task to draw that was not cancelled"
    )


class ProjectItemPageOut(ItemPageOut):
    """A page of items; `next_cursor` asks for the next one, and is empty at the end."""

    results = ProjectItemOut(many=True)


class ProjectItemListView(APIView):
    """`/projects/{project_id}/items`"""

    @extend_schema(
        operation_id="project_item_list", parameters=[ProjectItemsIn], responses=ProjectItemPageOut
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The images of a project's dataset, chosen also by the state and the label they have."""
        organisation_id, dataset_id = pages.tenant_and_dataset(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        data = ProjectItemsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        asked = data.validated_data
        wanted = WorkFilter(
            state=asked["state"],
            label=asked["label"],
            sure_at_least=asked["sure_at_least"],
            sure_below=asked["sure_below"],
        )
        items = chosen_items(dataset_id, item_filter(asked))
        found = with_work(items, project_id, wanted)
        most = MOST_OF_DATASET if wanted == WorkFilter() else MOST_COUNTED
        page = shown_page(request, found, asked, most_counted=most)
        work = work_of(project_id, [row["id"] for row in page["results"]])
        results = [{**row, **asdict(work[row["id"]])} for row in page["results"]]
        return Response({**page, "results": results})
