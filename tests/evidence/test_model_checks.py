"""The checks themselves: a right sampler passes, a wrong one is found; figures are those of their definitions."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.stats import chi2

from command_line import call
from foedus.evidence.calls import frame_of
from foedus.evidence.checks.predicted import predicted
from foedus.evidence.checks.sensitive import sensitivity, settings
from foedus.evidence.checks.simulated import BARS, RANKED, above, calibrated, from_priors
from foedus.evidence.vintages import usual_of
from foedus.record.load import load
from foedus.response.draws import Draws
from foedus.response.fitted.mixing import effective, r_hat
from foedus.response.fitted.posterior import PRIORS, SIGNED, WIDTH, design, fit_call, scales


@cache
def some_calls():
    """Every sixth recorded call, as rows of the design."""
    rows = frame_of(load()).rows
    return design([r.call for r in rows], usual_of(rows))[::6]


# --- calibration on simulated data ----------------------------------------------------------------


def test_the_shipped_sampler_finds_what_was_put_in():
    """Of 35 quantities none is so uneven that chance would show it once in a thousand whole checks."""
    found = calibrated(some_calls(), 24)
    assert len(found.ranked) == len(RANKED)
    assert all(sum(r.bars) == 24 and len(r.bars) == BARS for r in found.ranked)
    assert found.least > 1e-3, min(found.ranked, key=lambda r: r.p)


def too_sure(x, y, draws):
    fit = fit_call(x, y, draws)
    middle = fit.draws.mean(axis=0)
    return replace(fit, draws=middle + 0.3 * (fit.draws - middle))


def shifted(x, y, draws):
    fit = fit_call(x, y, draws)
    return replace(fit, draws=fit.draws + 0.7 * fit.draws.std(axis=0))


def other_priors(x, y, draws):
    return fit_call(x, y, draws, replace(PRIORS, row=0.3, term=0.1))


@pytest.mark.parametrize("sampler", [too_sure, shifted, other_priors])
def test_a_wrong_sampler_is_found(sampler):
    assert calibrated(some_calls(), 16, sampler=sampler).least < 1e-3


def test_parameters_from_the_priors_have_their_centres_and_widths():
    drawn = np.stack([from_priors(Draws(i, 1)) for i in range(4000)])
    centre, width = scales(PRIORS)
    free = ~SIGNED
    assert np.abs((drawn.mean(axis=0) - centre)[free] / width[free]).max() < 4.5 / np.sqrt(4000)
    half_normal = drawn[:, SIGNED].mean(axis=0) / width[SIGNED]
    assert half_normal == pytest.approx(np.full(SIGNED.sum(), np.sqrt(2 / np.pi)), abs=4.5 * 0.603 / np.sqrt(4000))
    assert (drawn[:, SIGNED] >= 0).all()


@pytest.mark.parametrize("degrees", [1, 3, 5, 7])
@pytest.mark.parametrize("value", [0.0, 0.1, 2.0, 7.0, 20.0, 80.0])
def test_the_tail_of_chi_squared_is_scipy_s(value, degrees):
    assert above(value, degrees) == pytest.approx(chi2.sf(value, degrees), rel=1e-9, abs=1e-300)


# --- how chains mix -------------------------------------------------------------------------------


def test_independent_draws_are_worth_as_many_and_cannot_be_told_apart():
    kept = np.random.default_rng(0).standard_normal((500, 8, 3))
    assert r_hat(kept) < 1.01
    assert effective(kept) > 0.8 * 4000


@pytest.mark.parametrize("rho", [0.5, 0.9])
def test_draws_that_follow_each_other_are_worth_fewer(rho):
    """Of an autoregression of order one, (1 - rho) / (1 + rho) of them."""
    random, kept = np.random.default_rng(1), np.empty((4000, 8, 1))
    kept[0] = random.standard_normal((8, 1))
    for t in range(1, len(kept)):
        kept[t] = rho * kept[t - 1] + np.sqrt(1 - rho**2) * random.standard_normal((8, 1))
    assert effective(kept) == pytest.approx(32000 * (1 - rho) / (1 + rho), rel=0.15)


def test_chains_in_different_places_are_told_apart():
    kept = np.random.default_rng(2).standard_normal((200, 4, 1)) + np.arange(4)[None, :, None]
    assert r_hat(kept) > 1.3
    assert effective(kept) < 50


def test_a_fit_says_how_it_mixed():
    x = some_calls()
    fit = fit_call(x, (np.arange(len(x)) % 2).astype(float), Draws(0, 1))
    assert fit.draws.shape[1] == WIDTH
    assert 1 <= fit.r_hat < 1.3
    assert 100 < fit.ess <= 3840
    assert 0.5 < fit.accepted <= 1


# --- outcomes drawn anew --------------------------------------------------------------------------


def test_a_model_that_knows_the_rates_passes_and_one_that_does_not_fails():
    rows = frame_of(load()).rows
    rate = np.mean([r.came for r in rows])
    flat = {p.name: p for p in predicted(rows, np.full((400, len(rows)), rate))}
    assert 0.2 < flat["all"].p < 0.8
    assert flat["asked troops"].p > 0.99
    assert flat["asked words"].p < 0.01
    exact = predicted(rows, np.tile([float(r.came) for r in rows], (50, 1)))
    assert all(p.low == p.recorded == p.high and p.p == 0.5 for p in exact)


def test_widths_are_changed_one_family_at_a_time():
    found = settings()
    assert found[0] == ("", 1.0, PRIORS)
    assert {(family, factor) for family, factor, _ in found[1:]} == {
        (f, k) for f in ("row", "cell", "contested", "term", "all") for k in (0.5, 2.0)
    }
    for family, factor, priors in found[1:]:
        for name in ("row", "cell", "contested", "term"):
            wanted = getattr(PRIORS, name) * (factor if family in (name, "all") else 1)
            assert getattr(priors, name) == wanted


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_command_tells_all_parts(capsys, lang, tmp_path):
    page = tmp_path / "checks.md"
    code, _, _ = call(
        capsys, "evidence", "check", "--simulations", "1", "--no-widths", "--lang", lang, "--md", str(page)
    )
    text = page.read_text("utf-8")
    assert code == 0 and "R-hat" in text and not re.search(r"\bnan\b", text)
    assert call(capsys, "evidence", "check", "--simulations", "-1", "--lang", lang)[0] == 2


def test_the_command_prints_json(capsys):
    code, out, _ = call(capsys, "evidence", "check", "--simulations", "0", "--no-widths", "--json")
    assert code == 0 and set(json.loads(out)) >= {"mixing", "predicted"}


def test_other_widths_are_held_against_the_shipped_ones():
    """On the calls to two alliances: the shipped widths move nothing, others move something, every score is one."""
    rows = [r for r in frame_of(load()).rows if r.case.alliance in ("ECOWAS", "GCC")]
    steps: list[tuple[int, int]] = []
    found = sensitivity(rows, lambda done, whole: steps.append((done, whole)))
    assert len(found) == len(settings()) == len(steps)
    assert (found[0].moved, found[0].most, found[0].case) == (0, 0, "")
    assert any(s.moved > 0 for s in found[1:])
    assert all(0 <= s.brier <= 1 and 0 <= s.brier_asked <= 1 for s in found)
