"""What the workspace answers: queries that return frozen values, over a connection of `Workspace.read`."""
