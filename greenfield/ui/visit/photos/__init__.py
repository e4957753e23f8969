"""Photos on questions: dropped, chosen or pasted, and shown small below the field."""
