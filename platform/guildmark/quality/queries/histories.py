"""What rules are read from: the newest things seen of one person in a project."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from concord.rules import Crowd, Observation
from guildmark.quality.figures import Json
from guildmark.quality.models import AnnotatorFigures, GoldScore
from guildmark.quality.queries.holding_back import held_back
from guildmark.quality.queries.skill import hidden_scores, trusted_scores
from guildmark.quality.queries.verdicts import counted_scores
from guildmark.work.models import Assignment

State = Assignment.State
#: A rule looks back so far, at the most: its longest window, and what a trial plays again.
MOST_SEEN = 200
MOST_PLAYED = 1000
#: What a fit says is said anew of somebody after so many more answers.
FRESH_ANSWERS = 20


@dataclass(frozen=True)
class History:
    """What one statistic is computed from; `pair` says more of the likest pair."""

    observations: Sequence[Observation]
    crowd: Crowd | None = None
    pair: Json | None = None

    def since(self, spent_until: datetime | None) -> "History":
        """What came after a moment."""
        if spent_until is None:
            return self
        kept = [one for one in self.observations if one.at > spent_until]
        return History(kept, self.crowd, self.pair)


class Histories:
    """Everything seen of one person, read when it is asked for and once.

    `most` bounds what is read of each kind. Doubtful checks, on gold that is suspended now, and
    answers that were voided are left out unless `with_doubtful`: a rule goes by what is trusted,
    a trial shows what was seen at the time. So are checks that are held back, which a trial sees.
    """

    def __init__(
        self, project_id: int, annotator_id: int, *, most: int, with_doubtful: bool = False
    ) -> None:
        self._project_id = project_id
        self._annotator_id = annotator_id
        self._most = most
        self._with_doubtful = with_doubtful

    def of(self, statistic: str) -> History:
        """The history that a statistic of the catalogue reads."""
        read: dict[str, Callable[[], History]] = {
            "gold_upper_bound": self._checks,
            "consensus_agreement": self._agreement,
            "spammer_score": self._spammer,
            "speed_z": self._speed,
            "skip_share": self._skips,
            "drift": self._drift,
            "pair_similarity": self._pair,
            "acceptance_share": self._acceptance,
            "verdict_skill": self._verdicts,
        }
        return read[statistic]()

    def fresh_answers(self, since: datetime) -> int:
        """How many answers that a fit knows came after a moment."""
        return sum(1 for row in self._inputs.get("answers", []) if _moment(row[1]) > since)

    def _checks(self) -> History:
        rows = (
            self._scores()
            .order_by("-pk")
            .values_list("submission_id", "scored_at", "right_share", "gold_item__is_trusted")
        )
        return History(
            [
                Observation(key, at, share, is_trusted)
                for key, at, share, is_trusted in rows[: self._most]
            ]
        )

    def _scores(self) -> QuerySet[GoldScore]:
        of_person = {"project_id": self._project_id, "annotator_id": self._annotator_id}
        if self._with_doubtful:
            return hidden_scores().filter(**of_person)
        return trusted_scores().filter(**of_person).exclude(submission__in=held_back(**of_person))

    def _agreement(self) -> History:
        rows = [row for row in self._inputs.get("answers", []) if row[2] is not None]
        return History([Observation(row[0], _moment(row[1]), row[2]) for row in rows])

    def _speed(self) -> History:
        rows = [row for row in self._inputs.get("answers", []) if row[3] is not None]
        crowd = self._inputs.get("crowd")
        return History(
            [Observation(row[0], _moment(row[1]), row[3]) for row in rows],
            Crowd(**crowd) if crowd else None,
        )

    def _drift(self) -> History:
        rows = self._inputs.get("drift", [])
        return History([Observation(row[0], _moment(row[1]), row[2]) for row in rows])

    def _spammer(self) -> History:
        return History(
            [
                Observation(row.pk, row.computed_at, row.spammer_score["upper"])
                for row in self._figures
                if row.spammer_score["upper"] is not None
            ]
        )

    def _pair(self) -> History:
        said = [(row, row.rule_inputs.get("pair")) for row in self._figures]
        return History(
            [
                Observation(row.pk, row.computed_at, pair["value"])
                for row, pair in said
                if pair is not None
            ],
            pair=self._inputs.get("pair"),
        )

    def _skips(self) -> History:
        rows = self._assignments(
            (State.SKIPPED, State.SUBMITTED, State.ACCEPTED, State.REJECTED, State.SPARE)
        )
        return History(
            [Observation(pk, at, float(state == State.SKIPPED)) for pk, at, state in rows]
        )

    def _acceptance(self) -> History:
        rows = self._assignments((State.ACCEPTED, State.REJECTED))
        return History(
            [Observation(pk, at, float(state == State.ACCEPTED)) for pk, at, state in rows]
        )

    def _verdicts(self) -> History:
        """Those that others have said something of."""
        rows = counted_scores().filter(
            project_id=self._project_id, annotator_id=self._annotator_id, is_right__isnull=False
        )
        newest = rows.order_by("-given_at", "-pk").values_list(
            "submission_id", "given_at", "is_accept", "is_right"
        )
        return History(
            [
                Observation(key, at, float(is_accept), expected=float(bool(is_right)))
                for key, at, is_accept, is_right in newest[: self._most]
            ]
        )

    def _assignments(self, states: Sequence[str]) -> list[tuple[int, datetime, str]]:
        """The newest that ended in one of the states, by the index of the annotator."""
        found = Assignment.objects.filter(
            annotator_id=self._annotator_id,
            project_id=self._project_id,
            state__in=states,
            ended_at__isnull=False,
        ).order_by("-pk")
        rows: list[Any] = list(found.values_list("pk", "ended_at", "state")[: self._most])
        return rows

    @cached_property
    def _figures(self) -> list[AnnotatorFigures]:
        """The rows of this person, the oldest first: of an earlier day, and the newest."""
        rows = AnnotatorFigures.objects.filter(
            project_id=self._project_id, annotator_id=self._annotator_id
        )
        return list(rows.defer("details").order_by("computed_on"))

    @property
    def _inputs(self) -> Json:
        return self._figures[-1].rule_inputs if self._figures else {}


def checks_behind(project_id: int, submission_ids: Sequence[int]) -> list[Observation]:
    """What is trusted now of the checks that a firing rests on."""
    scores = trusted_scores().filter(project_id=project_id, submission_id__in=submission_ids)
    rows = scores.order_by("pk").values_list("submission_id", "scored_at", "right_share")
    return [Observation(key, at, share) for key, at, share in rows]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
