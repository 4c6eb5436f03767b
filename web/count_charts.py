"""How does a table of counts look? The same numbers as bars, drawn as SVG without any script."""

from typing import Any

import pygal
from pygal.style import Style

from memorial.counts import Count
from memorial.cross_table import CrossTable, Margin, cross
from web.count_words import Names, value_in_words

MOST_BARS, MOST_PARTS = 25, 7
ROOM_FOR_WORDS = 35  # letters beside a bar
ROOM_FOR_NUMBERS = 1.15  # of the longest bar, so that its number stands behind it
# Dark enough on white for people who see badly, and told apart without red and green.
COLOURS = ("#1f4a6b", "#c9822b", "#7a2e2a", "#5b8c85", "#8a6fa8", "#a3a13c", "#3d3d3d", "#b8b2a6")
STYLE = Style(
    background="#ffffff", plot_background="#ffffff", foreground="#1d1b18", foreground_strong="#1d1b18",
    foreground_subtle="#57524a", colors=COLOURS, font_family="Georgia, 'DejaVu Serif', serif",
    label_font_size=17, major_label_font_size=17, value_font_size=15, legend_font_size=17, opacity="1",
)  # fmt: skip


def draw(table: Count, names: Names) -> bytes:
    """One bar for each value of the first field; with a second field each bar has its parts."""
    shown = cross(table, MOST_BARS, MOST_PARTS)
    bars = _bars(shown)
    bars.x_labels = [_cut(value_in_words(table.by[0], row, names)) for row in reversed(shown.rows)]
    for column in shown.columns or (Margin.ALL,):
        name = value_in_words(table.by[1], column, names) if shown.columns else ""
        bars.add(_cut(name), [shown.sum(row, column).count or None for row in reversed(shown.rows)])
    if not shown.columns:
        longest = max((shown.sum(row, Margin.ALL).count for row in shown.rows), default=0)
        bars.range = (0, (longest or 1) * ROOM_FOR_NUMBERS)
    bars.add_xml_filter(_without_script)
    bars.add_xml_filter(_numbers_behind_bars)
    drawing: bytes = bars.render()
    return drawing


def _bars(shown: CrossTable) -> Any:
    legend_rows = -(-len(shown.columns) // 2)
    kind = pygal.HorizontalStackedBar if shown.columns else pygal.HorizontalBar
    return kind(
        js=[], style=STYLE, width=900, height=110 + 34 * len(shown.rows) + 45 * legend_rows, spacing=12, margin=10,
        margin_bottom=10 + 15 * legend_rows,  # the library keeps too little room for two columns of words
        show_legend=bool(shown.columns), legend_at_bottom=True, legend_at_bottom_columns=2, truncate_legend=-1,
        truncate_label=-1, print_values=not shown.columns, print_values_position="top", show_minor_x_labels=False,
        no_data_text="0", value_formatter=lambda number: f"{number or 0:,.0f}".replace(",", "\u202f"),
    )  # fmt: skip


def _cut(words: str) -> str:
    return words if len(words) <= ROOM_FOR_WORDS else words[: ROOM_FOR_WORDS - 1] + "…"


def _numbers_behind_bars(drawing: Any) -> Any:
    """The library sets each number across the end of its bar, where nobody can read it."""
    for number in drawing.iter("text"):
        if number.get("class") == "value":
            number.set("text-anchor", "start")
    return drawing


def _without_script(drawing: Any) -> Any:
    """The drawing without the settings that its library adds for a script which we do not send."""
    for definitions in drawing.iter("defs"):
        for script in definitions.findall("script"):
            definitions.remove(script)
    return drawing
