"""What machines read under /api/v1: a module each, found by its `ROUTES`; the objects of the command line's --json."""
