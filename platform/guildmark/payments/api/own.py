"""What a person is owed and was paid, and each of their tasks."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.core.money import Money
from guildmark.payments.api.documentation import (
    MyAssignmentPageOut,
    OwnDuesOut,
    OwnPayoutOut,
    TakenIn,
)
from guildmark.payments.models import PayoutLine
from guildmark.payments.queries.payouts import own_lines
from guildmark.payments.queries.sums import organisations, sums_of_person
from guildmark.payments.queries.taken import taken_page


class MyAssignmentsView(APIView):
    """`/me/assignments`"""

    @extend_schema(
        operation_id="assignment_list", parameters=[TakenIn], responses=MyAssignmentPageOut
    )
    def get(self, request: Request) -> Response:
        """Everything one has taken, what was taken last first."""
        user_id = require_person(request)
        asked = TakenIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = taken_page(
            user_id=user_id,
            cursor=asked.validated_data["cursor"],
            size=asked.validated_data["page_size"],
        )
        rows = [
            {
                "id": one.pk,
                "project_id": one.project_id,
                "project_name": one.project.name,
                "state": one.state,
                "price": Money(one.amount_minor, one.currency),
                "leased_at": one.leased_at,
                "ended_at": one.ended_at,
                "paid_at": page.paid_at.get(one.pk),
            }
            for one in page.assignments
        ]
        body = {"results": rows, "next_cursor": page.next_cursor}
        return Response(MyAssignmentPageOut(body).data)


class OwnDuesView(APIView):
    """`/me/dues`"""

    @extend_schema(operation_id="own_dues_get", responses=OwnDuesOut)
    def get(self, request: Request) -> Response:
        """What each organisation owes one, and has paid, over all time."""
        found = sums_of_person(require_person(request))
        names = organisations([one.whose for one in found])
        rows = [
            {
                "organisation_id": one.whose,
                "organisation_name": names[one.whose].name,
                **one.by_name,
            }
            for one in found
        ]
        return Response(OwnDuesOut({"dues": rows}).data)


class OwnPayoutListView(ListAPIView[PayoutLine]):
    """`/me/payouts`"""

    serializer_class = OwnPayoutOut

    @extend_schema(operation_id="own_payout_list")
    def get(self, request: Request) -> Response:
        """What one was paid, the newest first."""
        page = self.paginate_queryset(own_lines(require_person(request)))
        return self.get_paginated_response(OwnPayoutOut(page, many=True).data)
