"""How does an exported list come back? Our columns behind the source's own, and cells that no spreadsheet runs."""

import re

# What an export adds behind the source's own columns. The key leads a mended row to its entry.
OUR_COLUMNS = ("record_key", "read_surname", "read_given_name", "read_patronymic", "read_birth", "read_penalty")

# A spreadsheet takes a cell that begins so for a formula and runs it; apostrophes that stand there already count too,
# so that taking one away always gives back what was printed.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def made_safe(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def made_exact(cell: str) -> str:
    """The cell as printed, without that apostrophe."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
