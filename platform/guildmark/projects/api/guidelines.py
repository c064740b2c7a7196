"""Guidelines: written by managers, read by those who may preview."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_person, require_role
from guildmark.core.actors import actor_of
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.projects import actions, queries
from guildmark.projects.api.projects import READ, WRITE, managed_project, readable_project
from guildmark.projects.api.serializers import (
    ExampleChangeIn,
    ExampleIn,
    ExampleOut,
    GuidelineBodyIn,
    GuidelineDraftIn,
    GuidelineOut,
    GuidelineRetractIn,
    GuidelineVersionOut,
    MarkdownIn,
    MarkdownOut,
)
from guildmark.projects.markdown import render_markdown
from guildmark.projects.models import GuidelineVersion


def _require_manager_of_version(request: Request, guideline_version_id: int) -> None:
    version = queries.guideline_version(guideline_version_id)
    organisation_id = version.project.organisation_id
    require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)


def _require_manager_of_example(request: Request, example_id: int) -> None:
    example = queries.guideline_example(example_id)
    organisation_id = example.guideline_version.project.organisation_id
    require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)


def _version_out(request: Request, guideline_version_id: int, *, status: int = 200) -> Response:
    version = queries.guideline_version(guideline_version_id)
    text = queries.rendered_guideline(version, viewer=actor_of(request))
    return Response(GuidelineVersionOut(text, context=viewing(request)).data, status=status)


class GuidelineVersionListView(ListAPIView[GuidelineVersion]):
    """`/projects/{project_id}/guideline-versions`"""

    serializer_class = GuidelineVersionOut

    @extend_schema(operation_id="guideline_version_list")
    def get(self, request: Request, project_id: int) -> Response:
        """All versions of the guideline, the newest first."""
        readable_project(request, project_id)
        page = self.paginate_queryset(queries.guideline_versions(project_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        texts = queries.rendered_guidelines(page, viewer=actor_of(request))
        return self.get_paginated_response(
            GuidelineVersionOut(texts, many=True, context=viewing(request)).data
        )

    @extend_schema(
        operation_id="guideline_version_create",
        request=GuidelineDraftIn,
        responses={201: GuidelineVersionOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Start a draft as a copy of the published version."""
        managed_project(request, project_id)
        data = GuidelineDraftIn(data=request.data)
        data.is_valid(raise_exception=True)
        draft = actions.create_guideline_draft(
            actor_id=asker_id(request),
            project_id=project_id,
            change=data.validated_data["change"],
            now=now(),
        )
        return _version_out(request, draft.pk, status=201)


class GuidelineVersionView(APIView):
    """`/guideline-versions/{guideline_version_id}`"""

    @extend_schema(
        operation_id="guideline_version_update",
        request=GuidelineBodyIn,
        responses=GuidelineVersionOut,
    )
    def patch(self, request: Request, guideline_version_id: int) -> Response:
        """Replace a draft's text, refused where it changed meanwhile, or say of what kind it is."""
        _require_manager_of_version(request, guideline_version_id)
        data = GuidelineBodyIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.update_guideline_draft(
            guideline_version_id=guideline_version_id, **data.validated_data
        )
        return _version_out(request, guideline_version_id)

    @extend_schema(operation_id="guideline_version_discard", responses={204: None})
    def delete(self, request: Request, guideline_version_id: int) -> Response:
        """Throw a draft away; what is in force stays."""
        _require_manager_of_version(request, guideline_version_id)
        actions.discard_guideline_draft(
            actor_id=asker_id(request), guideline_version_id=guideline_version_id, now=now()
        )
        return Response(status=204)


class GuidelinePublishView(APIView):
    """`/guideline-versions/{guideline_version_id}/publish`"""

    @extend_schema(
        operation_id="guideline_version_publish", request=None, responses=GuidelineVersionOut
    )
    @idempotent
    def post(self, request: Request, guideline_version_id: int) -> Response:
        """Put a draft in force; the version before it is superseded."""
        _require_manager_of_version(request, guideline_version_id)
        actions.publish_guideline(
            actor_id=asker_id(request), guideline_version_id=guideline_version_id, now=now()
        )
        return _version_out(request, guideline_version_id)


class GuidelineRetractView(APIView):
    """`/guideline-versions/{guideline_version_id}/retract`"""

    @extend_schema(
        operation_id="guideline_version_retract",
        request=GuidelineRetractIn,
        responses=GuidelineVersionOut,
    )
    @idempotent
    def post(self, request: Request, guideline_version_id: int) -> Response:
        """Take the version in force back: nobody gets tasks until the next is published."""
        _require_manager_of_version(request, guideline_version_id)
        data = GuidelineRetractIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.retract_guideline(
            actor_id=asker_id(request),
            guideline_version_id=guideline_version_id,
            now=now(),
            **data.validated_data,
        )
        return _version_out(request, guideline_version_id)


class ExampleListView(APIView):
    """`/guideline-versions/{guideline_version_id}/examples`"""

    @extend_schema(operation_id="example_create", request=ExampleIn, responses={201: ExampleOut})
    @idempotent
    def post(self, request: Request, guideline_version_id: int) -> Response:
        """Add an example to a draft."""
        _require_manager_of_version(request, guideline_version_id)
        data = ExampleIn(data=request.data)
        data.is_valid(raise_exception=True)
        example = actions.create_example(
            guideline_version_id=guideline_version_id, **data.validated_data
        )
        return Response(
            ExampleOut(queries.guideline_example(example.pk), context=viewing(request)).data,
            status=201,
        )


class ExampleView(APIView):
    """`/guideline-examples/{example_id}`"""

    @extend_schema(operation_id="example_update", request=ExampleChangeIn, responses=ExampleOut)
    def patch(self, request: Request, example_id: int) -> Response:
        """Change an example of a draft."""
        _require_manager_of_example(request, example_id)
        data = ExampleChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.update_example(example_id=example_id, changes=data.validated_data)
        return Response(
            ExampleOut(queries.guideline_example(example_id), context=viewing(request)).data
        )

    @extend_schema(operation_id="example_delete", responses={204: None})
    def delete(self, request: Request, example_id: int) -> Response:
        """Take an example out of a draft."""
        _require_manager_of_example(request, example_id)
        actions.delete_example(example_id=example_id)
        return Response(status=204)


class GuidelineView(APIView):
    """`/projects/{project_id}/guideline`"""

    @extend_schema(
        operation_id="guideline_get",
        parameters=[OpenApiParameter("language", str)],
        responses=GuidelineOut,
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The guideline in force, for people who may preview and for staff.

        In the language asked for (BCP 47) where there is a translation that is up to date.
        """
        version = queries.published_guideline(project_id)
        project = queries.project(project_id) if version is None else version.project
        user_id = require_person(request)
        if not queries.may_preview(user_id=user_id, project=project):
            organisation_id = project.organisation_id
            require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        if version is None:
            raise NotFound("The guideline of this project is not published yet.")
        language = request.query_params.get("language", "")
        text = queries.rendered_in(version, language=language, viewer=actor_of(request))
        return Response(GuidelineOut(text, context=viewing(request)).data)


class MarkdownPreviewView(APIView):
    """`/markdown-preview`"""

    @extend_schema(operation_id="markdown_preview", request=MarkdownIn, responses=MarkdownOut)
    def post(self, request: Request) -> Response:
        """How a text will look; without a project it has no pictures."""
        require_person(request)
        data = MarkdownIn(data=request.data)
        data.is_valid(raise_exception=True)
        markdown, project_id = data.validated_data["markdown"], data.validated_data["project_id"]
        if project_id is None:
            html = render_markdown(markdown, item_urls={})
        else:
            organisation_id = readable_project(request, project_id).organisation_id
            html = queries.previewed(
                markdown, organisation_id=organisation_id, viewer=actor_of(request)
            )
        return Response(MarkdownOut({"html": html}).data)
