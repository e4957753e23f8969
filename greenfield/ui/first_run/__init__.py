"""The first two minutes: language, name, where the visits live, and what opens them."""
