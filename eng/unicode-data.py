#!/usr/bin/env python3
"""Writes src/OcrLabeling.Ocr/Text/unicode-data.txt from the Unicode tables that Python carries.

Why: the programs run with invariant globalization (no ICU in the jail), where .NET's string.Normalize does nothing and
ToUpperInvariant maps one character to one. Lines: D code decomposition (canonical) | K code decomposition (compatibility) |
C first last class (canonical combining class) | X code (excluded from composition) | U code upper-case sequence.
"""
import pathlib
import unicodedata as u

CODES = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def hexes(codes):
    return " ".join(f"{c:X}" for c in codes)


def lines():
    yield f"# Unicode {u.unidata_version}, written by eng/unicode-data.py"
    for c in CODES:
        mapping = u.decomposition(chr(c)).split()
        if not mapping:
            continue
        compatible = mapping[0].startswith("<")
        codes = [int(x, 16) for x in mapping[compatible:]]
        yield f"{'K' if compatible else 'D'} {c:X} {hexes(codes)}"
        if not compatible and u.normalize("NFC", chr(c)) != chr(c):
            yield f"X {c:X}"
    runs = []
    for c in CODES:
        order = u.combining(chr(c))
        if not order:
            continue
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == order:
            runs[-1][1] = c
        else:
            runs.append([c, c, order])
    for first, last, order in runs:
        yield f"C {first:X} {last:X} {order}"
    for c in CODES:
        upper = chr(c).upper()
        if len(upper) > 1 or c in (0x131, 0x17F):
            yield f"U {c:X} {hexes(map(ord, upper))}"


if __name__ == "__main__":
    target = pathlib.Path(__file__).resolve().parent.parent / "src/OcrLabeling.Ocr/Text/unicode-data.txt"
    target.write_text("\n".join(lines()) + "\n", encoding="ascii")
