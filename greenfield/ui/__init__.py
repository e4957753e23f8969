"""The window: pages, dialogs, models and widgets. What a person does goes through `services`."""
