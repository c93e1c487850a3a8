"""Write, for every package that the locks pin, a wheel of a release 9999 that breaks what imports it.

Usage: python tools/newer_releases.py FOLDER

Offered to pip (PIP_FIND_LINKS=FOLDER), they show that the set-up takes what the locks say, whatever is newest.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "9999"


def pinned() -> list[str]:
    """The names of all pinned packages."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    return sorted(name.lower() for name in found)


def write(folder: Path) -> list[str]:
    """Write the wheels; returns the names of the packages."""
    names = pinned()
    for name in names:
        module = re.sub(r"[.-]", "_", name)
        about = f"{module}-{VERSION}.dist-info"
        with zipfile.ZipFile(folder / f"{module}-{VERSION}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{module}.py", "raise ImportError('this is not the pinned release')\n")
            wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n")
            wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{about}/RECORD", "")
    return names


if __name__ == "__main__":
    made = Path(sys.argv[1])
    made.mkdir(parents=True, exist_ok=True)
    print(f"{len(write(made))} packages with a release {VERSION} in {made}")
