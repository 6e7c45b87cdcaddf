"""A file becomes a model, or every problem with its place."""
