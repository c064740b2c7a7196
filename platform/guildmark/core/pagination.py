"""Lists come in pages, bounded."""

from typing import Any

from rest_framework import serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from guildmark.core.asked import asked


class Pages(PageNumberPagination):
    """`?page=2&page_size=50`; the answer holds count, next, previous and results."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500

    def get_page_size(self, request: Request) -> int | None:
        """As asked for, at most `max_page_size`. Raises ValidationError for what is no number."""
        asked(request, self.page_size_query_param, serializers.IntegerField(min_value=1))
        return super().get_page_size(request)

    # Any: as the base class has it.
    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Both are numbers from one on."""
        described = super().get_schema_operation_parameters(view)
        return [{**one, "schema": {**one["schema"], "minimum": 1}} for one in described]
