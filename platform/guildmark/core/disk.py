"""How a full disk is told from other faults. Imports no Django: the child that decodes asks too."""

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(error: BaseException) -> bool:
    """Whether the disk, or what this account may have of it, has no room left."""
    return isinstance(error, OSError) and error.errno in _FULL
