"""XML as a tree that knows its lines, and reads no document type: no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from concord.sentences import Sentence

#: Deeper than any annotation file; a bound for what is built from somebody else's bytes.
_DEEPEST = 64


class NotXml(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """The bytes are no XML that is read here."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


@dataclass(slots=True)
class Node:
    """An element: its attributes, its text, its children, its line from 1."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Node]:
        """The children of this name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Node | None:
        """The first child of this name."""
        return next(self.all(tag), None)

    def text_of(self, *path: str) -> str:
        """The stripped text under a path of names; empty where there is none."""
        node: Node | None = self
        for tag in path:
            node = node.first(tag) if node is not None else None
        return node.text.strip() if node is not None else ""


def parse_xml(data: bytes) -> Node:
    """The root. Raises NotXml, also for a document type: entities may grow without bound."""
    parser = expat.ParserCreate()
    open_nodes: list[Node] = [Node("", 1)]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > _DEEPEST:
            raise NotXml("The elements are nested too deeply.", parser.CurrentLineNumber)
        node = Node(tag, parser.CurrentLineNumber, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        open_nodes.pop()

    def text(data: str) -> None:
        open_nodes[-1].text += data

    def doctype(*_: object) -> None:
        raise NotXml("A document type is not read.", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message: str = Sentence("This is not XML: {reason}.", reason=expat.ErrorString(error.code))
        raise NotXml(message, error.lineno) from error
    except NotXml:
        raise
    except (ValueError, LookupError) as error:  # of several bytes a character, or none that is
        message = "The encoding that the file names is not read here. Save it as UTF-8."
        raise NotXml(message, 1) from error
    return open_nodes[0].children[0]
