"""The plan of a visit: who does which measure by when."""
