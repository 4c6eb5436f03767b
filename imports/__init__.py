"""How sources come in: file, row, entry, interpretation, tables."""
