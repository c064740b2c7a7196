"""Why a file was refused: a stable code and a sentence for the person who sent it."""

from concord.sentences import Sentence


class FileRefused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """This file cannot become an item."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


#: Refusals of a member after which nothing more is read from its archive.
ENDS_ARCHIVE = frozenset({"archive_too_large", "archive_too_dense"})


def picture_too_large(most_bytes: int) -> FileRefused:
    """One picture with too many bytes."""
    most = most_bytes // (1024 * 1024)
    return FileRefused(
        "too_many_bytes", Sentence("One picture may have at most {most} MB.", most=most)
    )


def empty_archive() -> FileRefused:
    """An archive in which nothing is left once folders are passed over."""
    return FileRefused("empty_archive", "The archive holds no files.")
