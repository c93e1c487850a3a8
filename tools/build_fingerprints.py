"""Write the catalogue's fingerprints from published files: sha256, size, rows, a short hash of every column.

Usage: python tools/build_fingerprints.py FOLDER...
The folders hold the published files, in any folders below them, under the names that the catalogue gives them. What is
known of a file that is not there stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import msgspec

from foedus.datasets.catalogue import FOLDER, by_file, fingerprints
from foedus.datasets.formats import raw
from foedus.datasets.recognise import fingerprint_of, line_feeds
from foedus.ground.write import write_whole


def main(folders: list[Path]) -> int:
    """Read every file that the catalogue names; report those that are not there."""
    paths = {path.name: path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}
    found = {}
    for file, table in by_file().items():
        if file not in paths:
            print(f"not there: {file} ({table.id}), {'as it was' if file in fingerprints() else 'not seen'}")
            if file in fingerprints():
                found[file] = msgspec.to_builtins(fingerprints()[file])
            continue
        data = paths[file].read_bytes()
        frame = raw(data, table)
        found[file] = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "rows": frame.height,
            "columns": {c: fingerprint_of(frame[c]) for c in frame.columns},
        }
        if table.kind in ("csv", "json"):
            found[file]["lf"] = line_feeds(data)
    lines = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(found.items())]
    write_whole(FOLDER / "fingerprints.json", "{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} files")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main([Path(a) for a in sys.argv[1:]]))
