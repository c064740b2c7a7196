"""How the people of a project do, and how one does oneself."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_person, require_role
from guildmark.core.clock import now
from guildmark.quality import actions, queries
from guildmark.quality.api.serializers import (
    BlockIn,
    OwnDetailOut,
    OwnQualityOut,
    PersonDetailOut,
    ProjectPersonOut,
)
from guildmark.work.models import Seat


class PeopleListView(ListAPIView[Seat]):
    """`/projects/{project_id}/people`"""

    serializer_class = ProjectPersonOut

    @extend_schema(operation_id="people_list")
    def get(self, request: Request, project_id: int) -> Response:
        """Everybody who has come to work here, first come first."""
        _require_manager(request, project_id)
        page = self.paginate_queryset(queries.seats(project_id))
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


class PersonBlockView(APIView):
    """`/projects/{project_id}/people/{user_id}/block`"""

    @extend_schema(operation_id="person_block", request=BlockIn, responses=ProjectPersonOut)
    def post(self, request: Request, project_id: int, user_id: int) -> Response:
        """Let somebody take no more work here."""
        _require_manager(request, project_id)
        data = BlockIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.block_person(
            actor_id=asker_id(request),
            project_id=project_id,
            user_id=user_id,
            reason=data.validated_data["reason"],
            now=now(),
        )
        found = queries.person(project_id=project_id, user_id=user_id)
        return Response(ProjectPersonOut(found).data)


class PersonUnblockView(APIView):
    """`/projects/{project_id}/people/{user_id}/unblock`"""

    @extend_schema(operation_id="person_unblock", request=None, responses=ProjectPersonOut)
    def post(self, request: Request, project_id: int, user_id: int) -> Response:
        """Lift the block."""
        _require_manager(request, project_id)
        actions.unblock_person(
            actor_id=asker_id(request), project_id=project_id, user_id=user_id, now=now()
        )
        found = queries.person(project_id=project_id, user_id=user_id)
        return Response(ProjectPersonOut(found).data)


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
