"""The brief: explainers in German and English as one self-contained page, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.brief.compose import Brief, alliance_brief, invocation_brief, report_page

__all__ = ["Brief", "alliance_brief", "invocation_brief", "report_page"]


def __getattr__(name: str) -> Any:
    """Composing a brief loads charts and templates; messages alone do not."""
    if name in __all__:
        from foedus.brief import compose

        return getattr(compose, name)
    raise AttributeError(f"module 'foedus.brief' has no attribute {name!r}")
