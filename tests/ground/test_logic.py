"""Kleene's laws: unknown is never false, and never true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.logic import all_of, any_of, negation
from strategies import truths

many = st.lists(truths, max_size=6)
ORDER = {False: 0, None: 1, True: 2}


@given(many)
def test_de_morgan(values):
    assert negation(all_of(values)) is any_of([negation(v) for v in values])
    assert negation(any_of(values)) is all_of([negation(v) for v in values])


@given(truths)
def test_double_negation(value):
    assert negation(negation(value)) is value


@given(many)
def test_all_and_any_are_the_least_and_the_greatest(values):
    assert ORDER[all_of(values)] == min((ORDER[v] for v in values), default=2)
    assert ORDER[any_of(values)] == max((ORDER[v] for v in values), default=0)


@given(many, st.data())
def test_learning_what_was_unknown_never_overturns_an_answer(values, data):
    learned = [data.draw(st.booleans()) if v is None else v for v in values]
    for combine in (all_of, any_of):
        if combine(values) is not None:
            assert combine(learned) is combine(values)


@given(many)
def test_unknown_is_never_false(values):
    if False not in values:
        assert all_of(values) is not False
    if None in values:
        assert any_of(values) is not False


@given(many)
def test_the_order_of_the_values_does_not_matter(values):
    assert all_of(values) is all_of(reversed(values))
    assert any_of(iter(values)) is any_of(reversed(values))
