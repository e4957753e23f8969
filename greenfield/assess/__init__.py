"""The method: flows, indicators, factors, status, measures, finance, plan. Pure functions over values."""
