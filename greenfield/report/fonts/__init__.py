"""The fonts of documents and of the window: which there are, how they are made, loaded and embedded."""
