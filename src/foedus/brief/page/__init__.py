"""How a brief is laid out: blocks, footnotes, HTML and Markdown."""
