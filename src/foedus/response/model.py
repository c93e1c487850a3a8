"""A model turns a situation into a forecast. One Protocol, so that another one fits behind the same answer."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Protocol

from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.response.assumptions import Assumptions, OwnAssumptions
from foedus.response.forecast import Forecast
from foedus.response.situation import Situation


class Model(Protocol):
    """`version` names the model and its figures; `note` says in a sentence what it is."""

    version: str
    note: Label

    @property
    def assumptions(self) -> Assumptions:
        """What the model takes for granted, by name."""
        ...

    def assuming(self, table: Assumptions) -> Model:
        """The same model on another table of the same names."""
        ...

    def forecast(self, situation: Situation, *, contingents: bool = True) -> Forecast:
        """What the model expects; the same situation gives the same arrays on any machine.

        Without `contingents` nothing is said of who sends how many, and when: `sends` and `personnel` are unknown
        (NaN), the days None. Everything else is as with them.
        """
        ...


#: The models that can be asked, by name, and the module that holds each as `MODEL`. A model is added here.
MODELS = {"fitted": "foedus.response.fitted.model", "baserate": "foedus.response.baserate.model"}
DEFAULT = "fitted"


def name_of(model: Model) -> str:
    """The name under which a model can be asked for; its version where it has none."""
    loaded = ((name, getattr(sys.modules.get(module), "MODEL", None)) for name, module in MODELS.items())
    return next((name for name, known in loaded if known and known.version == model.version), model.version)


def model_named(name: str = DEFAULT, own: OwnAssumptions | None = None) -> Model:
    """A model by name, loaded when first asked for, on a table of one's own if there is one.

    Raises `QueryError` for an unknown one.
    """
    if name not in MODELS:
        raise QueryError(f"there is no model {name!r}", hint=did_you_mean(name, MODELS, ", ".join(MODELS)))
    found: Model = import_module(MODELS[name]).MODEL
    return found.assuming({**found.assumptions, **own.changed}) if own else found
