"""What an organisation owes people, and its payouts: for those who manage it."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.core.rendering import AlwaysTheFirst
from guildmark.payments.actions import make_payout
from guildmark.payments.api.documentation import (
    PaymentPageOut,
    PaymentsIn,
    PayoutIn,
    PayoutOut,
    PeriodIn,
)
from guildmark.payments.models import Payout
from guildmark.payments.queries import payouts as queries
from guildmark.payments.queries.sums import (
    Sums,
    dues,
    people,
    sha256_of_dues,
    sums_of_people,
    totals,
)
from guildmark.payments.queries.work import Wanted
from guildmark.payments.tables import payment_table, payout_table


def _csv(lines: Iterator[str], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class PaymentListView(APIView):
    """`/organisations/{organisation_id}/payments`"""

    @extend_schema(operation_id="payment_list", parameters=[PaymentsIn], responses=PaymentPageOut)
    def get(self, request: Request, organisation_id: int) -> Response:
        """Who is to be paid what, by person and currency, the largest amount first."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        asked = PaymentsIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        bounds = dict(asked.validated_data)
        page, size = bounds.pop("page"), bounds.pop("page_size")
        found = sums_of_people(Wanted(organisation_id=organisation_id, **bounds))
        shown = found[(page - 1) * size : page * size]
        who = people([one.whose for one in shown])
        body = {
            "count": len(found),
            "results": [_payment_json(one, who[one.whose]) for one in shown],
            "totals": totals(found),
            "due_sha256": sha256_of_dues(dues(found)),
        }
        return Response(PaymentPageOut(body).data)


def _payment_json(one: Sums, who: User) -> dict[str, Any]:  # Any: rendered by its serializer
    return {
        "user_id": who.pk,
        "pseudonym": who.pseudonym,
        "display_name": who.display_name,
        **one.by_name,
    }


class PaymentTableView(APIView):
    """`/organisations/{organisation_id}/payments.csv`"""

    content_negotiation_class = AlwaysTheFirst  # who asks for text/csv is given it

    @extend_schema(
        operation_id="payment_table",
        parameters=[PeriodIn],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, organisation_id: int) -> StreamingHttpResponse:
        """The same as a table, all people, narrowed as the list."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        asked = PeriodIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = sums_of_people(Wanted(organisation_id=organisation_id, **asked.validated_data))
        who = people([one.whose for one in found])
        return _csv(payment_table(found, who), "payments.csv")


class PayoutListView(ListAPIView[Payout]):
    """`/organisations/{organisation_id}/payouts`"""

    serializer_class = PayoutOut

    @extend_schema(operation_id="payout_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """Payouts that were recorded, the newest first."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        page = self.paginate_queryset(queries.payouts_of(organisation_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        rows = PayoutOut(queries.with_sums(page), many=True)
        return self.get_paginated_response(rows.data)

    @extend_schema(operation_id="payout_create", request=PayoutIn, responses={201: PayoutOut})
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Record that what is due was paid. Nothing takes it back."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = PayoutIn(data=request.data)
        data.is_valid(raise_exception=True)
        asked = dict(data.validated_data)
        seen, reference = asked.pop("due_sha256"), asked.pop("reference", "")
        made = make_payout(
            actor_id=asker_id(request),
            wanted=Wanted(organisation_id=organisation_id, **asked),
            seen=seen,
            reference=reference,
            now=now(),
        )
        return Response(PayoutOut(made).data, status=201)


class PayoutTableView(APIView):
    """`/organisations/{organisation_id}/payouts/{payout_id}.csv`"""

    content_negotiation_class = AlwaysTheFirst  # who asks for text/csv is given it

    @extend_schema(operation_id="payout_table", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, organisation_id: int, payout_id: int) -> StreamingHttpResponse:
        """What each was paid in it, as a table; the sums are those of the day it was recorded."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        payout = queries.payout_of(organisation_id, payout_id)
        lines = queries.lines_of(payout.pk).iterator(chunk_size=1000)
        return _csv(payout_table(lines), f"payout-{payout.pk}.csv")
