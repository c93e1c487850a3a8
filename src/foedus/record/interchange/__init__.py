"""The record as tables that other programs read, and back again: Frictionless Data Package, Parquet, CSV, SQLite."""
