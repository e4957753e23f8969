"""The page of the library: resources for further reading, found by words and by what they are for."""
