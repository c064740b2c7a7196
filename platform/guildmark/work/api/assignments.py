"""The doors of a person at work. `next` and `submit` are hot: plain values, few queries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, override
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.accounts.authentication import KeySignIn
from guildmark.core.actors import actor_of
from guildmark.core.clock import now, seconds_left
from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.core.idempotency import DESCRIBED, HEADER, MOST_CHARACTERS, KeyTooLong
from guildmark.core.problems import CONTENT_TYPE, problem_body
from guildmark.core.rendering import AlwaysTheFirst
from guildmark.core.said import told
from guildmark.work import actions
from guildmark.work.api.documentation import (
    AssignmentOut,
    DraftConflictOut,
    DraftIn,
    DraftSavedOut,
    EmptyOut,
    HeartbeatOut,
    LeasedOut,
    NextIn,
    SkipIn,
    SubmitIn,
    SubmittedOut,
)
from guildmark.work.api.rendering import draft_json, lease_json
from guildmark.work.api.sign_in import WorkSignIn
from guildmark.work.course import Moment, parse_course
from guildmark.work.errors import DraftConflict
from guildmark.work.judgement import Judgement, parse_judgement
from guildmark.work.queries.leases import MAX_EXTENSIONS, lease


class WorkView(APIView):
    """A door of a person at work."""

    authentication_classes = [WorkSignIn, KeySignIn]
    content_negotiation_class = AlwaysTheFirst


def has_too_long_key(request: HttpRequest | Request) -> bool:
    """Taking a task is safe to repeat without one; what is sent has to be one all the same."""
    return len(request.META.get("HTTP_IDEMPOTENCY_KEY", "")) > MOST_CHARACTERS


def parse_prefetch(body: object) -> bool:
    """Whether the task after the one in hand is meant; not so in an empty body. WrongInput."""
    wanted = body.get("prefetch", False) if isinstance(body, dict) else None
    if not isinstance(wanted, bool):
        message = "This must be true or false."
        raise WrongInput(errors=(FieldProblem("/prefetch", "wrong_type", message),))
    return wanted


class NextView(WorkView):
    """`/projects/{project_id}/next`"""

    @extend_schema(
        operation_id="next_claim",
        request=NextIn,
        parameters=[DESCRIBED],
        responses=PolymorphicProxySerializer(
            component_name="Next",
            serializers={"leased": LeasedOut, "empty": EmptyOut},
            resource_type_field_name="outcome",
        ),
    )
    def post(self, request: Request, project_id: int) -> Response:
        """Take the next task. A task the person holds is answered again: safe to repeat.

        With `prefetch`, the task after the one in hand, so that its picture can be loaded: it
        takes an answer once it is taken without.
        """
        user_id = require_person(request)
        if has_too_long_key(request):
            raise KeyTooLong
        viewer = actor_of(request)
        content = next_content(
            user_id, project_id, request.data, viewer=viewer, language=get_language
        )
        return Response(content)


def next_content(
    user_id: int, project_id: int, body: object, *, viewer: str, language: Callable[[], str | None]
) -> dict[str, Any]:
    """What `next` answers, in that language. Raises WrongInput and what the action raises."""
    is_prefetch = parse_prefetch(body)
    moment = now()
    found = actions.claim_next(
        user_id=user_id, project_id=project_id, is_prefetch=is_prefetch, now=moment
    )
    if isinstance(found, actions.Empty):
        with override(language()):
            detail = told(found.detail)
        return {
            "outcome": "empty",
            "reason": found.reason,
            "detail": detail,
            "retry_after_seconds": found.retry_after_seconds,
            "is_restricted": found.is_restricted,
        }
    return {"outcome": "leased", "assignment": lease_json(found, viewer=viewer, now=moment)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is handed in: a document or a verdict. The action checks what they say."""

    document: dict[str, Any] | None  # JSON
    seconds_spent: float
    judgement: Judgement | None = None
    course: list[Moment] | None = None
    draft_revision: int | None = None


def parse_answer(body: object) -> Answer:
    """The fields of an answer, by type alone: a serializer of five boxes costs 75 times more.

    Raises WrongInput with every field that is missing or of another type.
    """
    fields = body if isinstance(body, dict) else {}
    document, seconds = fields.get("document"), fields.get("seconds_spent")
    judgement: Judgement | None = None
    course, wrong_moments = parse_course(fields.get("course"))
    draft_revision = fields.get("draft_revision")
    problems: list[FieldProblem] = [*wrong_moments]
    if draft_revision is not None and not _is_revision(draft_revision):
        message = "This must be a whole number."
        problems.append(FieldProblem("/draft_revision", "wrong_type", message))
    if "verdict" in fields and document is None:
        judgement, wrong = parse_judgement(fields["verdict"])
        problems += wrong
    elif "verdict" in fields:
        message = "Send an answer or a verdict, not both."
        problems.append(FieldProblem("/verdict", "not_wanted", message))
    elif not isinstance(document, dict):
        message = "This must be an annotation document."
        problems.append(FieldProblem("/document", "wrong_type", message))
    if type(seconds) not in (int, float):  # Python counts true as a number
        message = "This must be a number."
        problems.append(FieldProblem("/seconds_spent", "wrong_type", message))
    if problems:
        raise WrongInput(errors=tuple(problems))
    return Answer(document, float(fields["seconds_spent"]), judgement, course, draft_revision)


def _is_revision(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**31  # Python counts true as a number


def conflict_response(refusal: DraftConflict) -> Response:
    """The problem, with the draft that is there."""
    problem = {**problem_body(refusal), "draft": draft_json(refusal.draft)}
    return Response(problem, status=refusal.status, content_type=CONTENT_TYPE)


class SubmitView(WorkView):
    """`/assignments/{assignment_id}/submit`"""

    @extend_schema(
        operation_id="assignment_submit",
        request=SubmitIn,
        parameters=[DESCRIBED],
        responses={200: SubmittedOut, (409, CONTENT_TYPE): DraftConflictOut},
    )
    def post(self, request: Request, assignment_id: int) -> Response:
        """Hand in an answer or a verdict. Sent again with its key, it is answered the same.

        An answer, or a label that a verifier drew right, with the `draft_revision` it was made of
        is refused with 409 and the draft, when another one has been saved since. The `window_id` of
        that draft says whether it is one's own: then it is sent again with the newer revision.
        """
        user_id = require_person(request)
        key = request.headers.get(HEADER, "")
        try:
            return Response(submit_content(user_id, assignment_id, request.data, key=key))
        except DraftConflict as refusal:
            return conflict_response(refusal)


def submit_content(user_id: int, assignment_id: int, body: object, *, key: str) -> dict[str, Any]:
    """What `submit` answers. Raises KeyTooLong, WrongInput and what the actions raise."""
    if len(key) > MOST_CHARACTERS:
        raise KeyTooLong
    answer = parse_answer(body)
    about: dict[str, Any] = {  # keyword arguments of both actions
        "user_id": user_id,
        "assignment_id": assignment_id,
        "seconds_spent": answer.seconds_spent,
        "draft_revision": answer.draft_revision,
        "idempotency_key": key,
        "now": now(),
    }
    if answer.judgement is None:
        done = actions.submit(document=answer.document, course=answer.course, **about)
    else:
        done = actions.submit_verdict(judgement=answer.judgement, **about)
    return {
        "submission_id": done.submission_id,
        "counts": done.counts,
        "state": done.state,
        "has_feedback": done.has_feedback,
    }


class AssignmentView(WorkView):
    """`/assignments/{assignment_id}`"""

    @extend_schema(operation_id="assignment_get", responses=AssignmentOut)
    def get(self, request: Request, assignment_id: int) -> Response:
        """One of one's own tasks."""
        user_id = require_person(request)
        found = lease(user_id=user_id, assignment_id=assignment_id)
        return Response(lease_json(found, viewer=actor_of(request), now=now()))


class DraftView(WorkView):
    """`/assignments/{assignment_id}/draft`"""

    @extend_schema(
        operation_id="draft_save",
        request=DraftIn,
        responses={200: DraftSavedOut, (409, CONTENT_TYPE): DraftConflictOut},
    )
    def put(self, request: Request, assignment_id: int) -> Response:
        """Keep unfinished work. A conflict answers 409 with the draft that is there."""
        user_id = require_person(request)
        body = DraftIn(data=request.data)
        body.is_valid(raise_exception=True)
        try:
            revision = actions.save_draft(
                user_id=user_id, assignment_id=assignment_id, now=now(), **body.validated_data
            )
        except DraftConflict as refusal:
            return conflict_response(refusal)
        return Response({"revision": revision})


class HeartbeatView(WorkView):
    """`/assignments/{assignment_id}/heartbeat`"""

    @extend_schema(operation_id="assignment_heartbeat", request=None, responses=HeartbeatOut)
    def post(self, request: Request, assignment_id: int) -> Response:
        """Say that one is still at it; late in a lease it is extended, up to three times."""
        user_id = require_person(request)
        moment = now()
        held = actions.heartbeat(user_id=user_id, assignment_id=assignment_id, now=moment)
        return Response(
            {
                "lease_expires_at": held.lease_expires_at,
                "lease_seconds_left": seconds_left(held.lease_expires_at, moment),
                "extensions_left": MAX_EXTENSIONS - held.extensions,
            }
        )


class SkipView(WorkView):
    """`/assignments/{assignment_id}/skip`"""

    @extend_schema(operation_id="assignment_skip", request=SkipIn, responses={204: None})
    def post(self, request: Request, assignment_id: int) -> Response:
        """Hand a task back because it cannot be answered. One never gets it again."""
        user_id = require_person(request)
        body = SkipIn(data=request.data)
        body.is_valid(raise_exception=True)
        actions.skip(user_id=user_id, assignment_id=assignment_id, now=now(), **body.validated_data)
        return Response(status=204)


class ReleaseView(WorkView):
    """`/assignments/{assignment_id}/release`"""

    @extend_schema(operation_id="assignment_release", request=None, responses={204: None})
    def post(self, request: Request, assignment_id: int) -> Response:
        """Hand a task back for somebody else, at the end of a working day."""
        user_id = require_person(request)
        actions.release(user_id=user_id, assignment_id=assignment_id, now=now())
        return Response(status=204)
