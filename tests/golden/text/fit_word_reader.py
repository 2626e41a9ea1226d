#!/usr/bin/env python3
"""Fits the words of the reader by words (resources/ontology/en/word_reader.tsv) on the project's own annotated sentences.

Usage: fit_word_reader.py [--sets abcdefghijklmnop] > word_reader.tsv

Statements of houses/reports_X that both readers read alike, and the one-sentence cases of the unit tests' traps: texts
that were written for this project. Reports of others take no part: what is made from them could not be passed on. For each tag and existence one logistic regression over single words, sparse (L1), so that most words weigh nothing.
Needs scikit-learn; nothing that is built or tested runs it.
"""
import argparse
import collections
import re
import unicodedata
import warnings
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from measure_houses import TAGS, annotated

UNIT = Path(__file__).resolve().parents[2] / "unit/text"
SIGNS = {"+": "present", "-": "absent", "?": "uncertain"}
LEAST = 6  # statements that say it
STRENGTH = 3  # of the fit against the price of a weight
SMALLEST = 0.05


def words(text):
    """As the parser's tokens: folded, without numbers."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
    return {w for w in re.findall(r"[a-z0-9]+", plain) if not w.isdigit()}


def statements_of(name):
    for text, _, (first, second) in annotated(name).values():
        alike = {span: triplets for span, triplets, _ in second}
        for span, triplets, _ in first:
            if alike.get(span) == triplets:
                yield text[slice(*span)], triplets


def traps():
    for path in [UNIT / "traps.tsv", *sorted((UNIT / "kinds").glob("*.tsv"))]:
        if path.stem.endswith("_es"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            text, tab, codes = line.partition("\t")
            if line.startswith("#") or not tab or "\\n" in text or "|" in text:
                continue
            found = (re.match(r"\s*(.+?) ([-+?])(?: |$)", code) for code in codes.split("\t")[0].split(";"))
            yield text, {(m[1], SIGNS[m[2]]) for m in found if m and m[1] in TAGS}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", default="abcdefghijklmnop")
    options = arguments.parse_args()
    warnings.simplefilter("ignore")
    cases = [case for letter in options.sets for case in statements_of(f"reports_{letter}")] + list(traps())
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(words(text), 1) for text, _ in cases])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    counts = collections.Counter(said for _, triplets in cases for said in triplets)
    print("# What single words say: the reader by single words, which checks the reading (core/text/word_reader.h).\n"
          "# Made by tests/golden/text/fit_word_reader.py, not by hand. Columns: word (\"-\" without any), tag, existence, weight.")
    for tag, existence in sorted(said for said, count in counts.items() if count >= LEAST):
        model = LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", max_iter=100, random_state=1)
        model.fit(matrix, [(tag, existence) in triplets for _, triplets in cases])
        print("-", tag, existence, f"{model.intercept_[0]:.2f}", sep="\t")
        for word, weight in zip(vectors.get_feature_names_out(), model.coef_[0]):
            if abs(weight) >= SMALLEST:
                print(word, tag, existence, f"{weight:.2f}", sep="\t")


if __name__ == "__main__":
    main()
