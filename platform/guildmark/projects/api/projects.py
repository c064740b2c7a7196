"""Projects and their schemas."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.accounts.models import ApiKey
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.projects import actions, queries
from guildmark.projects.api.serializers import (
    ProjectChangeIn,
    ProjectIn,
    ProjectOut,
    SchemaVersionIn,
    SchemaVersionOut,
)
from guildmark.projects.models import Project, SchemaVersion

READ = ApiKey.Scope.PROJECTS_READ
WRITE = ApiKey.Scope.PROJECTS_WRITE


def readable_project(request: Request, project_id: int) -> Project:
    """The project, for staff and keys that read. Raises NotFound and NotAllowed."""
    project = queries.project(project_id)
    require_role(request, organisation_id=project.organisation_id, roles=STAFF, scope=READ)
    return project


def managed_project(request: Request, project_id: int) -> Project:
    """The project, for managers and keys that write. Raises NotFound and NotAllowed."""
    project = queries.project(project_id)
    require_role(request, organisation_id=project.organisation_id, roles=MANAGERS, scope=WRITE)
    return project


def _project_out(project_id: int, *, status: int = 200) -> Response:
    return Response(ProjectOut(queries.project(project_id)).data, status=status)


class ProjectListView(ListAPIView[Project]):
    """`/organisations/{organisation_id}/projects`"""

    serializer_class = ProjectOut

    @extend_schema(operation_id="project_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """The projects of the organisation."""
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        page = self.paginate_queryset(queries.projects_of(organisation_id))
        return self.get_paginated_response(ProjectOut(page, many=True).data)

    @extend_schema(operation_id="project_create", request=ProjectIn, responses={201: ProjectOut})
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Make a project, as a draft."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
        data = ProjectIn(data=request.data)
        data.is_valid(raise_exception=True)
        project = actions.create_project(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            now=now(),
            **data.validated_data,
        )
        return _project_out(project.pk, status=201)


class ProjectView(APIView):
    """`/projects/{project_id}`"""

    @extend_schema(operation_id="project_get", responses=ProjectOut)
    def get(self, request: Request, project_id: int) -> Response:
        """One project."""
        return Response(ProjectOut(readable_project(request, project_id)).data)

    @extend_schema(operation_id="project_update", request=ProjectChangeIn, responses=ProjectOut)
    def patch(self, request: Request, project_id: int) -> Response:
        """Change the project or its plan."""
        managed_project(request, project_id)
        data = ProjectChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        changes = data.validated_data
        actions.update_project(
            actor_id=asker_id(request),
            project_id=project_id,
            written_over=changes.pop("written_over", {}),
            changes=changes,
            now=now(),
        )
        return _project_out(project_id)


class ProjectActivateView(APIView):
    """`/projects/{project_id}/activate`"""

    @extend_schema(operation_id="project_activate", request=None, responses=ProjectOut)
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Open the project to its people."""
        managed_project(request, project_id)
        actions.activate_project(actor_id=asker_id(request), project_id=project_id, now=now())
        return _project_out(project_id)


class ProjectCloseView(APIView):
    """`/projects/{project_id}/close`"""

    @extend_schema(operation_id="project_close", request=None, responses=ProjectOut)
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Close the project to its people."""
        managed_project(request, project_id)
        actions.close_project(actor_id=asker_id(request), project_id=project_id, now=now())
        return _project_out(project_id)


class SchemaVersionListView(ListAPIView[SchemaVersion]):
    """`/projects/{project_id}/schema-versions`"""

    serializer_class = SchemaVersionOut

    @extend_schema(operation_id="schema_version_list")
    def get(self, request: Request, project_id: int) -> Response:
        """All versions of the label schema, the newest, which is in force, first."""
        readable_project(request, project_id)
        page = self.paginate_queryset(queries.schema_versions(project_id))
        return self.get_paginated_response(SchemaVersionOut(page, many=True).data)

    @extend_schema(
        operation_id="schema_version_create",
        request=SchemaVersionIn,
        responses={201: SchemaVersionOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Put a new schema in force."""
        managed_project(request, project_id)
        data = SchemaVersionIn(data=request.data)
        data.is_valid(raise_exception=True)
        version = actions.create_schema_version(
            actor_id=asker_id(request),
            project_id=project_id,
            **data.validated_data,
            now=now(),
        )
        return Response(SchemaVersionOut(version).data, status=201)
