"""An answer becomes text: JSON, CSV, tables, pages, a file written whole."""
