"""The pages, a module each. What a module says in `ROUTES` is served, and stands in the navigation if it asks to."""
