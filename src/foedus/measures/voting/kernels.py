"""The compiled form of the counts in `losing`; importing this module loads numba."""

from __future__ import annotations

from foedus.ground.kernel import kernel
from foedus.measures.voting.losing import short_of_quota

compiled_short_of_quota = kernel(short_of_quota)
