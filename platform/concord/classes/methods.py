"""The names of the ways to find classes."""

from typing import Literal

#: `auto` chooses one of majority, alike, pooled_coin, pooled_guesses and hierarchical.
Method = Literal[
    "auto",
    "hierarchical",
    "majority",
    "wawa",
    "dawid_skene",
    "one_coin",
    "glad",
    "alike",
    "pooled_coin",
    "pooled_guesses",
    "pooled_diagonal",
    "pooled_confusions",
]
