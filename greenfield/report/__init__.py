"""What a document says, and the renderers that write it."""
