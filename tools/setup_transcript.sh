#!/usr/bin/env bash
# Both commands of the README in an empty folder, with time and size, then again while every pinned package has a newer
# release at hand.
#
# Usage: tools/setup_transcript.sh PYTHON...    e.g. tools/setup_transcript.sh python3.11 python3.12 python3.13
# PYTEST_ARGS limits the tests of the first round (all without), NEWER_PYTEST_ARGS those of the second (tests/ground).
set -euo pipefail
checkout="$(cd "$(dirname "$0")/.." && pwd)"
made="$(mktemp -d)"
trap 'rm -rf "$made"' EXIT
export PYTHONDONTWRITEBYTECODE=1
unset PYTHONPATH VIRTUAL_ENV

# Run a command of the README, show its last lines, and say how long it took and how large the environment is.
told() {
  echo "\$ $*"
  local began=$SECONDS
  "$@" > "$made/out" 2>&1 || { tail -n 30 "$made/out"; echo "FAILED: $*"; exit 1; }
  grep -E "Collecting|Processing|Downloading" -c "$made/out" | sed 's/$/ lines of progress/' || true
  grep -E "^Kazakhstan|^troops|passed|failed|No broken requirements|^The brief" "$made/out" | sed 's/^/    /'
  echo "    $((SECONDS - began)) s, $(du -sm .venv | cut -f1) MB in .venv"
}

round() {
  local python="$1" words="$2" folder
  folder="$(mktemp -d "$made/XXXXXX")/foedus"
  git clone --quiet "$checkout" "$folder"
  cd "$folder"
  echo "\$ git clone ... && cd foedus    # $("$python" -V), pip $("$python" -m pip --version | cut -d' ' -f2), $(nproc) cores, commit $(git rev-parse --short HEAD)"
  told make demo PYTHON="$python"
  told make test PYTHON="$python" PYTEST_ARGS="$words"
  echo "    not as locked: $(.venv/bin/python -m pip list --format freeze --exclude-editable | grep -c ==9999 || true) of $(.venv/bin/python -m pip list --format freeze --exclude-editable | wc -l) packages"
  cd "$checkout"
  rm -rf "$folder"
}

for python in "$@"; do
  echo "== $("$python" -V), an empty folder"
  round "$python" "${PYTEST_ARGS:-}"
  echo "== $("$python" -V), an empty folder, while every pinned package has a newer release"
  "$python" "$checkout/tools/newer_releases.py" "$made/newer" | sed "s#$made#...#"
  PIP_FIND_LINKS="${PIP_FIND_LINKS:-} $made/newer" round "$python" "${NEWER_PYTEST_ARGS-tests/ground}"
done
