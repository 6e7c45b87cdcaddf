"""Model -> tables with types and keys -> a Data Package, a SQLite database, or the model itself as a file."""
