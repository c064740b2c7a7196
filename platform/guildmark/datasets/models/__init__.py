"""Sets of images, the images, how they came in, and what was made of them."""

from guildmark.datasets.models.aids import ItemAid
from guildmark.datasets.models.items import (
    CUT,
    DELETED,
    GONE,
    LARGE,
    WITHDRAWN,
    Dataset,
    DatasetProfile,
    ExclusionReason,
    FileUpload,
    Import,
    ImportFile,
    Item,
    ItemSignature,
)
from guildmark.datasets.models.leftovers import TOLD_AFTER, Leftover
from guildmark.datasets.models.sources import BucketSource

__all__ = [
    "CUT",
    "DELETED",
    "GONE",
    "LARGE",
    "TOLD_AFTER",
    "WITHDRAWN",
    "BucketSource",
    "Dataset",
    "DatasetProfile",
    "ExclusionReason",
    "FileUpload",
    "Import",
    "ImportFile",
    "Item",
    "ItemAid",
    "ItemSignature",
    "Leftover",
]
