"""Pictures of coloured cards, whose right answer is known to the pixel."""

import io
import random
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 480
RED, BLUE = (196, 52, 48), (44, 92, 188)
CELLS = ((40, 40), (350, 40), (40, 260), (350, 260))


@dataclass(frozen=True)
class Card:
    """A rectangle in image pixels; `kind` is the name of its label."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A file and what is on it."""

    name: str
    content: bytes
    cards: tuple[Card, ...]


def picture_of(name: str, *, seed: int, card_count: int = 4) -> Picture:
    """A grey table with cards on it, one of them blue; the same for the same seed."""
    dice = random.Random(seed)
    cards = tuple(
        Card(
            kind="Ticket" if place == 0 else "Card",
            x=x + dice.randrange(50),
            y=y + dice.randrange(30),
            width=dice.randrange(120, 180),
            height=dice.randrange(90, 150),
        )
        for place, (x, y) in enumerate(dice.sample(CELLS, card_count))
    )
    image = Image.new("RGB", (WIDTH, HEIGHT), (120 + seed % 40, 122, 118))
    draw = ImageDraw.Draw(image)
    for card in cards:
        corners = (card.x, card.y, card.x + card.width - 1, card.y + card.height - 1)
        draw.rectangle(corners, fill=BLUE if card.kind == "Ticket" else RED)
    target = io.BytesIO()
    image.save(target, "PNG" if name.endswith(".png") else "JPEG", quality=92)
    return Picture(name, target.getvalue(), cards)


def zip_of(pictures: list[Picture]) -> bytes:
    """An archive with the pictures in a folder."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for picture in pictures:
            archive.writestr(f"cards/{picture.name}", picture.content)
    return target.getvalue()
