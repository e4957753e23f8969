"""The composition root: reads the command line, opens what a command needs, hands it on."""
