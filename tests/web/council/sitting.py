"""Rooms made by hand, and how a class goes through one, for the tests of the council."""

from __future__ import annotations

from foedus.web.council.convening import Sitting
from foedus.web.council.moves import forward, taken
from foedus.web.council.room import CouncilRoom, Seat

STATES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def seats(*states: str, party: str = "") -> tuple[Seat, ...]:
    """AAA asks, the others vote; one may be a party."""
    return tuple(
        Seat(state=s, role="asks" if s == "AAA" else "party" if s == party else "votes", most=1000) for s in states
    )


def council(procedure="consensus", leader="BBB", party="") -> Sitting:
    return Sitting(
        case="A-CASE", alliance="ALLIES", procedure=procedure, leader=leader, seats=seats(*STATES, party=party)
    )


def room(procedure="consensus", leader="BBB", party="", **more) -> CouncilRoom:
    fields = {"code": "CDFH3479", "case": "A-CASE", "opened": 0, "ends": 3600, "host": "h"} | more
    return CouncilRoom(procedure=procedure, leader=leader, seats=seats(*STATES, party=party), **fields)


def filled(room: CouncilRoom) -> CouncilRoom:
    """Somebody sits in every seat."""
    for seat in room.seats:
        room = taken(room, seat.state, f"digest-{seat.state}")
    return room


def led_to(room: CouncilRoom, phase: str) -> CouncilRoom:
    """The host goes on until the room is at a stage."""
    while room.phase != phase:
        room = forward(room, room.phase)
    return room
