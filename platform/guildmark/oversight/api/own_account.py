"""A person as a whole: all that is held of them, and the end of it."""

from typing import Any

from django.contrib.auth import logout
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_password_anew, require_person
from guildmark.accounts.models import Role
from guildmark.communities.api.traits import HeldValueOut
from guildmark.communities.models import Application, Membership
from guildmark.core.clock import now
from guildmark.core.said import told
from guildmark.oversight.actions import close_person
from guildmark.oversight.queries.person import own_copy
from guildmark.training.models import Attempt, Qualification
from guildmark.work.models import Assignment

FILE = "guildmark-account.json"


@extend_schema_field({"type": "string"})
class ToldField(serializers.Field[Any, Any, Any, Any]):  # Any: the stubs want four types
    """A sentence of the service, in the language of the reader."""

    def to_representation(self, value: str) -> str:
        """Its words."""
        return told(value)


class CopiedProfileOut(serializers.Serializer[object]):
    """Who the person is here."""

    email = serializers.EmailField()
    display_name = serializers.CharField()
    pseudonym = serializers.CharField(help_text="under which reviewers and releases know them")
    locale = serializers.CharField()
    workspace = serializers.JSONField()
    date_joined = serializers.DateTimeField()


class CopiedAddressOut(serializers.Serializer[object]):
    """An address, and whether its owner answered from it."""

    email = serializers.EmailField()
    verified = serializers.BooleanField()


class CopiedRoleOut(serializers.Serializer[object]):
    """A role in an organisation."""

    organisation = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    joined_at = serializers.DateTimeField()


class CopiedMembershipOut(serializers.Serializer[object]):
    """Being in a community, or having been."""

    community = serializers.CharField()
    state = serializers.ChoiceField(choices=Membership.State.choices)
    joined_at = serializers.DateTimeField()


class CopiedApplicationOut(serializers.Serializer[object]):
    """Having asked to be let in."""

    community = serializers.CharField()
    answers = serializers.JSONField()
    state = serializers.ChoiceField(choices=Application.State.choices)
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class CopiedReadingOut(serializers.Serializer[object]):
    """Having said that a version of a guideline was read."""

    project = serializers.CharField()
    guideline_major = serializers.IntegerField()
    guideline_minor = serializers.IntegerField()
    read_at = serializers.DateTimeField()


class CopiedComprehensionOut(serializers.Serializer[object]):
    """Answering the questions on a guideline, until all were right."""

    project = serializers.CharField()
    guideline_major = serializers.IntegerField()
    try_count = serializers.IntegerField()
    passed_at = serializers.DateTimeField(allow_null=True)


class CopiedPracticeOut(serializers.Serializer[object]):
    """How far the person came with an item to practise on; what was drawn is not here either."""

    project = serializers.CharField()
    practice_item_id = serializers.IntegerField()
    try_count = serializers.IntegerField()
    is_passed = serializers.BooleanField()
    finished_at = serializers.DateTimeField(allow_null=True)


class CopiedAttemptOut(serializers.Serializer[object]):
    """One sitting of a quiz."""

    project = serializers.CharField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Attempt.State.choices)
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)


class CopiedQualificationOut(serializers.Serializer[object]):
    """Leave to work on a project."""

    project = serializers.CharField()
    guideline_major = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Qualification.State.choices)
    granted_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class CopiedSubmissionOut(serializers.Serializer[object]):
    """One answer; what was drawn is the project's."""

    id = serializers.IntegerField()
    project = serializers.CharField()
    task_id = serializers.IntegerField()
    revision = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()
    seconds_spent = serializers.FloatField()


class CopiedEarnedOut(serializers.Serializer[object]):
    """What tasks done in a project are worth, in minor units, paid or not."""

    project = serializers.CharField()
    state = serializers.ChoiceField(choices=Assignment.State.choices)
    task_count = serializers.IntegerField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class CopiedPayoutOut(serializers.Serializer[object]):
    """What an organisation says it has paid, in minor units."""

    organisation = serializers.CharField()
    made_at = serializers.DateTimeField()
    reference = serializers.CharField()
    task_count = serializers.IntegerField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class CopiedPermissionOut(serializers.Serializer[object]):
    """A permission for pictures that was signed."""

    text_id = serializers.IntegerField()
    signed_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class CopiedPictureOut(serializers.Serializer[object]):
    """A picture the person sent, and what it is worth when it is taken."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.CharField()
    created_at = serializers.DateTimeField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class CopiedNoticeOut(serializers.Serializer[object]):
    """What the person was told."""

    title = ToldField()
    body = ToldField()
    created_at = serializers.DateTimeField()


class OwnCopyOut(serializers.Serializer[object]):
    """What is held of a person."""

    profile = CopiedProfileOut()
    addresses = CopiedAddressOut(many=True)
    roles = CopiedRoleOut(many=True)
    traits = HeldValueOut(many=True)
    memberships = CopiedMembershipOut(many=True)
    applications = CopiedApplicationOut(many=True)
    readings = CopiedReadingOut(many=True)
    comprehension = CopiedComprehensionOut(many=True)
    practice = CopiedPracticeOut(many=True)
    attempts = CopiedAttemptOut(many=True)
    qualifications = CopiedQualificationOut(many=True)
    submissions = CopiedSubmissionOut(many=True)
    earned = CopiedEarnedOut(many=True)
    payouts = CopiedPayoutOut(many=True)
    permissions = CopiedPermissionOut(many=True)
    pictures = CopiedPictureOut(many=True)
    notices = CopiedNoticeOut(many=True)


class OwnCopyView(APIView):
    """`/me/copy`"""

    @extend_schema(operation_id="me_copy", responses=OwnCopyOut)
    def get(self, request: Request) -> Response:
        """What is held of oneself, as one file.

        Not in it: answers as drawn, how they were judged, restrictions, appeals, questions on
        guidelines, choices of mail, and notes and tags that the staff keep for themselves.
        """
        copy = own_copy(require_person(request))
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
        return Response(OwnCopyOut(copy).data, headers=headers)


class OwnAccountView(APIView):
    """`/me/account`"""

    @extend_schema(operation_id="me_close", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Close the account; the password is given anew before."""
        user_id = require_password_anew(request)
        close_person(user_id=user_id, now=now())
        logout(request._request)
        return Response(status=204)
