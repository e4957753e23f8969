"""The measures of a visit: offered with reasons, chosen, corrected, and own ones."""
