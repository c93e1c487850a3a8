"""A cell of a Markdown table."""


def cell(text: str) -> str:
    """Text that stands in one cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")
