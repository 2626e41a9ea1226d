#!/usr/bin/env python3
"""Writes unicode_tables.inc: what BERT's tokenizer does to each Unicode character.

The tables are read off the reference implementation (PyPI: tokenizers), character by character, because its own Unicode
data are older than the newest standard: with any other tables some characters would get other ids. They are data of
the model, so they stand in the source and do not follow the system's Unicode library.

    python make_unicode_tables.py > unicode_tables.inc
"""

import tokenizers
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

SURROGATES = range(0xD800, 0xE000)
HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)  # decomposed by arithmetic


def normalizer(**step):
    settings = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return BertNormalizer(**{**settings, **step})


def characters():
    return (code for code in range(0x110000) if code not in SURROGATES)


def runs(codes):
    """Ascending numbers as [first, last] runs."""
    out = []
    for code in codes:
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def case_runs(pairs):
    """(code, lower) pairs as [first, last, step, difference] runs; step 2 where upper and lower alternate."""
    out = []
    for code, lower in pairs:
        difference = lower - code
        if out and out[-1][3] == difference:
            first, last, step, _ = out[-1]
            if code - last in (1, 2) and (first == last or code - last == step):
                out[-1][1:3] = [code, code - last]
                continue
        out.append([code, code, 1, difference])
    return out


def wrapped(items):
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) > 118:
            lines.append(line)
            line = "   "
        line += " " + item + ","
    return "\n".join(lines + [line])


def array(kind, name, items):
    print(f"constexpr {kind} {name}[] = {{\n{wrapped(items)}\n}};\n")


def number(value):
    return f"0x{value:X}" if value >= 0 else f"-0x{-value:X}"


def print_runs(name, codes):
    array("CodeRange", name, ("{" + ", ".join(map(number, run)) + "}" for run in runs(codes)))


def main():
    clean, strip = normalizer(clean_text=True), normalizer(strip_accents=True)
    lower, spaced = normalizer(lowercase=True), normalizer(handle_chinese_chars=True)
    split = BertPreTokenizer()
    removed, white, marks, ideographs, punctuation = [], [], [], [], []
    decomposed, lowered = {}, []
    for code in characters():
        text = chr(code)
        cleaned, stripped, lowercase = (step.normalize_str(text) for step in (clean, strip, lower))
        if cleaned == "":
            removed.append(code)
        elif cleaned == " ":
            white.append(code)
        if stripped == "":
            marks.append(code)
        elif stripped != text and code not in HANGUL_SYLLABLES:
            decomposed[code] = stripped
        if len(lowercase) == 1 and lowercase != text:
            lowered.append((code, ord(lowercase)))
        if spaced.normalize_str(text) != text:
            ideographs.append(code)
        if len(split.pre_tokenize_str("a" + text + "a")) == 3:
            punctuation.append(code)

    print(f"// Written by make_unicode_tables.py from tokenizers {tokenizers.__version__}; not to be edited.")
    print("// clang-format off\n")
    print_runs("kRemoved", removed)
    print_runs("kWhiteSpace", white)
    print_runs("kNonSpacingMarks", marks)
    print_runs("kIdeographs", ideographs)
    print_runs("kPunctuation", punctuation)
    array("CaseRange", "kLowerCase", ("{" + ", ".join(map(number, run)) + "}" for run in case_runs(lowered)))
    array("Decomposition", "kDecompositions",
          ("{" + number(code) + ", {" + ", ".join(number(ord(c)) for c in text) + "}}"
           for code, text in decomposed.items()))
    print("// clang-format on")


if __name__ == "__main__":
    main()
