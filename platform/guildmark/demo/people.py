"""Who annotates in the demonstration: kinds of people, and twenty-six of them with profiles.

Careful, average and hasty stand at the 10, 50 and 90 % points of what real people did on real
photographs (`docs/decisions/0005-simulated-mistakes.md`) in scatter, looseness and spurious boxes,
and miss as those do who scatter so. What is written here is a share of the square root of the
area; measured as those people were, on the same objects, it gives their figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Manner:
    """How a kind of annotator errs.

    `edge_error`: standard deviation of an edge's error as a share of the object's size.
    `looseness`: by how much each edge lies outwards on average, as a share of the size.
    `miss_factor`: multiplies the odds of missing an object. `spurious_per_image`: boxes round
    nothing. `label_error`, `answer_error`: chance of a wrong label, of a wrong image-level
    answer. `confuses`: pairs of
    labels taken for each other with chance `confusion`. `drift`: added to every error over the
    time of the demonstration. `seconds_per_shape`: median of a log-normal; `slowing`: added to it
    over that time, as a share.
    """

    name: str
    edge_error: float
    looseness: float
    miss_factor: float
    spurious_per_image: float
    label_error: float
    answer_error: float
    seconds_per_shape: float
    confuses: tuple[tuple[str, str], ...] = ()
    confusion: float = 0.0
    drift: float = 0.0
    is_guessing: bool = False
    slowing: float = 0.0


CAREFUL = Manner("careful", 0.067, 0.012, 0.8, 0.0, 0.01, 0.09, 9.0)
AVERAGE = Manner("average", 0.097, 0.031, 0.8, 0.020, 0.04, 0.15, 7.0)
#: One of them takes twice as long in the end, and errs as before.
TIRING = replace(AVERAGE, slowing=1.0)
HASTY = Manner("hasty", 0.205, 0.104, 1.5, 0.136, 0.09, 0.28, 3.5)
CONFUSER = Manner(
    "confuser",
    0.097,
    0.031,
    0.8,
    0.020,
    0.03,
    0.10,
    7.5,
    confuses=(("gold", "copper"), ("grass", "fur")),
    confusion=0.7,
)
DRIFTING = Manner("drifting", 0.070, 0.020, 0.5, 0.010, 0.03, 0.10, 6.0, drift=0.35)
SPAMMER = Manner("spammer", 0.350, 0.200, 6.0, 0.60, 0.70, 0.72, 1.2, is_guessing=True)
COLLUDER = Manner("colluding", 0.110, 0.060, 1.6, 0.06, 0.10, 0.22, 4.0)

CROWD: tuple[tuple[Manner, int], ...] = (
    (CAREFUL, 4),
    (AVERAGE, 6),
    (TIRING, 1),
    (HASTY, 4),
    (CONFUSER, 5),
    (DRIFTING, 1),
    (SPAMMER, 3),
    (COLLUDER, 2),
)

_LANGUAGES = ("en", "de", "pt", "fr", "es", "pl")
_COUNTRIES = ("IE", "DE", "PT", "FR", "ES", "PL")
_AGE_BANDS = ("age_18_24", "age_25_34", "age_35_44", "age_45_54")
#: So that what a rule holds against them has not run out yet.
FIRST_OF_GUESSERS = 5
FIRST_OF_ROUTINE = 6
#: The number of the visiting annotator, who has worked before a visitor signs in.
VISITOR = 0


@dataclass(frozen=True)
class Person:
    """One simulated annotator; `number` starts at 1 and seeds their own random numbers.

    The visiting annotator has VISITOR.
    """

    number: int
    manner: Manner
    display_name: str
    traits: dict[str, Any]

    @property
    def email(self) -> str:
        """An address that leads nowhere."""
        return f"annotator{self.number:02d}@demo.invalid"

    @property
    def is_diligent(self) -> bool:
        """The visitor, and who changes over the days: enough answers to see it by."""
        return self.number == VISITOR or self.manner.drift > 0 or self.manner.slowing > 0

    def pace(self, day: int) -> int:
        """How many tasks they do where others do one: two, once they know the work.

        Who becomes worse does two from the beginning: it takes many answers to be sure of that.
        """
        has_routine = self.is_diligent and day >= FIRST_OF_ROUTINE
        return 2 if has_routine or self.manner.drift else 1

    def is_there(self, day: int) -> bool:
        """Whether they work on this day of a project: three days of five, their own.

        Who guesses comes late, two who collude come together, who is diligent comes every day.
        """
        if self.manner.is_guessing:
            return day >= FIRST_OF_GUESSERS
        if self.is_diligent:
            return True
        turn = 0 if self.manner.name == "colluding" else self.number
        return (day + turn) % 5 < 3


def _profile(number: int) -> dict[str, Any]:
    """Traits by number: languages and countries in turn, a few who lack what a project asks."""
    place = number % len(_COUNTRIES)
    return {
        "native_language": [_LANGUAGES[place]],
        "country": _COUNTRIES[place],
        "age_band": _AGE_BANDS[number % len(_AGE_BANDS)],
        "device": ["phone"] if number % 3 == 0 else ["laptop"],
    }


#: How many of each kind work on each project: few enough that each is seen often.
COINS_CREW: dict[str, int] = {
    "careful": 3,
    "average": 6,
    "hasty": 3,
    "confuser": 3,
    "drifting": 1,
    "spammer": 2,
    "colluding": 2,
}
MATERIALS_CREW: dict[str, int] = {
    "careful": 2,
    "average": 5,
    "hasty": 3,
    "confuser": 5,
    "spammer": 3,
}
#: Those of the coins who are asked to paint as well, with one who should not have been.
MASKS_CREW: dict[str, int] = {
    "careful": 2,
    "average": 2,
    "hasty": 1,
    "confuser": 1,
    "spammer": 1,
}


def crowd() -> tuple[Person, ...]:
    """The people of the demonstration, kinds mixed in the order of `CROWD`."""
    manners = [manner for manner, count in CROWD for _ in range(count)]
    return tuple(
        Person(number, manner, f"{manner.name.capitalize()} {number}", _profile(number))
        for number, manner in enumerate(manners, start=1)
    )


def crew(counts: Mapping[str, int]) -> tuple[Person, ...]:
    """The last few people of each kind, as `counts` says."""
    people = crowd()
    return tuple(
        person
        for name, count in counts.items()
        for person in [one for one in people if one.manner.name == name][-count:]
    )
