"""The texts of the demonstration: guidelines and comprehension questions."""

from dataclasses import dataclass
from typing import Any

SHADOW = "- At the metal. Leave the shadow out."
#: As the second version has it.
CLEARER_SHADOW = "- At the metal. Leave the shadow out, also where it is as dark as the coin."

COINS = f"""\
Draw a box round **every coin**, as tight as you can, and say what it is made of.

## Where the box ends

{SHADOW}
- Part of the coin lies under another one? Box **what you can see**, and answer *Hidden: In part*.
- The picture may hold no coin at all. Then say *Nothing here*.

## Which kind

| Kind | Look for |
|---|---|
| Silver | grey, without colour |
| Gold | yellow |
| Copper | red-brown |
| Oxidised | green |

In poor light compare a coin with its neighbours.
"""

COINS_ES = """\
Dibuja un rectángulo alrededor de **cada moneda**, lo más ajustado que puedas, y di de qué es.

## Dónde acaba el rectángulo

- En el metal. Deja fuera la sombra.
- ¿Parte de la moneda queda debajo de otra? Encuadra **lo que se ve** y responde *Hidden: In part*.
- Puede que no haya ninguna moneda. Entonces di *Aquí no hay nada*.

## De qué clase

| Clase | Busca |
|---|---|
| Silver | gris, sin color |
| Gold | amarillo |
| Copper | marrón rojizo |
| Oxidised | verde |

Con poca luz, compara una moneda con sus vecinas.
"""

MASKS = """\
Paint **every coin**, each with a mask of its own, and say what it is made of.

- The mask ends at the metal. Leave the shadow out.
- Part of the coin lies under another one? Paint **what you can see**.

*Box to mask* finds most of a coin, *superpixels* fill it piece by piece; the brush and the eraser
do the rest.
"""

TOOLS = """\
Here you can **try every tool**. Each label is drawn in its own way; `?` shows all keys.

| Label | Draw |
|---|---|
| Object | a box; `Shift B` draws it by its top, left, bottom and right |
| Outline | a polygon, corner by corner or along the edge; `Shift W` finds one from a box |
| Area | pixel by pixel: brush, scissors, wand, box to mask, superpixels |
| Round thing | an ellipse |
| Long thing | a box that is turned: along one side, then how far it reaches |
| Edge | a line |
| Face | both eyes, the nose and the mouth, as the line at the bottom names them |
| Ground | what things stand on: one mask for all of it in a picture |

Two boxes of *Object* that cover nearly the same are one thing drawn twice: Submit says so.

Dashed shapes were suggested by a model that is often a little wrong: change what is off, confirm
what is right, add what it missed. A picture without any of this is *Nothing here*.
"""

MATERIALS = """\
Say which **material** fills the picture.

- *Brick*: straight joints between flat stones.
- *Grass*: blades that cross each other.
- *Gravel*: round stones with dark gaps.
- *Fur*: fine lines that run the same way.

Some pictures are blurred. Look at the largest structure, not at the grain. If you cannot tell,
skip the picture and say so.
"""


@dataclass(frozen=True)
class Question:
    """A comprehension question; `right` are the places of the right options, from 0."""

    text: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    explanation: str


@dataclass(frozen=True)
class Asked:
    """A question of the quiz in words, as `training.written` takes it."""

    asked: dict[str, Any]  # JSON
    known: Any
    explanation: str
    #: It is shown with a picture that teaches, and asks how many objects lie in it.
    counts_picture: bool = False


def _choice(kind: str, text: str, *options: str) -> dict[str, Any]:
    listed = [{"key": f"o{n}", "text": option} for n, option in enumerate(options)]
    return {"type": kind, "text": text, "options": listed, "unit": ""}


COINS_ASKED = (
    Asked(
        _choice("single", "A coin throws a shadow. The box ends", "at the metal", "at the shadow"),
        "o0",
        "A shadow is not part of the coin.",
    ),
    Asked(
        _choice("several", "Which kinds have a colour?", "Silver", "Gold", "Copper", "Oxidised"),
        ["o1", "o2", "o3"],
        "Silver is grey.",
    ),
    Asked(
        _choice(
            "order",
            "What do you do first, second, third?",
            "Look for every coin",
            "Draw the boxes",
            "Say what is hidden in part",
        ),
        ["o0", "o1", "o2"],
        "A coin that is not found is worse than an edge that is not tight.",
    ),
    Asked(
        {"type": "number", "text": "How many kinds of coin are there?", "options": [], "unit": ""},
        {"value": 4, "tolerance": 0},
        "Silver, gold, copper and oxidised.",
    ),
    Asked(
        {
            "type": "number",
            "text": "How many coins lie in this picture?",
            "options": [],
            "unit": "",
        },
        None,
        "Every coin counts, also one that is hidden in part.",
        counts_picture=True,
    ),
)

COINS_QUESTIONS = (
    Question(
        "A coin throws a shadow. Where does your box end?",
        ("At the metal", "At the end of the shadow"),
        (0,),
        "The box is tight on the metal. A shadow is not part of the coin.",
    ),
    Question(
        "Half of a coin lies under another one. What do you draw?",
        ("The whole coin, as it would be", "What can be seen of it", "Nothing"),
        (1,),
        "Box what you can see, and answer Hidden: In part.",
    ),
    Question(
        "There is no coin in the picture. What do you do?",
        ("Skip it", "Say Nothing here", "Draw a small box anywhere"),
        (1,),
        "Nothing here is an answer. It counts, and it is paid.",
    ),
    Question(
        "Which kinds have a colour of their own?",
        ("Gold", "Silver", "Copper", "Oxidised"),
        (0, 2, 3),
        "Silver is grey. Gold is yellow, copper red-brown, oxidised green.",
    ),
)

MATERIALS_QUESTIONS = (
    Question(
        "A picture is blurred. What do you look at?",
        ("The largest structure", "The grain"),
        (0,),
        "Grain comes from the camera. The material shows in what is large.",
    ),
    Question(
        "You cannot tell the material. What do you do?",
        ("Guess", "Skip the picture and say that you cannot tell"),
        (1,),
        "A guess looks like knowledge to everybody after you. A skip is honest.",
    ),
)
