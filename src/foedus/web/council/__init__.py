"""The council room: a class sits as an alliance's council on the day of a recorded call, votes, pledges and compares.

`room` is the room and who sits in it, `moves` what may be done in it and when, `deciding` how votes become a decision,
`convening` makes a council of a recorded case, `dossier` says what a member knew on the day, `comparison` holds the
room against the forecast and against what happened, `store` keeps rooms in one SQLite file, `codes` has the codes and
secrets. A seat has a state and no person: nothing that anybody could write in words is kept.
"""
