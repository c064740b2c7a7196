"""Sentences with values in them, which other languages can say too."""

from collections.abc import Mapping


class Sentence(str):
    """English, filled in; and what it was filled from, for who translates it.

    `template` has named places (`"at most {most} shapes"`), `values` fills them. As text it is the
    English sentence: equal to it, as long, and written like it. What is cut out of it, or joined to
    it, is plain text.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Sentence":
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Copied and sent to other processes as it was made."""
        return (_made, (self.template, dict(self.values)))


def _made(template: str, values: Mapping[str, object]) -> Sentence:
    return Sentence(template, **values)
