"""`python -m greenfield` is the command line."""

import sys

from greenfield.app import main

if __name__ == "__main__":
    sys.exit(main())
