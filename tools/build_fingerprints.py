"""Write the catalogue's fingerprints from published files: sha256, size, rows, a short hash of every column.

Usage: python tools/build_fingerprints.py FOLDER
FOLDER holds the published files, in any folders below it, under the names that the catalogue gives them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from foedus.datasets.catalogue import FOLDER, tables
from foedus.datasets.formats import raw
from foedus.datasets.recognise import fingerprint_of, line_feeds
from foedus.ground.write import write_whole


def main(folder: Path) -> int:
    """Read every file that the catalogue names; report those that are not there."""
    paths = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()}
    found = {}
    for table in tables().values():
        if table.file not in paths:
            print(f"not there: {table.file} ({table.id})")
            continue
        data = paths[table.file].read_bytes()
        frame = raw(data, table)
        found[table.file] = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "rows": frame.height,
            "columns": {c: fingerprint_of(frame[c]) for c in frame.columns},
        }
        if table.kind in ("csv", "json"):
            found[table.file]["lf"] = line_feeds(data)
    lines = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(found.items())]
    write_whole(FOLDER / "fingerprints.json", "{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} files")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
