"""Expressions at work: values, nodes, paths and the closures that an expression becomes. Pure."""
