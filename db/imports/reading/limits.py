"""How much of a file is read: far beyond any register, well within what a small server can bear."""

MEGABYTE = 1024**2

MAX_FILE_MEGABYTES = 20
MAX_FILES = 20
MAX_TOTAL_MEGABYTES = 40
"""Of the files that a browser sends at once."""

MAX_ROWS = 200_000
MAX_COLUMNS = 2_000

MAX_CELL = 32_767
"""Characters in one cell, as many as Excel holds."""

MAX_PARTS = 2_000
MAX_UNPACKED_MEGABYTES = 150
MAX_RATIO = 300
"""Of unpacked to packed size, where the unpacked part is not small anyway."""

MAX_READER_MEMORY = 1024 * MEGABYTE
MAX_READER_SECONDS = 60

MAX_IMPORT_MEMORY = 2048 * MEGABYTE
MAX_IMPORT_SECONDS = 300
"""Of a whole import in a process of its own; of processor time."""

OUT_OF_MEMORY = 3
"""Exit code of the workbook reader at its limit of memory; out of time, the system ends it by a signal."""
