"""The web: every answer behind an address that can be shared, as a page and as JSON; no arithmetic.

A page is a module of `pages` that says its routes (`ROUTES`), with a template of its name under `templates/` and words
of its name under `wording/`; what machines read is a module of `json_api`. All of them are found by being there.
"""
