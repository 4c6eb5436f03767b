"""Where are the names? The tables of the name index."""
