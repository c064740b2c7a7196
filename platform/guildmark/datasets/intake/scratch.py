"""What a killed process leaves where it works: folders of decoders, parts of uploads, forms' files.

Exports and spools have no name there, and end with their process. Imports no Django.
"""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

DECODERS = "guildmark-intake-"
PARTS = "guildmark-part-"
UPLOADS = "guildmark-upload-"
#: No task and no request takes nearly so long.
LEFT_ALONE_FOR = timedelta(days=1)


def clear_scratch(*, now: datetime) -> int:
    """Delete what was left there more than a day ago, on this machine; how many. Safe to repeat.

    What belongs to another user of the machine stays.
    """
    folder = Path(tempfile.gettempdir())
    left = [one for start in (DECODERS, PARTS, UPLOADS) for one in folder.glob(f"{start}*")]
    return sum(_delete(one) for one in left if _is_old(one, now))


def _is_old(path: Path, now: datetime) -> bool:
    try:
        changed_s = path.lstat().st_mtime
    except OSError:  # gone meanwhile
        return False
    return changed_s < (now - LEFT_ALONE_FOR).timestamp()


def _delete(path: Path) -> bool:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError:
        return False
    return True
