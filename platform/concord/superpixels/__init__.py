"""A picture parted into small cells of one colour each, to be taken into a mask whole."""

from concord.superpixels.packing import Superpixels, packed, unpacked
from concord.superpixels.slic import superpixels

__all__ = ["Superpixels", "packed", "superpixels", "unpacked"]
