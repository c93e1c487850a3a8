"""Arrays from a file that ships, damaged or not: one kind of error, and no file left open."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def read_arrays(file: Path, names: Iterable[str]) -> dict[str, NDArray[np.generic]]:
    """The named arrays of an npz file; `ValueError` says why for one that is missing, damaged or holds objects."""
    import numpy as np

    try:
        # Opened here: numpy leaves a file that it opened itself open where the archive in it is damaged.
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as found:
            return {name: found[name] for name in names}
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from None
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise ValueError(str(error)) from None
