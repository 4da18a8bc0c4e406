"""The folding table of `toolkit.arabic.fold`, made from camel-tools' functions and Unicode's.

What folds to what is data (`toolkit/arabic/data/folding.tsv`), so that the package needs no
camel-tools and folds alike under every Python. The letters are those of `camel_tools.utils`
(dediacritisation, alef, alef maksura and teh marbuta normalisation; Obeid et al. 2020), applied
once to every Arabic code point; hamza carriers fold to their carrier, so that composed and
decomposed spellings meet. `tests/arabic/test_folding_table.py` compares the file with this.

    python benchmarks/folding_table.py            # writes the file; needs the extra `camel`
"""

from __future__ import annotations

import unicodedata
from itertools import chain
from pathlib import Path

from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
)

FILE = Path(__file__).parents[1] / "toolkit" / "arabic" / "data" / "folding.tsv"

ARABIC = (
    *(range(0x0600, 0x0700), range(0x0750, 0x0780), range(0x08A0, 0x0900)),
    *(range(0xFB50, 0xFE00), range(0xFE70, 0xFF00)),
)
ACCENTS = range(0x0300, 0x0370)
LATIN = range(0x0250)
LETTERS_WITH_ACCENTS = range(0x0250, 0x3000)
INVISIBLE = "\u0640\u00ad\u061c\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
COMBINING_HAMZA = "\u0653\u0654\u0655\u0670"
PERSIAN_LETTERS = str.maketrans("یک", "يك")
SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def folding_table() -> dict[str, str]:
    """What each character folds to, where that is not itself; nothing where it goes."""
    table = {chr(p): fold_arabic(chr(p)) for p in chain(*ARABIC, ACCENTS, map(ord, INVISIBLE))}
    for character in map(chr, LATIN):
        # Latin letters lose case and accents, so that composed and decomposed spellings meet.
        base = unicodedata.normalize("NFD", character)[0].lower()
        if len(base) == 1:
            table[character] = base
    for character in map(chr, LETTERS_WITH_ACCENTS):
        base, *accents = unicodedata.normalize("NFD", character)
        if accents and all(ord(mark) in ACCENTS for mark in accents):
            table[character] = table.get(base, base)
    table["\u00ad"] = ""
    table |= dict.fromkeys(SPACES, " ")
    return {key: folded for key, folded in sorted(table.items()) if folded != key}


def fold_arabic(character: str) -> str:
    """One Arabic character, mark or invisible sign folded."""
    if character in INVISIBLE or character in COMBINING_HAMZA:
        return ""
    folded = unicodedata.normalize("NFKD", character)
    folded = "".join(c for c in folded if c not in COMBINING_HAMZA and c not in INVISIBLE)
    folded = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(folded)))
    folded = dediac_ar(folded).translate(PERSIAN_LETTERS)
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in folded)
    is_mark = unicodedata.category(character) in ("Mn", "Me")
    # A presentation form of a bare mark decomposes to a space and the mark.
    return "" if is_mark or (folded.isspace() and not character.isspace()) else folded


def main() -> None:
    """Write the table: code point, code points that it folds to, name."""
    lines = [f"# Unicode {unicodedata.unidata_version}; made by benchmarks/folding_table.py"]
    for character, folded in folding_table().items():
        points = " ".join(f"{ord(c):04X}" for c in folded)
        name = unicodedata.name(character, "control character")
        lines.append(f"{ord(character):04X}\t{points}\t{name}")
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
