"""The model as a Data Package, as a SQLite database, or as a file: tables with types and keys."""
