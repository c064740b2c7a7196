"""What changes datasets, items and imports."""

from guildmark.datasets.actions.datasets import add_item, add_items, create_dataset
from guildmark.datasets.actions.imports import (
    add_import_file,
    cancel_import,
    create_import,
    start_import,
)
from guildmark.datasets.actions.records import ItemRecord, add_item_records
from guildmark.datasets.actions.running import ImportRun, run_import

__all__ = [
    "ImportRun",
    "ItemRecord",
    "add_import_file",
    "add_item",
    "add_item_records",
    "add_items",
    "cancel_import",
    "create_dataset",
    "create_import",
    "run_import",
    "start_import",
]
