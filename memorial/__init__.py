"""What we know: names, dates, bodies, sentences; search and counts."""
