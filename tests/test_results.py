"""The Python API in a notebook: short in print, escaped in HTML, a frame and a picture on request."""

from __future__ import annotations

import doctest
import pkgutil
import re
import sys
import warnings
from importlib import import_module
from types import ModuleType

import pytest

import foedus as fd
from foedus.ground.errors import FoedusError
from foedus.ground.shown import SHOWN, VIEWS, View, table

MODULES = [m.name for m in pkgutil.walk_packages(fd.__path__, "foedus.") if not m.name.endswith("__main__")]
DAY = "2022-01-07"
ANSWERS = {
    "show": lambda: fd.show("NATO", DAY),
    "compare": lambda: fd.compare("CSTO", "NATO", on=DAY),
    "invoke": lambda: fd.invoke("kazakhstan-2022", runs=300),
    "claims": lambda: fd.claims("article-2022-01-07"),
    "vulnerability": lambda: fd.vulnerability("CSTO", DAY, without="RUS"),
    "power": lambda: fd.power("CSTO", DAY),
    "burden": lambda: fd.burden("NATO", DAY),
    "outcomes": lambda: fd.outcomes("internal-unrest", DAY, DAY),
    "reliability": lambda: fd.reliability("CSTO", DAY),
    "years": lambda: fd.years("CSTO", 2015, 2020),
    "alliance": lambda: fd.alliance("NATO"),
    "record": lambda: fd.world().record,
}


@pytest.fixture(scope="module")
def answers():
    return {name: ask() for name, ask in ANSWERS.items()}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_a_line_in_print_and_a_table_in_a_notebook(answers, name):
    found = answers[name]
    assert len(repr(found)) <= 200 and "\n" not in repr(found)
    html = found._repr_html_()
    assert html.count("<tr>") <= SHOWN + 1
    assert len(html) < 20_000
    frame = found.frame()
    assert frame.height > 0
    if frame.height > SHOWN:
        assert f"{SHOWN} of {frame.height} rows" in html
    assert list(found.to_pandas().columns) == frame.columns


def test_every_kind_of_answer_has_a_view(answers):
    assert {type(a).__name__ for a in answers.values()} == set(VIEWS)


def test_the_frame_says_what_the_answer_says(answers):
    frame = answers["show"].frame()
    assert frame.height == 30
    assert frame["expenditure"].sum() == pytest.approx(1)
    assert answers["power"].frame()["shapley_shubik"].to_list() == [pytest.approx(1 / 6)] * 6
    assert answers["years"].frame()["year"].to_list() == list(range(2015, 2021))
    ruling = answers["invoke"]
    assert dict(zip(ruling.frame()["state"], ruling.frame()["p"], strict=True)) == {
        state: c.p.p for state, c in ruling.contributions.items()
    }


def test_a_notebook_never_runs_what_a_record_says(monkeypatch):
    evil = "<script>alert(1)</script>"
    assert evil not in table([{evil: evil}])
    found = fd.show("CSTO", DAY)
    monkeypatch.setitem(VIEWS, "Profile", View(lambda _: evil, lambda _: [{"a": evil}], {}))
    assert evil not in found._repr_html_()


@pytest.mark.parametrize(
    ("name", "kind"), [("show", ""), ("show", "membership"), ("show", "threats"), ("invoke", ""), ("invoke", "senders")]
)
def test_pictures_are_drawn_where_there_are_some(answers, name, kind):
    picture = answers[name].plot(kind)
    assert picture._repr_svg_().startswith("<svg")
    assert "var(--" not in picture._repr_svg_()
    assert answers[name].plot(kind, lang="de").title != picture.title


def test_a_picture_that_is_not_there_is_refused_with_those_that_are(answers):
    with pytest.raises(FoedusError, match="strength, membership, threats"):
        answers["show"].plot("pie")
    with pytest.raises(FoedusError, match="frame"):
        answers["burden"].plot()


def test_the_package_lists_its_public_names_and_no_others():
    assert dir(fd) == sorted({*fd.__all__, *fd.PACKAGES})
    for name in dir(fd):
        assert getattr(fd, name) is not None
        assert len(repr(getattr(fd, name))) < 300


def test_names_are_those_of_the_command_line():
    from typer.main import get_command

    from foedus.cli.app import app

    commands = {name.replace("-", "_") for name, c in get_command(app).commands.items() if not hasattr(c, "commands")}
    # (serving, writing a site and spreading a sweep are for people and clusters, not for programs)
    assert commands - {"serve", "site", "sweep"} <= {*fd.__all__, *fd.PACKAGES}


def test_old_names_say_what_they_are_called_now():
    for old, new in (("over_years", "years"), ("voting_power", "power")):
        with pytest.warns(UserWarning, match=f"foedus.{new}"):
            assert getattr(fd, old) is getattr(fd, new)
        assert old not in dir(fd)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fd.years  # noqa: B018


def test_no_module_is_hidden_by_a_name_of_its_package():
    """`import a.b as x` gives the module, also after everything else has been imported."""
    for name in MODULES:
        import_module(name)
    hidden = [
        name
        for name in MODULES
        for parent, _, own in [name.rpartition(".")]
        if getattr(sys.modules[parent], own) is not sys.modules[name]
    ]
    assert hidden == []


def test_a_package_that_is_a_question_is_both():
    import inspect

    import foedus.world as package

    assert isinstance(package, ModuleType) and fd.world is package
    assert package.World is type(fd.world(DAY))
    assert list(inspect.signature(fd.world).parameters) == ["on", "known"]
    assert repr(fd.world) == "<foedus.world: a function and a package>"


def test_the_help_of_invoke_has_an_example_that_runs():
    example = re.search(r">>> .*fd\.invoke\(", fd.invoke.__doc__ or "")
    assert example
    failed, tried = doctest.testmod(import_module("foedus.api"), verbose=False)
    assert (failed, tried > 3) == (0, True)


def test_members_stand_in_the_alphabet_of_the_reader():
    english, german = (fd.members("NATO", "2022-01-07", lang=lang) for lang in ("en", "de"))
    assert english["name"].to_list()[:4] == ["Albania", "Belgium", "Bulgaria", "Canada"]
    assert english["name"].to_list()[-3:] == ["Turkey", "United Kingdom", "United States"]
    assert german["name"].to_list()[-3:] == ["Türkei", "Ungarn", "USA"]
    assert english.sort("state").drop("name").equals(german.sort("state").drop("name"))
    assert fd.show("NATO", "2022-01-07").frame()["name"].to_list() == english["name"].to_list()
    with pytest.raises(FoedusError):
        fd.members("NATO", lang="fr")
