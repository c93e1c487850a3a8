"""The record: curated, sourced facts as text files, with a loader, as-of queries and an audit."""
