#!/usr/bin/env python3
"""Makes ratings.json: made-up verdicts of several readers and what public packages say of their agreement.

Usage: make_ratings.py > ratings.json, with statsmodels 0.15.0, krippendorff 0.8.1 and irrCAC 0.4.4 from PyPI, which
nothing that is built or tested needs.
"""
import json
import sys

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa


def made(random, items, readers, shares, slips, missing):
    """Each reader says what is so, but for a share of slips; a share is not judged."""
    truth = random.choice(len(shares), items, p=shares)
    table = np.tile(truth[:, None], (1, readers)).astype(float)
    slipped = random.random(table.shape) < slips
    table[slipped] = random.choice(len(shares), slipped.sum())
    table[random.random(table.shape) < missing] = np.nan
    return table


def expected(table, categories):
    said = {"alpha": krippendorff.alpha(reliability_data=table.T, level_of_measurement="nominal")}
    said["ac1"] = CAC(pd.DataFrame(table), digits=12).gwet()["est"]["coefficient_value"]
    both = table[~np.isnan(table[:, :2]).any(axis=1)][:, :2].astype(int)
    counts = np.zeros((categories, categories))
    for one, other in both:
        counts[one, other] += 1
    said["cohen"] = cohens_kappa(counts, return_results=False)
    whole = table[~np.isnan(table).any(axis=1)].astype(int)
    if len(whole):
        said["fleiss"] = fleiss_kappa(aggregate_raters(whole, n_cat=categories)[0], method="fleiss")
    return {name: float(value) for name, value in said.items()}


def main():
    random = np.random.default_rng(4)
    cases = []
    for name, items, readers, shares, slips, missing in [
        ("two readers, three verdicts", 60, 2, [0.6, 0.3, 0.1], 0.2, 0),
        ("two readers, hardly anything rejected", 200, 2, [0.95, 0.05], 0.05, 0),
        ("three readers", 90, 3, [0.5, 0.25, 0.25], 0.3, 0),
        ("four readers, gaps", 120, 4, [0.4, 0.3, 0.2, 0.1], 0.25, 0.3),
        ("five readers who guess", 80, 5, [0.5, 0.5], 1.0, 0.1),
    ]:
        table = made(random, items, readers, shares, slips, missing)
        rows = [[None if np.isnan(v) else int(v) for v in row] for row in table]
        cases.append({"name": name, "categories": len(shares), "rows": rows, "expected": expected(table, len(shares))})
    json.dump({"packages": "statsmodels 0.15.0, krippendorff 0.8.1, irrCAC 0.4.4", "cases": cases}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
