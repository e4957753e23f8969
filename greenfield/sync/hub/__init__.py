"""The hub: keeps the changes of organisations, numbers them, and gives each reader what he may read."""
