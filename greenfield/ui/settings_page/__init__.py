"""What a person sets; it takes effect at once."""
