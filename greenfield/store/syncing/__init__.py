"""What sync reads and writes of a workspace, inside transactions of its caller, on the driver's connection."""
