#!/bin/sh
# distributed 2026.8.0: LocalCluster(dashboard_address=None), documented to disable the dashboard, still serves HTTP on port 8787.
#
# The dashboard's page is not there, but its server is: it answers /health on 127.0.0.1:8787. Two such clusters side by side, or one
# beside another program on that port, warn that the port is in use, which stops a program that takes warnings for errors, though it
# asked for no dashboard at all. dashboard_address="127.0.0.1:0" takes any free port and warns of nothing.
#
# Version and day seen: distributed 2026.8.0, on 2026-11-28.
# Output seen: None: HTTP status 200; two clusters: "Port 8787 is already in use"; with an address of port 0: no warning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: distributed==2026.8.0
cat > "$folder/seen.py" <<'PYTHON'
import urllib.request
import warnings

from distributed import LocalCluster


def two(given):
    """The status of the first cluster's HTTP server, and what two clusters side by side warn of."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with (
            LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=given) as one,
            LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=given),
        ):
            port = one.scheduler.http_server.port
            status = urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).status
    return status, [str(w.message).split("\n")[0] for w in told if "in use" in str(w.message)]


if __name__ == "__main__":
    status, told = two(None)
    print("None: HTTP status", status, "- two clusters:", told)
    assert status == 200 and told, "None disables the server now"
    status, told = two("127.0.0.1:0")
    print("an address of port 0: HTTP status", status, "- two clusters:", told)
    assert not told
PYTHON
"$folder/env/bin/python" "$folder/seen.py"
