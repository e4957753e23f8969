"""The workspace in its database: change log and heads as truth, typed tables as a projection."""
