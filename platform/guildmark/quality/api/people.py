"""How the people of a project do, and how one does oneself."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, require_person, require_role
from guildmark.core.clock import now
from guildmark.quality import queries
from guildmark.quality.api.serializers import (
    FindingIn,
    OwnDetailOut,
    OwnQualityOut,
    PersonDetailOut,
    ProjectPersonOut,
)
from guildmark.work.models import Seat


class PeopleListView(ListAPIView[Seat]):
    """`/projects/{project_id}/people`"""

    serializer_class = ProjectPersonOut

    @extend_schema(operation_id="people_list", parameters=[FindingIn])
    def get(self, request: Request, project_id: int) -> Response:
        """Everybody who has come to work here, found and in the order that is asked for."""
        _require_manager(request, project_id)
        asked = FindingIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        finding = queries.Finding(**asked.validated_data)
        page = self.paginate_queryset(queries.found_seats(project_id, finding))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        rows = queries.people(page, project_id=project_id)
        return self.get_paginated_response(ProjectPersonOut(rows, many=True).data)


class PersonView(APIView):
    """`/projects/{project_id}/people/{user_id}`"""

    @extend_schema(operation_id="person_get", responses=PersonDetailOut)
    def get(self, request: Request, project_id: int, user_id: int) -> Response:
        """One annotator: skill, confusions, drift and speed."""
        _require_manager(request, project_id)
        found = queries.person_detail(project_id=project_id, user_id=user_id)
        return Response(PersonDetailOut(found).data)


class MyQualityView(APIView):
    """`/me/quality`"""

    @extend_schema(operation_id="my_quality", responses=OwnQualityOut)
    def get(self, request: Request) -> Response:
        """How I do, in blocks of a day: nobody learns which picture was a check."""
        rows = queries.own_quality(user_id=require_person(request), now=now())
        return Response(OwnQualityOut({"projects": rows}).data)


class MyProjectQualityView(APIView):
    """`/me/quality/{project_id}`"""

    @extend_schema(operation_id="my_project_quality", responses=OwnDetailOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How I do in one project, up to last midnight."""
        found = queries.own_detail(
            user_id=require_person(request), project_id=project_id, now=now()
        )
        return Response(OwnDetailOut(found).data)


def _require_manager(request: Request, project_id: int) -> None:
    organisation_id = queries.organisation_id_of_project(project_id)
    require_role(request, organisation_id=organisation_id, roles=MANAGERS)
