#!/usr/bin/env python3
"""Measures the report parser on reports written in other houses' styles, each annotated by two readers.

Usage: measure_houses.py --parser COMMAND [--show triplets|regions|flips|understood] [--style PART]
           [--sets abcdefghijklmnop] [--half odd|even|all] [--json] [--at-least TRIPLETS EXISTENCE REGIONS]

COMMAND reads lines {"id","text"} on stdin and writes parses on stdout, one a line. Gold lies in houses/: reports_X.jsonl
with the two annotations reports_X.first.jsonl (by who wrote the reports) and reports_X.second.jsonl. A parser's triplet
belongs to the statement that its finding's words lie in, so that cutting sentences otherwise costs nothing by itself.
Where a cell of a table is a statement, the name of its row lies in none: then the words of the cue tell, then the row's.
"""
import argparse
import collections
import json
import sys
from pathlib import Path

from measure import bootstrap, in_half, parse_all, sum_f1

HOUSES = Path(__file__).resolve().parent / "houses"
TAGS = set(json.loads((HOUSES / "tags.json").read_text()))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def located(report, sentences):
    """Start and end of each statement's text, which stand in the report in this order."""
    at, spans = 0, []
    for sentence in sentences:
        start = report.index(sentence["text"], at)
        at = start + len(sentence["text"])
        spans.append((start, at))
    return spans


def annotated(name):
    """{report id: (text, style, [(span, {(tag, existence)}, regions)] of each of the two readers)}"""
    reports = {d["id"]: d for d in lines(HOUSES / f"{name}.jsonl")}
    readers = [{d["id"]: d["sentences"] for d in lines(HOUSES / f"{name}.{which}.jsonl")} for which in ("first", "second")]
    result = {}
    for report, d in reports.items():
        both = []
        for reader in readers:
            sentences = reader.get(report, [])
            both.append([(span, {(t["finding"], t["existence"]) for t in s["triplets"] if t["finding"] in TAGS},
                          set(s["regions"])) for span, s in zip(located(d["text"], sentences), sentences)])
        result[report] = (d["text"], d["style"], both)
    return result


def overlap(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def statement_of(span, spans):
    """The statement that holds most of a span; None when none does."""
    best = max(range(len(spans)), key=lambda k: overlap(span, spans[k]), default=None)
    return best if best is not None and overlap(span, spans[best]) > 0 else None


def placed_on(spans, found_triplets, found_regions):
    """What was found, by the statements that it lies in. Lists of (spans, item) in, {(statement, item)} out: the first
    of an item's spans that lies in a statement tells."""
    def placed(found):
        places = [([k for k in (statement_of(s, spans) for s in own) if k is not None], item) for own, item in found]
        return {(known[0] if known else None, item) for known, item in places}
    return placed(found_triplets), {r for r in placed(found_regions) if r[0] is not None}


def of_parse(parse):
    report = parse["report"]
    sentences = {s["id"]: (s["start"], s["end"]) for s in report["sentences"]}
    own = lambda t: [tuple(s) for s in (t["findingSpan"], t["cueSpan"], sentences[t["sentence"]]) if s]
    triplets = [(own(t), (t["tag"], t["existence"])) for t in report["triplets"] if t["tag"]]
    regions = []
    for link in parse["links"]:
        for region in link["regions"]:
            # A sentence of the parser may hold several statements: the link's own words tell which.
            spans = [s for s in link["spans"] if any(overlap(s, sentences[i]) > 0 for i in link["sentences"])]
            whole = [sentences[i] for i in link["sentences"]]
            regions += [([tuple(s), *whole], region) for s in spans] or [([s], region) for s in whole]
    return triplets, regions


def of_reader(statements):
    return ([([span], t) for span, triplets, _ in statements for t in triplets],
            [([span], r) for span, _, regions in statements for r in regions])


def parts(mine, gold):
    return len(mine & gold), len(mine - gold), len(gold - mine)


def flips_of(mine, gold):
    """Present read as absent and the reverse, of one statement and tag."""
    opposite = {"present": "absent", "absent": "present"}
    return [(k, tag, existence) for k, (tag, existence) in gold
            if existence in opposite and (k, (tag, opposite[existence])) in mine and (k, (tag, existence)) not in mine]


def compare(reports, answers, reader, show):
    """Figures of answers {report: (triplets, regions)} against one of the readers."""
    triplet_parts, region_parts, pairs, flips, asserted = [], [], [], [], 0
    for report, (text, style, both) in reports.items():
        gold = both[reader]
        if not gold:
            continue
        spans = [span for span, _, _ in gold]
        mine_t, mine_r = placed_on(spans, *answers[report])
        gold_t, gold_r = placed_on(spans, *of_reader(gold))
        triplet_parts.append(parts(mine_t, gold_t))
        region_parts.append(parts(mine_r, gold_r))
        pairs.append([(k, (tag, e)) in mine_t for k, (tag, e) in gold_t if any(k == j and tag == t for j, (t, _) in mine_t)])
        asserted += sum(e == "present" for _, (_, e) in gold_t)
        found = flips_of(mine_t, gold_t)
        flips += [(report, style, text[slice(*spans[k])], tag, e) for k, tag, e in found]
        for k in list(range(len(gold))) + [None]:
            words = text[slice(*spans[k])] if k is not None else "(outside every statement)"
            for name, mine, wanted in (("triplets", mine_t, gold_t), ("regions", mine_r, gold_r)):
                extra = sorted(i for j, i in mine - wanted if j == k)
                missed = sorted(i for j, i in wanted - mine if j == k)
                if show == name and (extra or missed):
                    print(f"{report} [{style}] {words!r}\n     + {extra} - {missed}")
    if show == "flips":
        for flip in flips:
            print("FLIP", *flip, sep=" | ")
    accuracy = lambda p: sum(map(sum, p)) / max(1, sum(map(len, p)))
    sums = lambda p: [sum(x[i] for x in p) for i in range(3)]
    return {"triplet F1": (sum_f1(triplet_parts), bootstrap(triplet_parts, sum_f1), sums(triplet_parts)),
            "existence": (accuracy(pairs), bootstrap(pairs, accuracy), [sum(map(sum, pairs)), sum(map(len, pairs))]),
            "region F1": (sum_f1(region_parts), bootstrap(region_parts, sum_f1), sums(region_parts)),
            "present read as absent or the reverse": (len(flips) / max(1, asserted), None, [len(flips), asserted])}


def marked(reports, parses, show):
    """Of statements that both readers read alike: how many of the wrongly and of the rightly read ones are marked."""
    wrong, right = [0, 0], [0, 0]
    for report, (text, _, both) in reports.items():
        spans = [span for span, _, _ in both[0]]
        mine, _ = placed_on(spans, *of_parse(parses[report]))
        first, _ = placed_on(spans, *of_reader(both[0]))
        second, _ = placed_on(spans, *of_reader(both[1]))
        sentences = parses[report]["report"]["sentences"]
        for k, span in enumerate(spans):
            of = lambda found: {t for j, t in found if j == k}
            if of(first) != of(second):
                continue
            inside = [s for s in sentences if overlap(span, (s["start"], s["end"])) > 0]
            is_marked = not inside or any(not s.get("understood", True) for s in inside)
            count = right if of(mine) == of(first) else wrong
            count[0] += is_marked
            count[1] += 1
            if show == "understood" and (count is right) == is_marked:
                print("marked though right" if is_marked else "wrong unmarked", report, repr(text[slice(*span)]))
    return {"wrongly read that are marked": (wrong[0] / max(1, wrong[1]), None, wrong),
            "rightly read that are marked": (right[0] / max(1, right[1]), None, right)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--parser", required=True)
    arguments.add_argument("--show", default="")
    arguments.add_argument("--style", default="")
    arguments.add_argument("--sets", default="abcdefghijklmnop", help="of reports_X.jsonl")
    arguments.add_argument("--half", default="all", help="of the report's numbers")
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--at-least", nargs=3, type=float, metavar=("TRIPLETS", "EXISTENCE", "REGIONS"),
                           help="fail where a figure against the first reader is lower")
    options = arguments.parse_args()
    reports = {}
    for letter in options.sets:
        reports |= annotated(f"reports_{letter}")
    reports = {r: d for r, d in reports.items() if options.style in d[1] and in_half(r, options.half)}
    parses = parse_all(options.parser, {r: d[0] for r, d in reports.items()})
    answers = {r: of_parse(parses[r]) for r in reports}
    readers = {r: of_reader(d[2][1]) for r, d in reports.items()}
    figures = {}
    for name, answer, reader, show in (("parser, first reader", answers, 0, options.show), ("parser, second reader", answers, 1, ""),
                                       ("second reader, first reader", readers, 0, "")):
        for figure, value in compare(reports, answer, reader, show).items():
            figures[f"{name}: {figure}"] = value
    figures |= marked(reports, parses, options.show)
    if options.json:
        print(json.dumps({name: value for name, (value, _, _) in figures.items()}))
        return 0
    by_style = collections.Counter(style for _, style, _ in reports.values())
    print(len(reports), "reports:", ", ".join(f"{style} {count}" for style, count in sorted(by_style.items())))
    for name, (value, interval, counts) in figures.items():
        span = f" [{interval[0]:.3f}, {interval[1]:.3f}]" if interval else ""
        print(f"{name:60s} {value:.4f}{span} {counts}")
    if not options.at_least:
        return 0
    kept = [figures[f"parser, first reader: {figure}"][0] for figure in ("triplet F1", "existence", "region F1")]
    return int(any(value < least for value, least in zip(kept, options.at_least)))


if __name__ == "__main__":
    sys.exit(main())
