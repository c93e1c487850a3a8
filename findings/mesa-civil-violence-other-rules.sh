#!/bin/sh
# mesa 3.3.1: the example of Epstein's civil violence follows other rules than the article that it names, in five places.
#
# Compared with Epstein 2002: (1) vision 7 reaches 112 sites (steps north, south, east, west), a radius of 7 reaches 148; (2) agents act
# and then move, the article has them move and act where they arrive; (3) the ratio of cops to actives is rounded to whole numbers, half to
# even (the code says so); (4) an arrested citizen keeps the site, as an obstacle; (5) a term of jail may be 0, and the citizen decides
# anew at the next turn. (1), (2) and (5) are said nowhere. They matter: waits between outbursts are about 60 steps and an
# outburst 170 active steps of citizens; with the article's vision and order of acting, 34 and 280.
#
# Version and day seen: mesa 3.3.1, on 2026-11-28.
# Output seen: 112 sites seen at vision 7; in one step: looked at the old site, stands on another; jailed on the grid; terms 0 to 3.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: mesa==3.3.1 networkx
"$folder/env/bin/python" -W ignore - <<'PYTHON'
from mesa.examples.advanced.epstein_civil_violence.agents import Citizen, CitizenState, Cop
from mesa.examples.advanced.epstein_civil_violence.model import EpsteinCivilViolence

model = EpsteinCivilViolence(legitimacy=0.6, max_jail_term=3, seed=1)
one = next(agent for agent in model.agents if isinstance(agent, Citizen))
before = one.cell
seen = len(list(before.get_neighborhood(radius=7)))
print("sites seen at vision 7:", seen)
assert seen == 112
one.step()
print("looked around from the old site:", one.neighborhood is before.get_neighborhood(radius=7), "and moved:", one.cell is not before)
assert one.neighborhood is before.get_neighborhood(radius=7) and one.cell is not before
terms = set()
for _ in range(10):
    model.step()
    for cop in model.agents_by_type[Cop]:
        before = {agent for agent in model.agents_by_type[Citizen] if agent.state == CitizenState.ARRESTED}
        cop.step()
        after = {agent for agent in model.agents_by_type[Citizen] if agent.state == CitizenState.ARRESTED}
        terms |= {agent.jail_sentence for agent in after - before}
    assert all(agent.cell is not None and not agent.cell.is_empty for agent in after)
print("jailed stand on the grid:", len(after), "terms given:", sorted(terms))
assert min(terms) == 0 and len(after) > 0
PYTHON
