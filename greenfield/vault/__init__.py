"""Key slots, opening an encrypted database, one writer at a time, verified backups."""
