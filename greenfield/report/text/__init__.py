"""Text on paper in every script: direction, lines, shaping and drawing."""
