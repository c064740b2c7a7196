"""What is made of a picture beside its rendition, to work on it with."""

from typing import ClassVar

from django.db import models

from guildmark.datasets.intake.tiling import tile_names
from guildmark.datasets.models.items import Item


class ItemAid(models.Model):
    """One thing made of an item's rendition; before there is a row, it is not made yet.

    `name` is where it lies in the storage, empty where it could not be made then.
    """

    class Kind(models.TextChoices):
        """Cells of one colour each, for masks; tiles of a large picture, in a folder."""

        SUPERPIXELS = "superpixels"
        TILES = "tiles"

    item = models.ForeignKey(Item, models.CASCADE, related_name="aids")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "kind"], name="item_aid_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of item {self.item_id}"

    #: What `stored_names` asks of other rows: to be read with these, if there are many.
    stored_names_need: ClassVar = ("item",)

    @property
    def stored_names(self) -> list[str]:
        """Where its files lie in the storage."""
        if self.name and self.kind == self.Kind.TILES:
            return [f"{self.name}/{tile}" for tile in self._tiles()]
        return [self.name] if self.name else []

    def _tiles(self) -> list[str]:
        return tile_names(self.item.width_px, self.item.height_px)
