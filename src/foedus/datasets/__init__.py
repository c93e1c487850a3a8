"""Public data sets: a catalogue, a store of the user's own copies, and readers to tidy Polars tables.

The files stay with their publishers. The catalogue knows each set's version, coverage, terms, citation, official
address and sha256; `add` takes a file that the user has, `fetch` downloads where an address allows it; `frame` gives
a table. Nothing here touches the network unless `fetch` is called.
"""
