"""The device side: what is unsent goes out, what others did comes in, over any transport and any store."""
