"""The fields in which questions are answered, one kind a file."""
