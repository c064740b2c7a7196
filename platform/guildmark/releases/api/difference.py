"""The difference of two releases of a project."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.core.errors import NotFound
from guildmark.core.states import state_word
from guildmark.releases.api.releases import visible_release
from guildmark.releases.api.serializers import FollowsOut
from guildmark.releases.comparing import compare
from guildmark.releases.errors import ReleaseNotReady


class ReleaseRelabelledOut(serializers.Serializer):
    """Objects that have another label now."""

    before = serializers.CharField()
    after = serializers.CharField()
    shapes = serializers.IntegerField()


class ReleaseLabelDifferenceOut(serializers.Serializer):
    """How many there are of a label, before and after."""

    key = serializers.CharField()
    name = serializers.CharField()
    before = serializers.IntegerField()
    after = serializers.IntegerField()


class ReleaseItemDifferenceOut(serializers.Serializer):
    """A picture whose label differs; `position` is that in the later release."""

    item_id = serializers.IntegerField()
    name = serializers.CharField()
    position = serializers.IntegerField()
    added = serializers.IntegerField()
    removed = serializers.IntegerField()
    moved = serializers.IntegerField()
    relabelled = serializers.IntegerField()
    answers = serializers.IntegerField()
    attributes = serializers.IntegerField()
    lowest_iou = serializers.FloatField(allow_null=True)


class ReleaseDifferenceOut(serializers.Serializer):
    """Counts of pictures and of shapes, which are paired by the boxes round them; lines and
    skeletons also by how alike they are, for a level line has no box to speak of.

    IoU is of outlines and pixels themselves; of points and lines it is their similarity.
    """

    before = FollowsOut()
    after = FollowsOut()
    items_added = serializers.IntegerField()
    items_removed = serializers.IntegerField()
    items_same = serializers.IntegerField()
    items_changed = serializers.IntegerField()
    items_compared = serializers.IntegerField()
    shapes_added = serializers.IntegerField()
    shapes_removed = serializers.IntegerField()
    shapes_moved = serializers.IntegerField()
    moved_iou_median = serializers.FloatField(allow_null=True)
    moved_iou_lowest = serializers.FloatField(allow_null=True)
    answers_changed = serializers.IntegerField()
    attributes_changed = serializers.IntegerField()
    relabelled = ReleaseRelabelledOut(many=True)
    labels = ReleaseLabelDifferenceOut(many=True)
    examples = ReleaseItemDifferenceOut(many=True)


class ReleaseDifferenceView(APIView):
    """`/releases/{release_id}/difference/{before_id}`"""

    @extend_schema(operation_id="release_difference", responses=ReleaseDifferenceOut)
    def get(self, request: Request, release_id: int, before_id: int) -> Response:
        """What changed from an earlier release of the same project to this one."""
        after, before = (visible_release(request, key) for key in (release_id, before_id))
        if before.project_id != after.project_id:
            raise NotFound
        for release in (before, after):
            if release.figures is None:
                raise ReleaseNotReady(
                    _("Release {version} is {state}.").format(
                        version=release.version, state=state_word(release.state)
                    )
                )
        return Response(ReleaseDifferenceOut(compare(before, after)).data)
