"""How is it cited? One sentence that lets a reader find the same printed entry again."""

from schema.sources import Entry, Source


def cite_entry(source: Source, entry: Entry) -> str:
    """The source's citation with volume, page and entry number, as far as the source has them."""
    parts = [source.citation.rstrip(" .")]
    if volume := entry.volume or source.volume:
        parts.append(f"Т. {volume}")
    if entry.page:
        parts.append(f"С. {entry.page}")
    parts.append(f"№ {entry.number}")
    return ". ".join(parts) + "."
