"""What every other package may lean on: problems, ids, units, languages, number formats, resources."""
