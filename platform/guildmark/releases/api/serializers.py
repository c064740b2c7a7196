"""What goes in and out of the doors of the releases app."""

from django.conf import settings
from rest_framework import serializers

from guildmark.core.fields import KeptSentenceField, SaidField
from guildmark.core.models import Operation
from guildmark.releases.api.plan_serializers import PlanDoc, SplitPartOut
from guildmark.releases.models import Export, Release


class ReleaseIn(serializers.Serializer):
    """A release to build; without a version it is the next minor one."""

    version = serializers.CharField(max_length=20, required=False, allow_null=True, default=None)
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True, default="")
    plan = PlanDoc(required=False, allow_null=True, default=None)


class WithdrawIn(serializers.Serializer):
    """Why nobody should use it any more: everybody who downloads it reads it."""

    reason = serializers.CharField(max_length=1000)


class NumberedOut(serializers.Serializer):
    """A version of a schema."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()


class GuidelineNumberOut(serializers.Serializer):
    """A version of a guideline, as people say it."""

    id = serializers.IntegerField()
    number = serializers.CharField()


class FollowsOut(serializers.Serializer):
    """The release before."""

    id = serializers.IntegerField()
    version = serializers.CharField()


class AlphaOut(serializers.Serializer):
    """Krippendorff's alpha with its interval; undefined with the reason."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    undefined_reason = SaidField(allow_null=True)


class SpreadOut(serializers.Serializer):
    """The middle, and what nine in ten lie between."""

    median = serializers.FloatField()
    lower = serializers.FloatField()
    upper = serializers.FloatField()


class LabelCountOut(serializers.Serializer):
    """How often a label was drawn, or an option chosen (`question=option`)."""

    key = serializers.CharField()
    name = serializers.CharField()
    color = serializers.CharField(allow_null=True)
    count = serializers.IntegerField()


class LicenceCountOut(serializers.Serializer):
    """How many pictures came under a licence."""

    name = serializers.CharField()
    items = serializers.IntegerField()


class FiguresOut(serializers.Serializer):
    """What a release holds and how sure it is."""

    items = serializers.IntegerField()
    nothing_here = serializers.IntegerField()
    shapes = serializers.IntegerField()
    submissions_each = serializers.FloatField(allow_null=True)
    annotators = serializers.IntegerField()
    alpha = AlphaOut(allow_null=True)
    expected_iou = SpreadOut(allow_null=True)
    mean_confidence = serializers.FloatField(allow_null=True)
    labels = LabelCountOut(many=True)
    parts = SplitPartOut(many=True, required=False)
    not_compared = serializers.IntegerField(
        required=False, help_text="items whose near-duplicates may be in another part"
    )
    licences = LicenceCountOut(many=True, required=False)


class ReleaseOut(serializers.Serializer):
    """A release; `figures` once it is ready. `definition` are the labels that it speaks in."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    project_name = serializers.CharField(source="project.name")
    version = serializers.CharField()
    note = serializers.CharField()
    state = serializers.ChoiceField(choices=Release.State.choices)
    progress_done = serializers.IntegerField(source="build.progress_done")
    progress_total = serializers.IntegerField(source="build.progress_total")
    is_cancel_requested = serializers.BooleanField(source="build.is_cancel_requested")
    error_detail = SaidField(source="build.error_detail")
    schema_version = NumberedOut()
    definition = serializers.JSONField(source="schema_definition")
    guideline_version = GuidelineNumberOut()
    follows = FollowsOut(allow_null=True)
    figures = FiguresOut(allow_null=True)
    is_calibrated = serializers.SerializerMethodField()
    manifest_sha256 = serializers.CharField()
    created_at = serializers.DateTimeField()
    ready_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    plan = PlanDoc()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawal_reason = serializers.CharField()

    def get_is_calibrated(self, release: Release) -> bool:
        """Whether every confidence was held against enough gold; False until it is ready."""
        if release.manifest is None:
            return False
        is_calibrated: bool = release.manifest["release"]["consensus"]["is_calibrated"]
        return is_calibrated


class ReleaseOneOut(ReleaseOut):
    """A release by itself, with what became of its pictures since it was frozen."""

    taken_back = serializers.IntegerField(
        help_text="pictures that whoever gave them has taken back since: labels alone are left"
    )


class ExportFormatOut(serializers.Serializer):
    """A format: what it is called, how it is written, what it cannot say."""

    key = serializers.CharField()
    name = serializers.CharField()
    how = serializers.CharField()
    loses = serializers.CharField()
    unfit = serializers.CharField(
        help_text="why it would hold nothing of the release that is asked about; else empty"
    )


class ExportFormatsIn(serializers.Serializer):
    """What is to be put into a format: what it loses is then said of this release."""

    release_id = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class ExportIn(serializers.Serializer):
    """A release in a format, or its quality report: `report`, a PDF without pictures.

    `links` says of each picture where it is: `ours`, for members and keys of the organisation, or
    `own`, where it was fetched from. The report is written in `language`; without one in that of
    the request.
    """

    format = serializers.CharField(max_length=20, source="format_key")
    has_pictures = serializers.BooleanField(default=False)
    links = serializers.ChoiceField(
        choices=Export.Links.choices, required=False, allow_blank=True, default=""
    )
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class ExportOut(serializers.Serializer):
    """An export; `download_url` once it is done."""

    id = serializers.IntegerField()
    release_id = serializers.IntegerField()
    format = serializers.CharField()
    has_pictures = serializers.BooleanField()
    links = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    byte_count = serializers.IntegerField()
    sha256 = serializers.CharField()
    losses = serializers.ListField(child=KeptSentenceField())
    error_detail = SaidField()
    download_url = serializers.CharField(allow_null=True)
    is_own = serializers.BooleanField(help_text="whether the person who asks now asked for it")
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
