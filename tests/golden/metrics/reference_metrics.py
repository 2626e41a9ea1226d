#!/usr/bin/env python3
"""Makes numbers and what scikit-learn's metrics make of them, as one JSON file.

    reference_metrics.py OUT.json --size tiny|full

A case has `kind`, the input and `expected`: name → figure, null where scikit-learn has none (one class only). The tiny
file is kept in data/ for machines without Python. The weights are whole numbers: how often a bootstrap draws an example.
"""

import argparse
import json
import pathlib
import warnings

import numpy as np
from sklearn import metrics as m


def defined(value):
    value = float(value)
    return value if np.isfinite(value) else None


def scores_of(kind, count, random):
    if kind == "ties":
        return random.integers(0, 4, count) / 4
    if kind == "equal":
        return np.full(count, 0.5)
    return random.random(count)


def decisions(positive, scores, weights):
    decided = (scores >= 0.5).astype(int)
    both = dict(sample_weight=weights, zero_division=np.nan)
    return {
        "f1": defined(m.f1_score(positive, decided, **both)),
        "accuracy": defined(m.accuracy_score(positive, decided, sample_weight=weights)),
    }


def best_f1(positive, scores, weights):
    precision, recall, thresholds = m.precision_recall_curve(positive, scores, sample_weight=weights)
    with np.errstate(invalid="ignore"):
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))[:-1]
    best = len(f1) - 1 - int(np.argmax(f1[::-1]))
    return float(thresholds[best]), float(f1[best])


def drawn(count, random):
    weights = random.integers(0, 3, count)
    weights[0] = 1  # scikit-learn refuses when nothing is drawn
    return weights


def binary(kind, count, share, random):
    positive = (random.random(count) < share).astype(int)
    scores = scores_of(kind, count, random)
    weights = drawn(count, random)
    case = {"kind": "binary", "positive": positive.tolist(), "scores": scores.tolist(), "weights": weights.tolist()}
    for name, w in (("expected", np.ones(count)), ("weighted", weights)):
        both = 0 < (w * positive).sum() < w.sum()
        some = (w * positive).sum() > 0
        figures = decisions(positive, scores, w)
        figures["auroc"] = m.roc_auc_score(positive, scores, sample_weight=w) if both else None
        figures["averagePrecision"] = m.average_precision_score(positive, scores, sample_weight=w) if some else None
        figures["bestThreshold"], figures["bestF1"] = best_f1(positive, scores, w) if some else (None, None)
        case[name] = figures
    return case


def several(count, classes, random, missing=()):
    """Classes that exclude each other."""
    allowed = [c for c in range(classes) if c not in missing]
    truth, decided = random.choice(allowed, count), random.choice(allowed, count)
    weights = drawn(count, random)
    case = {"kind": "classes", "truth": truth.tolist(), "decided": decided.tolist(), "weights": weights.tolist()}
    for name, w in (("expected", np.ones(count)), ("weighted", weights)):
        case[name] = {"accuracy": defined(m.accuracy_score(truth, decided, sample_weight=w))}
    return case


def labels(count, classes, random):
    """Classes that may occur together: the mean of the AUROCs."""
    truth, scores = (random.random((count, classes)) < 0.3).astype(int), random.random((count, classes))
    return {"kind": "labels", "truth": truth.T.tolist(), "scores": scores.T.tolist(),
            "expected": {"meanAuroc": m.roc_auc_score(truth, scores, average="macro")}}


def grouped_auroc(positive, scores, groups, weights):
    """Over all pairs of one group: each group's AUROC by scikit-learn, weighted by its pairs."""
    areas, pairs = [], []
    for group in np.unique(groups):
        own = groups == group
        ill, well = (weights[own] * positive[own]).sum(), (weights[own] * (1 - positive[own])).sum()
        if ill == 0 or well == 0:
            continue
        areas.append(m.roc_auc_score(positive[own], scores[own], sample_weight=weights[own]))
        pairs.append(ill * well)
    return float(np.average(areas, weights=pairs)) if pairs else None


def splitmix(state):
    """The numbers that the program draws patients by (Steele, Lea, Flood 2014)."""
    mask = (1 << 64) - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def bootstrap(patients, figure, draws, seed=20240911):
    """The figure with its percentile interval: all pictures of a drawn patient count as often as he is drawn."""
    names, owners = np.unique(patients, return_inverse=True)
    numbers, figures = splitmix(seed), []
    for _ in range(draws):
        drawn = np.bincount([next(numbers) % len(names) for _ in names], minlength=len(names))
        value = figure(drawn[owners])
        if value is not None:
            figures.append(value)
    figures.sort()
    low = figures[int(0.025 * len(figures))]
    high = figures[int(max(np.ceil(0.975 * len(figures)) - 1, 0))]
    return {"value": figure(np.ones(len(owners), dtype=int)), "low": low, "high": high, "draws": len(figures)}


def grouped(count, groups, draws, random):
    """Two scores of the same pictures, ranked within groups; patients have several pictures."""
    positive = (random.random(count) < 0.3).astype(int)
    first = np.round(random.random(count) + 0.3 * positive, 2)
    second = np.round(random.random(count) + 0.1 * positive, 1)
    group = random.integers(0, groups, count)
    patients = [f"p{number}" for number in random.integers(0, max(1, count // 2), count)]

    def of(scores):
        return lambda weights: grouped_auroc(positive, scores, group, weights)

    def difference(weights):
        one, other = of(first)(weights), of(second)(weights)
        return None if one is None or other is None else one - other

    return {"kind": "grouped", "positive": positive.tolist(), "scores": first.tolist(), "second": second.tolist(),
            "groups": group.tolist(), "patients": patients, "draws": draws, "expected": {
                f"{name}{part[0].upper()}{part[1:]}": value
                for name, figure in (("auroc", of(first)), ("difference", difference))
                for part, value in bootstrap(patients, figure, draws).items()}}


def masks(count, share, random):
    first, second = (random.random((2, count)) < share).astype(int)
    return {"kind": "masks", "first": first.tolist(), "second": second.tolist(), "expected": {
        "dice": m.f1_score(first, second, zero_division=1.0), "iou": m.jaccard_score(first, second, zero_division=1.0)}}


def retrieval(count, random):
    scores = random.standard_normal((count, count)).astype(np.float32)
    right = range(count)
    expected = {f"top{k}": m.top_k_accuracy_score(right, scores, k=k, labels=right) for k in (1, 2, 5)}
    return {"kind": "retrieval", "size": count, "scores": scores.ravel().tolist(), "expected": expected}


def make(size):
    random = np.random.default_rng(20261125)
    counts = [1, 2, 7, 40] if size == "tiny" else [1, 2, 3, 7, 40, 997, 5000]
    cases = []
    for count in counts:
        for kind in ("random", "ties", "equal"):
            for share in (0.0, 0.1, 0.5, 1.0):
                cases.append(binary(kind, count, share, random))
        for share in (0.0, 0.3, 1.0):
            cases.append(masks(count, share, random))
        cases += [several(count, 3, random), several(count, 4, random, missing=(2,))]
    cases += [labels(60, 5, random), retrieval(9, random)]
    cases += [grouped(40, 1, 200, random), grouped(60, 4, 200, random)]
    if size == "full":
        cases += [labels(3000, 14, random), retrieval(300, random), grouped(600, 4, 300, random)]
    return cases


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--size", choices=["tiny", "full"], default="tiny")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # one class only: what null stands for
    with np.errstate(all="ignore"):
        options.out.write_text(json.dumps(make(options.size), allow_nan=False), "utf-8")


if __name__ == "__main__":
    main()
