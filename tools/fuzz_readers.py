"""Fuzz a reader of published files with atheris: whatever the bytes, a table or a clear error.

Usage: pip install atheris; python tools/fuzz_readers.py {csv,dta,r,xlsx,json} [libFuzzer options, e.g. -max_total_time=300]

It begins from the small files that the tests make. Anything but a `DatasetError` stops it, and so does one that hides
a shortage of memory.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

SEEDS = {"csv": "forces.csv", "dta": "forces.dta", "r": "forces.rda", "xlsx": "forces.xlsx", "json": "places.json"}


def main(arguments: list[str]) -> int:
    """Run until libFuzzer's options say stop, or something breaks."""
    if len(arguments) < 2 or arguments[1] not in SEEDS:
        print(__doc__)
        return 2
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: pip install atheris")
        return 2
    warnings.simplefilter("ignore")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    with atheris.instrument_imports(include=["rdata", "openpyxl", "foedus", "pandas.io.stata"]):
        import small_catalogue
        from foedus.datasets.formats import raw
        from foedus.ground.errors import DatasetError
    file = SEEDS[arguments.pop(1)]
    table: Any = small_catalogue.table_of(file)
    corpus = Path(tempfile.mkdtemp(prefix="foedus-fuzz-"))
    (corpus / file).write_bytes(small_catalogue.published()[file])

    def once(data: bytes) -> None:
        try:
            raw(data, table)
        except DatasetError as error:
            if "MemoryError" in error.why:
                raise

    atheris.Setup([*arguments, str(corpus)], atheris.instrument_func(once))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
