"""The directory of communities: here, for it is narrowed by what they work on too."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from guildmark.accounts.access import require_person
from guildmark.communities import queries as communities
from guildmark.communities.api.directory import CommunitySeenOut
from guildmark.communities.models import Community
from guildmark.projects.languages import LANGUAGE
from guildmark.projects.queries import communities_read_in


class DirectorySearchIn(serializers.Serializer):
    """What narrows the directory; what is left out narrows nothing."""

    search = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=100, help_text="words, in any part"
    )
    joining = serializers.ChoiceField(
        choices=Community.Joining.choices, required=False, allow_blank=True, default=""
    )
    is_met = serializers.BooleanField(
        required=False, default=False, help_text="only where the asker meets what is asked"
    )
    language = serializers.RegexField(
        LANGUAGE,
        required=False,
        allow_blank=True,
        default="",
        help_text="a tag of BCP 47, in which a guideline of theirs is read",
    )


class DirectoryView(ListAPIView[Community]):
    """`/directory`"""

    serializer_class = CommunitySeenOut

    @extend_schema(operation_id="directory_list", parameters=[DirectorySearchIn])
    def get(self, request: Request) -> Response:
        """The communities the asker may know of, by name; those that are searched for."""
        user_id = require_person(request)
        wanted = DirectorySearchIn(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        narrowing = dict(wanted.validated_data)
        language = narrowing.pop("language")
        within = communities_read_in(language) if language else None
        listed = communities.directory(user_id, within=within, **narrowing)
        page = self.paginate_queryset(listed)
        found = communities.seen(user_id=user_id, community_ids=page or [])
        return self.get_paginated_response(CommunitySeenOut(found, many=True).data)
