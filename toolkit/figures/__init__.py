"""One function a figure: a table in, a matplotlib figure out, nothing global touched."""

from toolkit.figures.mixes import source_mix, source_mix_table, voice_course, voice_course_table
from toolkit.figures.outlets import by_outlet
from toolkit.figures.praise import praise_holders, praise_holders_table
from toolkit.figures.saving import save_figure, table_hash, write_all

__all__ = [
    "by_outlet",
    "praise_holders",
    "praise_holders_table",
    "save_figure",
    "source_mix",
    "source_mix_table",
    "table_hash",
    "voice_course",
    "voice_course_table",
    "write_all",
]
