"""Tools of the build, not part of the program."""
