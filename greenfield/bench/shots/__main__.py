"""`python -m greenfield.bench.shots OUT [--look en-light-1024x600 ...] [--jobs 2]`: run by `make shots`."""

import sys

from greenfield.bench.shots.pictures import main

if __name__ == "__main__":
    sys.exit(main())
