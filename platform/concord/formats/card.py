"""The dataset card of an export: README.md with the header that dataset hubs read."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from concord.formats.content import Exporter, Head, Written
from concord.formats.origin import Origins, hub_licence, licence_address, origins_of
from concord.wording import counted

CARD_PATH = "README.md"
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_CHECKING = (
    "`sha256sum --check checksums.sha256` in the unpacked folder. `manifest.json` says what each "
    "number means; coordinates are pixels from the top-left corner of the picture as it is shown.\n"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


def dataset_card(
    head: Head, exporter: Exporter, written: Written, split_counts: Mapping[str, int]
) -> bytes:
    """What it is, how it came about, what is in it, what this format left out, how to check it."""
    metadata, schema = head.metadata, head.schema
    title = f"{metadata.get('project') or metadata.get('name') or 'Dataset'}"
    version = str(metadata.get("version", ""))
    origins = origins_of(head)
    lines = [
        _header(title, written.items, origins),
        f"# {_plain(title)}, version {_plain(version)}\n",
        *_about(metadata),
        *(_origins(origins, written.items) if origins else ()),
        "## What is in it\n",
        f"- {counted(written.items, 'picture')}, {written.empty_items} of them without any shape",
        f"- {counted(written.shapes, 'shape')}",
        *(f"- {split}: {counted(count, 'picture')}" for split, count in split_counts.items()),
        "",
        "| label | kind | shapes |",
        "|---|---|---|",
        *(
            f"| {_plain(label.name)} | {label.kind.replace('_', ' ')} | "
            f"{written.shapes_by_label.get(key, 0)} |"
            for key, label in schema.labels.items()
        ),
        "",
        *(f"- Asked of each picture: {_plain(one.name)}" for one in schema.questions.values()),
        f"\n## {exporter.name}: what this format cannot say\n",
        *(
            f"- {_plain(sentence)}"
            for sentence in exporter.omissions(head) or ("Nothing is lost.",)
        ),
        *(
            f"- Left out here: {count} of kind {kind.replace('_', ' ')}"
            for kind, count in written.left_out_by_kind.items()
        ),
        "\n## How to check it\n",
        _CHECKING,
    ]
    return "\n".join(lines).encode()


def _header(title: str, items: int, origins: Origins | None) -> str:
    size = next((name for most, name in _SIZES if items < most), "n>1M")
    content = {
        "pretty_name": title,
        "size_categories": [size],
        "annotations_creators": ["crowdsourced"],
        "tags": ["guildmark"],
        **_hub_licence(origins),
    }
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    return f"---\n{text}---\n"


def _hub_licence(origins: Origins | None) -> dict[str, str]:
    if origins is None or not origins.licences:
        return {}
    names = list(origins.licences)
    word = hub_licence(names[0]) if len(names) == 1 else "other"
    return {"license": word, **({"license_name": ", ".join(names)} if word == "other" else {})}


def _origins(origins: Origins, items: int) -> list[str]:
    """Whose the pictures are, and what may be done with them."""
    bare = items - sum(origins.licences.values())
    return [
        "## Whose the pictures are\n",
        *(
            f"- {_plain(name)}{_address(name)}: {counted(count, 'picture')}"
            for name, count in origins.licences.items()
        ),
        *([f"- No licence of its own: {counted(bare, 'picture')}"] if bare > 0 else ()),
        *([f"- {_plain(origins.credit)}"] if origins.credit else ()),
        "- `items.csv` says of each picture under which licence and permission it came.",
        "",
    ]


def _address(licence: str) -> str:
    address = licence_address(licence)
    return f" (<{address}>)" if address and address != licence else ""


def _about(metadata: Mapping[str, object]) -> list[str]:
    """Who made it, by which rules, and the release's own note."""
    said = [
        f"- {name}: {_plain(str(metadata[key]))}"
        for key, name in (
            ("organisation", "Made by"),
            ("created_at", "Made at"),
            ("schema_version", "Label schema"),
            ("guideline_version", "Guideline"),
            ("follows", "Follows version"),
            ("withdrawn", "Withdrawn"),
            (
                "taken_back",
                "Pictures taken back or deleted since, of which labels alone are left",
            ),
        )
        if metadata.get(key)
    ]
    note = str(metadata.get("note") or "")
    return [*said, "", *([_plain(note), ""] if note else [])]


def _plain(value: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(value.split()))
