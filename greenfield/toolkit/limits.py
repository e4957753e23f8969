"""How large a form may be. What is larger is no form but a mistake, or was made to do harm."""

MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_SHEETS = 100
MAX_LINES = 200_000
# What a cell of a spreadsheet can hold at most.
MAX_CELL = 32_767
MAX_DEPTH = 200
MAX_TAGS = 800_000
MAX_INSTANCE_TAGS = 80_000
MAX_BINDS = 30_000
MAX_FILE_ROWS = 300_000
MAX_FILE_CELLS = 1_500_000
