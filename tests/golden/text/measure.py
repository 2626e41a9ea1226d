#!/usr/bin/env python3
"""Measures the report parser against the annotated reports of the shared data.

Usage: measure.py --parser COMMAND [--data DIR] [--half even|odd|all] [--show KIND] [--json]

COMMAND reads lines {"id","text"} on stdin and writes parses on stdout, one a line (`asg parse --batch` through
pipes, or the test's own helper). Halves are by the parity of the report's number. --show sentences, places, mesh (present alone)
or "mesh, as indexed" prints disagreements.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tarfile
from pathlib import Path

SHARED = Path(os.environ.get("ASG_SHARED_DATA") or Path(__file__).resolve().parents[3] / "../shared/data")


# What a triplet must never be read as instead.
OTHER_WAY = {"present": "absent", "absent": "present"}


def parse_all(command, reports):
    """Runs the real parser over {id: text}; returns {id: parse}."""
    lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in reports.items())
    out = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True, shell=True).stdout
    return {d["id"]: d for d in map(json.loads, out.decode().splitlines())}


def in_half(report_id, half):
    number = int(re.sub(r"\D", "", report_id))
    return half == "all" or (number % 2 == 0) == (half == "even")


class Counts:
    """True positives, false positives, misses, and what they were."""

    def __init__(self):
        self.tp = self.fp = self.fn = 0

    def add(self, mine, gold):
        self.tp += len(mine & gold)
        self.fp += len(mine - gold)
        self.fn += len(gold - mine)

    def f1(self):
        return 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)

    def __str__(self):
        return f"F1 {self.f1():.4f} (tp {self.tp}, fp {self.fp}, fn {self.fn})"


def normal(text):
    return re.sub(r"\W+", " ", text).strip().lower()


def bootstrap(per_report, figure, rounds=1000, seed=1):
    """95 % interval of figure(list of reports' parts) over resampled reports."""
    rng = random.Random(seed)
    values = sorted(figure(rng.choices(per_report, k=len(per_report))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


def sum_f1(parts):
    tp, fp, fn = (sum(p[i] for p in parts) for i in range(3))
    return 2 * tp / max(1, 2 * tp + fp + fn)


def sentences_of(parse, text):
    regions = collections.defaultdict(set)
    for link in parse["links"]:
        for s in link["sentences"]:
            regions[s] |= set(link["regions"])
    result = []
    for s in parse["report"]["sentences"]:
        triplets = [t for t in parse["report"]["triplets"] if t["sentence"] == s["id"] and t["tag"]]
        result.append((text[s["start"]:s["end"]], triplets, regions[s["id"]]))
    return result


def parts(mine, gold):
    return len(mine & gold), len(mine - gold), len(gold - mine)


def sentence_gold(data, command, half, show):
    """Triplets, existence and regions sentence by sentence."""
    reports = {}
    for line in open(data / "sentences_reports.jsonl"):
        d = json.loads(line)
        if in_half(d["id"], half):
            reports[d["id"]] = d["text"]
    parsed = parse_all(command, reports)
    triplets, regions, nowhere, pairs, flips = [], [], [], [], []
    split = total = 0
    for line in open(data / "sentences_gold.jsonl"):
        d = json.loads(line)
        if d["id"] not in reports:
            continue
        mine = collections.defaultdict(list)
        for s in sentences_of(parsed[d["id"]], reports[d["id"]]):
            mine[normal(s[0])].append(s)
        tm, tg, rm, rg, nm, ng, ex, flip = set(), set(), set(), set(), set(), set(), [], []
        for k, s in enumerate(d["sentences"]):
            total += 1
            found = mine[normal(s["text"])]
            got = found.pop(0) if len(found) > 1 else (found[0] if found else None)
            if got is None:
                split += 1
                if show:
                    print("SPLIT", d["id"], s["text"])
            mine_t = {(t["tag"], t["existence"]) for t in got[1]} if got else set()
            gold_t = {(t["finding"], t["existence"]) for t in s["triplets"]}
            tm |= {(k, *t) for t in mine_t}
            tg |= {(k, *t) for t in gold_t}
            for tag, existence in gold_t:
                for e in [e for t, e in mine_t if t == tag]:
                    ex.append(e == existence or (tag, existence) in mine_t)
                if existence in OTHER_WAY:
                    flip.append((tag, OTHER_WAY[existence]) in mine_t and (tag, existence) not in mine_t)
                    if show and flip[-1]:
                        print("FLIPPED", d["id"], tag, "is", existence, "|", s["text"])
            got_r = got[2] if got else set()
            rm |= {(k, r) for r in got_r}
            rg |= {(k, r) for r in s["regions"]}
            if not got_r:
                nm.add(k)
            if not s["regions"]:
                ng.add(k)
            if show and mine_t != gold_t:
                print("TRIPLET", d["id"], "|", s["text"], "\n     +", sorted(mine_t - gold_t), "-", sorted(gold_t - mine_t))
            if show and got_r != set(s["regions"]):
                print("REGION ", d["id"], "|", s["text"], "\n     +", sorted(got_r - set(s["regions"])), "-",
                      sorted(set(s["regions"]) - got_r))
        triplets.append(parts(tm, tg))
        regions.append(parts(rm, rg))
        nowhere.append(parts(nm, ng))
        pairs.append(ex)
        flips.append(flip)
    result = {}
    for name, per in (("triplet F1", triplets), ("region F1", regions), ("nothing to point at F1", nowhere)):
        result[name] = (sum_f1(per), bootstrap(per, sum_f1), [sum(p[i] for p in per) for i in range(3)])
    accuracy = lambda p: sum(map(sum, p)) / max(1, sum(map(len, p)))
    result["existence accuracy"] = (accuracy(pairs), bootstrap(pairs, accuracy),
                                    [sum(map(sum, pairs)), sum(map(len, pairs))])
    result["read the other way"] = (accuracy(flips), bootstrap(flips, accuracy),
                                    [sum(map(sum, flips)), sum(map(len, flips))])
    result["sentences not found"] = (split, None, [split, total])
    return result


def corpus(data):
    """Reports with their manual codes, from the XML archive."""
    with tarfile.open(data / "ecgen-radiology.tgz") as archive:
        for member in archive:
            if not member.name.endswith(".xml"):
                continue
            xml = archive.extractfile(member).read().decode("utf-8", "replace")
            report = re.search(r'<uId id="(CXR\d+)"', xml)[1]
            text = []
            for label, words in re.findall(r'<AbstractText Label="([^"]*)">(.*?)</AbstractText>', xml, re.S):
                words = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").strip()
                if label in ("FINDINGS", "IMPRESSION") and words:
                    text.append(f"{label}: {words}")
            codes = [c.replace("&amp;", "&").strip() for c in re.findall(r"<major>(.*?)</major>", xml)]
            yield report, "\n".join(text), codes


def code_matches(code, rule):
    head, *needed = [part.strip() for part in rule.split("&")]
    if not (code == head or code.startswith(head + "/")):
        return False
    rest = [p.strip() for p in code[len(head):].split("/")]
    return all(n in rest for n in needed)


# Which triplets count as said when a report is compared with manual codes (docs/accuracy.md).
TAG_READINGS = {
    ", as indexed": lambda t: t["existence"] == "present" or t["certainty"] in ("probable", "borderline", "alternative"),
    "": lambda t: t["existence"] == "present",
    ", uncertain too": lambda t: t["existence"] != "absent"}


def mesh(data, command, half, show):
    rules = {k: v for k, v in json.load(open(data / "mesh_to_tags.json")).items() if k != "about"}
    reports, gold = {}, {}
    for report, text, codes in corpus(data):
        if not in_half(report, half) or "No Indexing" in codes or not text:
            continue
        reports[report] = text
        gold[report] = {t for t, rs in rules.items() if any(code_matches(c, r) for c in codes for r in rs)}
    parsed = parse_all(command, reports)
    result = {}
    for name, said in TAG_READINGS.items():
        per_tag = {t: Counts() for t in rules}
        per_report = []
        for report, tags in gold.items():
            mine = {t["tag"] for t in parsed[report]["report"]["triplets"] if t["tag"] in rules and said(t)}
            per_report.append(parts(mine, tags))
            for t in rules:
                per_tag[t].add(mine & {t}, tags & {t})
                if show == name and (t in mine) != (t in tags):
                    print("MESH", "extra" if t in mine else "missed", t, report, "|", reports[report].replace("\n", " "))
        if show == name:
            for t, c in sorted(per_tag.items(), key=lambda x: x[1].f1()):
                print(f"{t:20s} {c}")
        result["MeSH micro F1" + name] = (sum_f1(per_report), bootstrap(per_report, sum_f1),
                                          [sum(p[i] for p in per_report) for i in range(3)] + [len(gold)])
        result["MeSH macro F1" + name] = (sum(c.f1() for c in per_tag.values()) / len(per_tag), None, [len(rules)])
    return result


# The words of the codes for the structures among the 29 regions; "*" takes the code's side, both when it has none.
CODE_REGIONS = {
    "base": ["* lower lung zone"], "lower lobe": ["* lower lung zone"], "upper lobe": ["* upper lung zone"],
    "middle lobe": ["right mid lung zone"], "lingula": ["left mid lung zone"], "apex": ["* apical zone"],
    "hilum": ["* hilar structures"], "costophrenic angle": ["* costophrenic angle"], "clavicle": ["* clavicle"],
    "Costophrenic Angle": ["* costophrenic angle"], "diaphragm": ["* hemidiaphragm"], "retrocardiac": ["cardiac silhouette"],
    "thoracic vertebrae": ["spine"], "lumbar vertebrae": ["spine"], "cervical vertebrae": ["spine"], "spine": ["spine"],
    "aorta": ["aortic arch"], "aorta, thoracic": ["aortic arch"], "Aorta": ["aortic arch"],
    "Aorta, Thoracic": ["aortic arch"], "trachea": ["trachea"], "abdomen": ["abdomen"],
    "ribs": ["* lung"], "paratracheal": ["upper mediastinum"], "Cardiomegaly": ["cardiac silhouette"],
    "mediastinum": ["mediastinum"]}
SIDES = {"left": {"left"}, "right": {"right"}, "bilateral": {"left", "right"}}


def code_place(code):
    """(sides, regions) that a code names."""
    parts = [p.strip() for p in code.split("/")]
    sides = set().union(*(SIDES.get(p, set()) for p in parts))
    regions = set()
    for p in parts:
        for r in CODE_REGIONS.get(p, []):
            regions |= {r.replace("*", s) for s in (sides or {"left", "right"})} if r[0] == "*" else {r}
    return sides, regions


def places(data, command, half, show):
    """Side and region of the tagged findings that the codes place, for the tags that the parser found."""
    rules = {k: v for k, v in json.load(open(data / "mesh_to_tags.json")).items() if k != "about"}
    reports, gold = {}, {}
    for report, text, codes in corpus(data):
        if not in_half(report, half) or "No Indexing" in codes or not text:
            continue
        reports[report] = text
        for tag, rs in rules.items():
            for code in codes:
                if any(code_matches(code, r) for r in rs):
                    known = gold.setdefault((report, tag), [set(), set()])
                    sides, regions = code_place(code)
                    known[0] |= sides
                    known[1] |= regions
    parsed = parse_all(command, reports)
    side_parts, region_parts = [], []
    for (report, tag), (sides, regions) in gold.items():
        mine_s, mine_r = set(), set()
        found = [t for t in parsed[report]["report"]["triplets"] if t["tag"] == tag and t["existence"] != "absent"]
        if not found:
            continue
        for t in found:
            mine_r |= set(t["regions"])
            mine_s |= SIDES.get(t["laterality"], set())
            if not t["implied"]:
                mine_s |= {r.split()[0] for r in t["regions"] if r.split()[0] in SIDES and r != "right atrium"}
        if sides:
            side_parts.append(parts(mine_s, sides))
        if regions:
            region_parts.append(parts(mine_r, regions))
        if show and (sides and mine_s != sides or regions and mine_r != regions):
            print("PLACE", report, tag, "mine", sorted(mine_s), sorted(mine_r), "codes", sorted(sides), sorted(regions), "|",
                  reports[report].replace("\n", " "))
    return {"code side F1": (sum_f1(side_parts), bootstrap(side_parts, sum_f1), [len(side_parts)]),
            "code region F1": (sum_f1(region_parts), bootstrap(region_parts, sum_f1), [len(region_parts)])}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--parser", required=True)
    arguments.add_argument("--data", type=Path, default=SHARED / "reports_iu")
    arguments.add_argument("--half", default="even")
    arguments.add_argument("--show", default="")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    result = {}
    result |= sentence_gold(options.data, options.parser, options.half, options.show == "sentences")
    result |= mesh(options.data, options.parser, options.half, options.show.removeprefix("mesh") if options.show.startswith("mesh") else None)
    result |= places(options.data, options.parser, options.half, options.show == "places")
    if options.json:
        values = {name: value for name, (value, _, _) in result.items()}
        intervals = {name: interval for name, (_, interval, _) in result.items() if interval}
        print(json.dumps(values | {"intervals": intervals}))
        return
    for name, (value, interval, counts) in result.items():
        span = f" [{interval[0]:.3f}, {interval[1]:.3f}]" if interval else ""
        print(f"{name:30s} {value:.4f}{span} {counts}")


if __name__ == "__main__":
    sys.exit(main())
