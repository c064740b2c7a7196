"""What there is beside a picture. Asked for beside the work, never before it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.core.actors import actor_of
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.datasets.media import Variant, media_url, read_token, url_beside
from guildmark.projects.plugins import plugin_url
from guildmark.work.api.assignments import WorkView
from guildmark.work.queries.aids import Aids, aids, picture_aids


class AidsOut(serializers.Serializer):
    """Where the cells of the picture are; null where there are none, or none yet (`is_waiting`).

    A tile is at `tiles_url`, slash, its name: `level-column-row.jpg`.
    """

    superpixels_url = serializers.CharField(allow_null=True)
    is_waiting = serializers.BooleanField()
    tiles_url = serializers.CharField(allow_null=True)
    plugin_url = serializers.CharField(allow_null=True)


class AidsView(WorkView):
    """`/assignments/{assignment_id}/aids`"""

    @extend_schema(operation_id="assignment_aids", responses=AidsOut)
    def get(self, request: Request, assignment_id: int) -> Response:
        """What the workspace can use beside the picture of one of one's own tasks."""
        user_id = require_person(request)
        found = aids(user_id=user_id, assignment_id=assignment_id)
        link_to = partial(
            media_url,
            item_id=found.item_id,
            viewer=actor_of(request),
            now=now(),
            assignment_id=assignment_id,
        )
        return Response(_shown(found, lambda variant: link_to(variant=variant)))


class PictureAidsView(APIView):
    """`/projects/{project_id}/pictures/{picture}/aids`"""

    @extend_schema(operation_id="picture_aids", responses=AidsOut)
    def get(self, request: Request, project_id: int, picture: str) -> Response:
        """The same where people practise, take a quiz, or draw what is known.

        `picture` is the end of the link to the whole picture that the asker was given; whoever may
        see the picture may see what was made of it, and for as long. A link to its thumbnail, which
        the feed shows to many more, opens nothing.
        """
        require_person(request)
        viewer = actor_of(request)
        link = read_token(picture, viewer=viewer, now=now())
        if link.variant != "rendition":
            raise NotFound
        found = picture_aids(project_id=project_id, item_id=link.item_id)
        return Response(_shown(found, partial(url_beside, link, viewer=viewer)))


def _shown(found: Aids, url: Callable[[Variant], str]) -> dict[str, Any]:
    """Any: links and flags, as `AidsOut` writes them."""
    return {
        "superpixels_url": url("superpixels") if found.has_superpixels else None,
        "is_waiting": found.is_waiting,
        "tiles_url": url("tiles") if found.has_tiles else None,
        "plugin_url": plugin_url(found.plugin),
    }
