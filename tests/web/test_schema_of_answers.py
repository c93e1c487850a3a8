"""The interface under questions that nobody thought of: what comes back is what its description says."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.web.registry import routes

JSON = sorted(name for name, route in routes().items() if route.path.startswith("/api/v1") and not route.heavy)
WORDS = st.one_of(
    st.sampled_from(["CSTO", "KAZ", "2022-01-07", "2022-02-30", "1", "-1", "99999999999", "article-2022-01-07", ""]),
    st.text(max_size=30),
)


@pytest.fixture(scope="module")
def described(web):
    return web.get("/api/v1/openapi.json").json()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_question_is_answered_or_refused_as_described(web, described, data):
    route = routes()[data.draw(st.sampled_from(JSON))]
    path, query = route.path, []
    for parameter in route.parameters:
        word = data.draw(WORDS)
        if f"{{{parameter.name}}}" in path:
            path = path.replace(f"{{{parameter.name}}}", quote(word or "x", safe=""))
        elif data.draw(st.booleans()):
            query.append(f"{parameter.name}={quote(word)}")
    answer = web.get(f"{path}?{'&'.join(query)}" if query else path)
    assert answer.status_code < 500
    if answer.status_code == 200:
        assert answer.headers["content-type"] == "application/json"
        json.loads(answer.text)
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"title", "status"} <= answer.json().keys()


def described_operations(described):
    import schemathesis

    light = {routes()[name].path for name in JSON}
    found = [result.ok() for result in schemathesis.openapi.from_dict(described).get_all_operations()]
    return [operation for operation in found if operation.path in light]


def test_schemathesis_finds_no_answer_that_is_not_as_described(web, described):
    asked = []

    def held(operation):
        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def holds(case):
            sent = case.as_transport_kwargs(base_url="http://testserver")
            answer = web.request(sent["method"], sent["url"], params=sent.get("params"))
            asked.append(operation.path)
            assert answer.status_code < 500
            if answer.status_code == 200:
                operation.validate_response(answer)

        holds()

    for operation in described_operations(described):
        held(operation)
    assert len(set(asked)) == len(JSON)
