"""How much a file may hold. Beyond, it is refused with a sentence, never half-read."""

MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELL = 100_000
HEADING_ROWS = 30
SAMPLE_ROWS = 200
