"""The report on the pilot as a page or as Markdown."""
