"""Which record this is, apart from the code's version: a number that grows when facts change, and its day.

A test holds the day against the record (nothing in it became known later), and both against the newest release in
data/releases.toml.
"""

VERSION = "1"
DATE = "2026-11-27"
