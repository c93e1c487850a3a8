"""Kept answers: bounded, gone with their day, made once for many who ask; and workers that cannot hold up the rest."""

from __future__ import annotations

import asyncio
import datetime as dt
import time

import pytest

from foedus.ground.errors import QueryError
from foedus.web import app, cached
from foedus.web.cached import Cache, made_ready, settled
from foedus.web.route import Body, Inquiry, See
from foedus.web.workers import BusyError, Workers, _answered, _opened

DAY = dt.date(2022, 1, 7)
PAST = Inquiry("alliance", "en", {"alliance": "CSTO", "on": DAY, "known": DAY})
NOW = Inquiry("alliance", "en", {"alliance": "CSTO", "on": DAY, "known": None})


def kept(size: int, asked: Inquiry = PAST):
    return made_ready("/x", asked, Body(b"x" * size, "image/png"), [])


def test_what_was_asked_longest_ago_goes_first_and_the_room_is_kept():
    cache = Cache(room=1000)
    for name in "abcd":
        cache.put(name, kept(250))
    assert cache.get("a")
    cache.put("e", kept(250))
    assert [name for name in "abcde" if cache.get(name)] == ["a", "c", "d", "e"]
    cache.put("f", kept(251))
    assert (cache.get("f"), cache.taken, len(cache)) == (None, 1000, 4)
    cache.put("a", kept(10))
    assert cache.taken == 760


def test_what_depends_on_today_is_gone_tomorrow(monkeypatch):
    cache = Cache()
    cache.put("past", kept(9, PAST))
    cache.put("now", kept(9, NOW))
    assert cache.get("past")
    assert cache.get("now")
    monkeypatch.setattr(cached, "today", lambda: dt.date.today() + dt.timedelta(days=1))
    assert cache.get("past")
    assert cache.get("now") is None
    assert len(cache) == 1


def test_only_past_days_known_by_past_days_are_settled():
    assert settled(PAST)
    assert not settled(NOW)
    assert not settled(Inquiry("api", "en", {}))
    assert not settled(Inquiry("x", "en", {"on": DAY, "known": dt.date.today()}))


def test_who_asks_at_once_waits_for_one_answer(monkeypatch):
    made = []

    def slow(asked: Inquiry) -> Body:
        made.append(asked)
        time.sleep(0.05)
        return Body(b"x")

    monkeypatch.setattr(app, "answer_of", slow)
    site, route = app.Site(), app.routes()["alliance"]

    async def crowd() -> list[object]:
        return await asyncio.gather(*(app._found(site, route, PAST, "/x") for _ in range(20)))

    assert len({id(found) for found in asyncio.run(crowd())}) == len(made) == 1
    assert site.pending == {}
    monkeypatch.setattr(app, "answer_of", lambda _: See("/y"))
    assert asyncio.run(app._found(site, route, NOW, "/z")) == See("/y")


def refuses(text: str) -> None:
    raise QueryError("no", why=text)


def test_a_worker_answers_refuses_and_is_replaced_when_it_takes_too_long():
    async def talk() -> None:
        workers = Workers(1, limit_seconds=0.3, queue=1)
        workers.start()
        try:
            assert await workers.ask(sorted, "ba") == ["a", "b"]
            with pytest.raises(QueryError, match="no"):
                await workers.ask(refuses, "because")
            with pytest.raises(RuntimeError, match="ZeroDivisionError"):
                await workers.ask(divmod, 1, 0)
            long = [asyncio.create_task(workers.ask(time.sleep, 9)) for _ in range(2)]
            await asyncio.sleep(0.05)
            with pytest.raises(BusyError, match="too many"):
                await workers.ask(sorted, "x")
            long[1].cancel()
            with pytest.raises(BusyError, match="too long"):
                await long[0]
            assert await workers.ask(sorted, "dc") == ["c", "d"]
            workers._all[0].process.kill()
            with pytest.raises(BusyError, match="ended"):
                await workers.ask(sorted, "x")
            assert await workers.ask(sorted, "fe") == ["e", "f"]
            assert workers.waiting == 0
        finally:
            workers.stop()

    asyncio.run(talk())


def test_an_error_goes_through_the_pipe_with_all_its_words():
    with pytest.raises(QueryError) as caught:
        _opened(_answered(refuses, ("because",)))
    assert (caught.value.what, caught.value.why) == ("no", "because")
