#!/usr/bin/env python3
"""Makes boxes.json: made-up boxes and sets of two readers, and how far they agree, by plain numpy.

Usage: make_boxes.py > boxes.json, with numpy, which nothing that is built or tested needs.
"""
import json
import sys

import numpy as np


def iou(a, b):
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    shared = np.prod(np.clip(high - low, 0, None))
    return shared / (np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - shared)


def boxes(random, rows, shift, missing):
    corner = random.uniform(0, 1500, (rows, 2))
    first = np.hstack([corner, corner + random.uniform(100, 800, (rows, 2))])
    second = first + random.normal(0, shift, (rows, 4))
    gone = random.random((2, rows)) < missing
    return [(None if gone[0, i] else first[i], None if gone[1, i] else second[i]) for i in range(rows)]


def of_boxes(pairs, times):
    both = [(iou(a, b), times[i]) for i, (a, b) in enumerate(pairs) if a is not None and b is not None]
    drawn = sum(times[i] * ((a is not None) + (b is not None)) for i, (a, b) in enumerate(pairs))
    return {"mean": float(np.average([v for v, _ in both], weights=[t for _, t in both])),
            "f1": float(2 * sum(t for v, t in both if v >= 0.5) / drawn)}


def of_sets(pairs, times):
    matrices = np.array([[[x in a, x in b] for x in range(29)] for a, b in pairs])
    share = (matrices.all(axis=2).sum(axis=1) * times).sum()
    return float(2 * share / (matrices.sum(axis=(1, 2)) * times).sum())


def plain(box):
    return None if box is None else [float(v) for v in box]


def main():
    random = np.random.default_rng(19)
    cases = []
    for name, rows, shift, missing in [("nearly the same", 40, 8, 0), ("far apart", 60, 220, 0), ("gaps", 80, 90, 0.25)]:
        pairs = boxes(random, rows, shift, missing)
        times = random.integers(0, 4, rows)
        cases.append({"name": name, "boxes": [[plain(a), plain(b)] for a, b in pairs], "times": times.tolist(),
                      "once": of_boxes(pairs, np.ones(rows)), "drawn": of_boxes(pairs, times)})
    pairs = [({int(x) for x in random.choice(29, random.integers(0, 4), replace=False)},
              {int(x) for x in random.choice(29, random.integers(0, 4), replace=False)}) for _ in range(50)]
    pairs += [(a, a) for a, _ in pairs[:25]]
    times = random.integers(0, 4, len(pairs))
    sets = {"sets": [[sorted(a), sorted(b)] for a, b in pairs], "times": times.tolist(),
            "once": of_sets(pairs, np.ones(len(pairs))), "drawn": of_sets(pairs, times)}
    json.dump({"packages": "numpy " + np.__version__, "cases": cases, "sets": sets}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
