"""What the model file means: its types, its records by id, and words that name them."""
