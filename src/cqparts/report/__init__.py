"""The whole picture of the pilot as a page or as Markdown."""
