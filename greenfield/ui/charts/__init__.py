"""Charts in the window: the painter of `greenfield.charts` shapes."""
