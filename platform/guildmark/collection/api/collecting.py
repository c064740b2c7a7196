"""For people who send pictures: what is wanted, the permission, and what they sent."""

from __future__ import annotations

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.collection import actions, queries
from guildmark.collection.api.doors import collecting_brief, own_asset
from guildmark.collection.api.serializers import (
    AssetIn,
    BriefFieldsOut,
    CollectedShareOut,
    CollectingOut,
    OwnAssetOut,
    SignIn,
    WithdrawnOut,
)
from guildmark.collection.models import Asset, Brief
from guildmark.core.clock import now
from guildmark.core.forms import BoundedForm
from guildmark.core.idempotency import idempotent
from guildmark.core.uploads import MEGABYTE
from guildmark.datasets.errors import UploadTooLarge
from guildmark.datasets.media import viewing

MOST_MEGABYTES = 40


class PictureParser(BoundedForm):
    """Forms with one picture of a phone."""

    def most_bytes(self) -> int:
        """How large the picture may be."""
        return MOST_MEGABYTES * MEGABYTE

    def too_large(self, most_megabytes: int) -> UploadTooLarge:
        """What a larger one is told."""
        return UploadTooLarge(
            _("One picture may have at most {most} MB.").format(most=MOST_MEGABYTES)
        )


def _collecting(request: Request, user_id: int, brief: Brief) -> Response:
    text = brief.consent_text
    consent = text and queries.live_consent(user_id=user_id, text_id=text.pk)
    shown = {
        "brief": brief,
        "signed_at": consent.signed_at if consent else None,
        "has_pictures": queries.has_sent(user_id=user_id, brief_id=brief.pk),
        "to_review_count": (
            queries.to_review(user_id=user_id, brief_id=brief.pk).count()
            if queries.may_review(user_id=user_id, brief=brief, now=now())
            else 0
        ),
        "earned": queries.earned(user_id=user_id, brief=brief),
    }
    return Response(CollectingOut(shown, context=viewing(request)).data)


class OpenBriefListView(ListAPIView[Brief]):
    """`/collections`"""

    serializer_class = BriefFieldsOut

    @extend_schema(operation_id="collection_list")
    def get(self, request: Request) -> Response:
        """The briefs the person may send pictures for."""
        user_id = require_person(request)
        page = self.paginate_queryset(queries.open_briefs(user_id))
        shown = BriefFieldsOut(page, many=True, context=viewing(request))
        return self.get_paginated_response(shown.data)


class OwnShareListView(ListAPIView[Brief]):
    """`/me/collecting`"""

    serializer_class = CollectedShareOut

    @extend_schema(operation_id="own_collecting_list")
    def get(self, request: Request) -> Response:
        """What the person has done for each brief, and what it came to."""
        user_id = require_person(request)
        page = self.paginate_queryset(queries.briefs_worked_for(user_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        shown = CollectedShareOut(queries.shares(user_id, page), many=True)
        return self.get_paginated_response(shown.data)


class CollectingView(APIView):
    """`/projects/{project_id}/collecting`"""

    @extend_schema(operation_id="collecting_get", responses=CollectingOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What is wanted, and whether the person has signed."""
        user_id, brief = collecting_brief(request, project_id)
        return _collecting(request, user_id, brief)


class SignView(APIView):
    """`/projects/{project_id}/collecting/sign`"""

    @extend_schema(operation_id="consent_sign", request=SignIn, responses=CollectingOut)
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Sign the permission that was read."""
        user_id, brief = collecting_brief(request, project_id)
        data = SignIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.sign_consent(
            user_id=user_id, brief_id=brief.pk, number=data.validated_data["number"], now=now()
        )
        return _collecting(request, user_id, brief)


class WithdrawConsentView(APIView):
    """`/projects/{project_id}/collecting/withdraw`"""

    @extend_schema(operation_id="consent_withdraw", request=None, responses=WithdrawnOut)
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Take the permission back, and every picture sent under it."""
        user_id, brief = collecting_brief(request, project_id)
        count = actions.withdraw_consent(user_id=user_id, brief_id=brief.pk, now=now())
        return Response(WithdrawnOut({"asset_count": count}).data)


class OwnAssetListView(ListAPIView[Asset]):
    """`/projects/{project_id}/my-collected`"""

    serializer_class = OwnAssetOut
    parser_classes = [PictureParser]

    @extend_schema(operation_id="own_collected_list")
    def get(self, request: Request, project_id: int) -> Response:
        """What the person sent, the newest first."""
        user_id, brief = collecting_brief(request, project_id)
        own = queries.assets(brief.pk).filter(collector_id=user_id)
        page = self.paginate_queryset(own)
        return self.get_paginated_response(OwnAssetOut(page, many=True).data)

    @extend_schema(
        operation_id="collect",
        request={"multipart/form-data": AssetIn},
        responses={201: OwnAssetOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Send one picture; it is taken or refused at once, with the reason."""
        user_id, brief = collecting_brief(request, project_id)
        data = AssetIn(data=request.data)
        data.is_valid(raise_exception=True)
        upload = data.validated_data["file"]
        asset = actions.collect_asset(
            user_id=user_id,
            brief_id=brief.pk,
            stratum_id=data.validated_data["stratum_id"],
            name=upload.name,
            content=upload.chunks(),
            now=now(),
        )
        return Response(OwnAssetOut(asset).data, status=201)


class WithdrawAssetView(APIView):
    """`/collected/{asset_id}/withdraw`"""

    @extend_schema(operation_id="collected_withdraw", request=None, responses=OwnAssetOut)
    @idempotent
    def post(self, request: Request, asset_id: int) -> Response:
        """Take one picture back; its bytes are deleted."""
        user_id, asset = own_asset(request, asset_id)
        actions.withdraw_asset(user_id=user_id, asset_id=asset.pk, now=now())
        return Response(OwnAssetOut(queries.asset(asset_id)).data)
