"""People who outline one object, simulated: what is true, and what each makes of it.

A person is loose by an amount of their own, wanders off the outline smoothly, sets few corners,
each a little beside where it was meant, and at times cuts off a part. Amounts are in shares of
the square root of the object's area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Random = np.random.Generator

#: Places along a true outline.
_PLACES = 180


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody draws."""

    looseness: float
    wander: float
    corners: int
    jitter: float
    slips: float


def person(rng: Random) -> Person:
    """Somebody drawn by lot."""
    return Person(
        looseness=float(rng.normal(0.025, 0.04)),
        wander=float(0.035 + 0.085 * rng.random() ** 1.5),
        corners=int(rng.integers(8, 26)),
        jitter=float(rng.uniform(0.005, 0.025)),
        slips=float(rng.uniform(0.02, 0.05)),
    )


def true_outline(rng: Random) -> Floats:
    """A smooth, often concave outline of 40 to 250 pixels across: (places, 2)."""
    angle = np.linspace(0, 2 * np.pi, _PLACES, endpoint=False)
    radius = np.ones(_PLACES)
    for wave in range(2, 7):
        radius += rng.normal(0, 0.5 / wave**1.5) * np.cos(wave * angle + rng.uniform(0, 7))
    radius = np.maximum(radius, 0.25)
    round_it = np.stack([np.cos(angle), rng.uniform(0.4, 1) * np.sin(angle)], axis=1)
    turn = rng.uniform(0, 2 * np.pi)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    points = radius[:, None] * round_it @ matrix * np.exp(rng.uniform(np.log(25), np.log(130)))
    outline: Floats = points - points.min(axis=0) + rng.uniform(50, 200, 2)
    return outline


def drawn(rng: Random, outline: Floats, who: Person) -> Floats:
    """The corners that somebody sets round a true outline, (corners, 2)."""
    size = np.sqrt(shapely.Polygon(outline).area)
    along = np.roll(outline, -1, axis=0) - np.roll(outline, 1, axis=0)
    outwards = np.stack([along[:, 1], -along[:, 0]], axis=1)
    outwards /= np.hypot(*outwards.T)[:, None]
    off = who.looseness + rng.normal(0, 0.01) + who.wander * _smooth(rng)
    meant = outline + size * off[:, None] * outwards
    if rng.random() < who.slips:
        meant = _cut(rng, meant)
    steps = (np.arange(who.corners) + rng.uniform(-0.3, 0.3, who.corners)) / who.corners
    chosen = np.unique(((steps + rng.random()) * _PLACES).astype(int) % _PLACES)
    corners: Floats = meant[chosen] + size * rng.normal(0, who.jitter, (len(chosen), 2))
    return corners


def _smooth(rng: Random) -> Floats:
    """Smooth noise round a closed outline, of variance 1: about three waves."""
    waves = np.fft.rfftfreq(_PLACES, 1 / _PLACES)
    share = np.exp(-((waves / 3.0) ** 2) / 2.0)
    noise = np.fft.irfft(share * (rng.normal(size=len(waves)) + 1j * rng.normal(size=len(waves))))
    power = (np.exp(-((np.fft.fftfreq(_PLACES, 1 / _PLACES) / 3.0) ** 2))).sum()
    smooth: Floats = noise * _PLACES / np.sqrt(power)
    return smooth


def _cut(rng: Random, outline: Floats) -> Floats:
    """Without a part: a straight line from where it begins to where it ends."""
    part = (rng.integers(_PLACES) + np.arange(int(_PLACES * rng.uniform(0.15, 0.35)))) % _PLACES
    cut = outline.copy()
    cut[part] = np.linspace(outline[part[0]], outline[part[-1]], len(part))
    return cut
