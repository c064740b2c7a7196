"""Who annotates in the demonstration: kinds of people, and twenty-four of them with profiles.

The numbers of `Manner` follow what real people did on real photographs
(`docs/decisions/0005-simulated-mistakes.md`): edges wrong by 3 to 7 % of the size, boxes a little
too wide, small objects missed far more often than large ones, a spurious box in 4 of 100 images.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Manner:
    """How a kind of annotator errs.

    `edge_error`: standard deviation of an edge's error as a share of the box's size.
    `looseness`: mean log-scale of the box against the truth. `miss_factor`: multiplies the chance
    of missing an object. `spurious_per_image`: boxes round nothing. `label_error`,
    `answer_error`: chance of a wrong label, of a wrong image-level answer. `confuses`: pairs of
    labels taken for each other with chance `confusion`. `drift`: added to every error over the
    time of the demonstration. `seconds_per_shape`: median of a log-normal.
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


CAREFUL = Manner("careful", 0.032, 0.015, 0.5, 0.01, 0.01, 0.06, 9.0)
AVERAGE = Manner("average", 0.050, 0.040, 1.0, 0.03, 0.04, 0.14, 7.0)
HASTY = Manner("hasty", 0.072, 0.080, 2.0, 0.10, 0.09, 0.26, 3.5)
CONFUSER = Manner(
    "confuser",
    0.045,
    0.030,
    1.0,
    0.03,
    0.03,
    0.10,
    7.5,
    confuses=(("gold", "copper"), ("grass", "fur")),
    confusion=0.6,
)
DRIFTING = Manner("drifting", 0.040, 0.030, 0.8, 0.03, 0.03, 0.10, 6.0, drift=0.35)
SPAMMER = Manner("spammer", 0.150, 0.200, 6.0, 0.60, 0.70, 0.72, 1.2, is_guessing=True)
COLLUDER = Manner("colluding", 0.060, 0.060, 1.6, 0.06, 0.10, 0.22, 4.0)

CROWD: tuple[tuple[Manner, int], ...] = (
    (CAREFUL, 5),
    (AVERAGE, 8),
    (HASTY, 4),
    (CONFUSER, 2),
    (DRIFTING, 1),
    (SPAMMER, 2),
    (COLLUDER, 2),
)

_LANGUAGES = ("en", "de", "pt", "fr", "es", "pl")
_COUNTRIES = ("IE", "DE", "PT", "FR", "ES", "PL")
_AGE_BANDS = ("18_24", "25_34", "35_44", "45_54")


@dataclass(frozen=True)
class Person:
    """One simulated annotator; `number` starts at 1 and seeds their own random numbers."""

    number: int
    manner: Manner
    display_name: str
    traits: dict[str, Any]

    @property
    def email(self) -> str:
        """An address that leads nowhere."""
        return f"annotator{self.number:02d}@demo.invalid"


def _profile(number: int) -> dict[str, Any]:
    """Traits by number: languages and countries in turn, a few who lack what a project asks."""
    place = number % len(_COUNTRIES)
    return {
        "native_language": _LANGUAGES[place],
        "country": _COUNTRIES[place],
        "age_band": _AGE_BANDS[number % len(_AGE_BANDS)],
        "device": "phone" if number % 3 == 0 else "laptop",
    }


def crowd() -> tuple[Person, ...]:
    """The people of the demonstration, kinds mixed in the order of `CROWD`."""
    manners = [manner for manner, count in CROWD for _ in range(count)]
    return tuple(
        Person(number, manner, f"{manner.name.capitalize()} {number}", _profile(number))
        for number, manner in enumerate(manners, start=1)
    )
