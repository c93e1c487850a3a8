"""A researcher's own table on a panel: read, its keys recognised, put on the rows, every row accounted for.

`read` takes files and frames, `keys` says which columns name states and years, `places` finds the panel's row of each,
`twins` settles several rows on one place, `join` ties them together and counts.
"""
