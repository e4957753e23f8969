"""`make shots`: drives the real window through the demo visit, and takes a picture of every page."""
