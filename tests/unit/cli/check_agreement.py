"""How far readers agree, from their journals and with no code of ours: pairs of readers on each thing, as JSON."""
import collections
import itertools
import json
import pathlib
import sys


def iou(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    shared = max(width, 0) * max(height, 0)
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


boxes = collections.defaultdict(dict)
verdicts = collections.defaultdict(dict)
for journal in pathlib.Path(sys.argv[1]).rglob("decisions.jsonl"):
    for line in journal.read_text(encoding="utf-8").splitlines():
        decision = json.loads(line)
        if decision["kind"] == "box drawn":
            boxes[decision["image"], decision["region"]][decision["reader"]] = decision["after"]
        elif decision["kind"] == "link":
            thing = json.dumps([decision["image"], decision["report"], decision["sentences"], decision["regions"]])
            verdicts[thing][decision["reader"]] = decision["verdict"]

overlaps = [iou(a, b) for drawn in boxes.values() for a, b in itertools.combinations(drawn.values(), 2)]
matched = sum(1 for overlap in overlaps if overlap >= 0.5)
shares = [[a == b for a, b in itertools.combinations(said.values(), 2)] for said in verdicts.values()]
shares = [sum(pairs) / len(pairs) for pairs in shares if pairs]
# Krippendorff's alpha by its coincidences.
coincidences = collections.Counter()
for said in verdicts.values():
    for a, b in itertools.permutations(said.values(), 2):
        coincidences[a, b] += 1 / (len(said) - 1)
totals = collections.Counter()
for (a, _), count in coincidences.items():
    totals[a] += count
whole = sum(totals.values())
observed = sum(count for (a, b), count in coincidences.items() if a != b)
expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (whole - 1)
print(json.dumps({"iou": sum(overlaps) / len(overlaps), "f1": 2 * matched / (2 * len(overlaps)),
                  "pairwise": sum(shares) / len(shares), "alpha": 1 - observed / expected}))
