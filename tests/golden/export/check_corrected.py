"""Reads an exported analysis.json with nothing but its contract in mind: replays the decisions on the parser's report
and compares what comes out with what the file says under "corrected". Prints what is wrong, one line each; exits 1."""

import json
import math
import sys

SLOTS = 23
STRENGTH = {"absent": 0, "uncertain": 1, "present": 2}


def tags_of(triplets):
    tags = {}
    for triplet in triplets:
        tag = triplet["tag"]
        if tag is not None and (tag not in tags or STRENGTH[triplet["existence"]] > STRENGTH[tags[tag]]):
            tags[tag] = triplet["existence"]
    return tags


def model_word(tag):
    if tag["probability"] is None:
        return "not available"
    return {True: "present", False: "absent", None: "undecided"}[tag["present"]]


def verdict_of(report, model):
    if model == "undecided":
        return "unknown"
    if report == "not said":
        return "model only" if model == "present" else "unknown"
    if model == "not available" or report == "uncertain":
        return "report only"
    return "agree" if report == model else "differ"


def agreement_of(tags, model):
    rows = []
    for tag in model:
        report = tags.get(tag["name"], "not said")
        says = model_word(tag)
        rows.append({"tag": tag["name"], "report": report, "model": says, "verdict": verdict_of(report, says)})
    return rows


def places_of(state, sentence):
    """Regions that a sentence's links name and its triplets do not."""
    linked = {name for link in state["links"] if sentence in link["sentences"] for name in link["regions"]}
    said = {name for t in state["report"]["triplets"] if t["sentence"] == sentence for name in t["regions"]}
    return linked - said


def in_force(decisions):
    """The verdicts and corrections that nobody took back, in the order given."""
    turns, counting = {}, {}
    for decision in decisions:
        number = decision["sequence"]
        if decision["kind"] == "taken back":
            subject, counts = turns[decision["reverts"]]
            turns[number] = (subject, not counts)
        else:
            turns[number] = (decision, True)
        subject, counts = turns[number]
        counting[subject["sequence"]] = (subject, counts)
    return [subject for _, (subject, counts) in sorted(counting.items()) if counts]


def replay(document):
    """Sentence span → the reading that holds, and complaints about readings that do not follow each other."""
    wrong = []
    spans = {(s["start"], s["end"]): s["id"] for s in document["report"]["sentences"]}
    parser = {span: [{k: v for k, v in t.items() if k != "sentence"}
                     for t in document["report"]["triplets"] if t["sentence"] == number]
              for span, number in spans.items()}

    def readings(decisions):
        return {tuple(d["sentence"]): d["after"] for d in in_force(decisions) if d["kind"] == "correction"}

    for place, decision in enumerate(document["decisions"]):
        if decision["kind"] != "correction":
            continue
        span = tuple(decision["sentence"])
        if span not in spans:
            wrong.append(f"decision {decision['sequence']} is of no sentence")
            continue
        stood = readings(document["decisions"][:place]).get(span)
        if decision["before"]["triplets"] != (stood["triplets"] if stood else parser[span]):
            wrong.append(f"decision {decision['sequence']}: \"before\" is not what held before")
    holds = readings(document["decisions"])
    return {span: reading for span, reading in holds.items() if reading is not None}, spans, wrong


def check_boxes(state, regions):
    boxes = {region["name"]: region["box"] for region in regions}
    for link in state["links"]:
        found = [boxes[name] for name in link["regions"] if name in boxes]
        around = [min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found),
                  max(b[3] for b in found)] if found else None
        if link["box"] != around:
            yield f"link {link['id']}: its box is not around its regions"


def check_verdicts(state, document):
    """Of each sentence of a link the newest verdict on it and on those regions."""
    spans = {s["id"]: [s["start"], s["end"]] for s in document["report"]["sentences"]}
    given = [d for d in in_force(document["decisions"]) if d["kind"] == "link"]
    for link in state["links"]:
        expected = []
        for sentence in link["sentences"]:
            said = [d["verdict"] for d in given if spans[sentence] in d["sentences"] and d["regions"] == link["regions"]]
            expected.append(said[-1] if said else None)
        if link["verdicts"] != expected:
            yield f"link {link['id']}: its verdicts are not the newest decisions'"
        if link["verdict"] != (expected[0] if len(set(expected)) == 1 else None):
            yield f"link {link['id']}: its verdict is not the one of all its sentences"


def check_box_verdicts(document):
    """Of each region the newest verdict on the box that is there."""
    given = [d for d in in_force(document["decisions"]) if d["kind"] == "box"]
    drawn = drawn_boxes(document)

    def is_there(box, region):
        return box is not None and all(abs(a - b) < 0.5 for a, b in zip(box, region["box"]))

    for region in document["regions"]:
        name = region["name"]
        said = [d["verdict"] for d in given if d["region"] == name and is_there(d["box"], region)]
        if name in drawn and is_there(drawn[name]["before"], region):
            said.append("rejected")
        if region["verdict"] != (said[-1] if said else None):
            yield f"{name}: its verdict is not the newest decision's"


def drawn_boxes(document):
    """Region → the newest decision that drew its box, where it was not given back to the model since."""
    drawn = {d["region"]: d for d in in_force(document["decisions"]) if d["kind"] == "box drawn"}
    return {region: decision for region, decision in drawn.items() if decision["after"] is not None}


def check_drawn_boxes(document):
    drawn = drawn_boxes(document)
    told = {box["region"]: box for box in document["drawnBoxes"]}
    if len(told) != len(document["drawnBoxes"]) or set(told) != set(drawn):
        yield "the boxes that were drawn are not those that the decisions leave"
        return
    for region, box in told.items():
        decision = drawn[region]
        if (box["box"], box["before"], box["decision"], box["time"]) != (
                decision["after"], decision["before"], decision["sequence"], decision["time"]):
            yield f"{region}: its box is not as its newest decision drew it"


def regions_as_drawn(document):
    """The regions with their boxes, the reader's own in place of the model's."""
    boxes = {region["name"]: region["box"] for region in document["regions"]}
    boxes.update({region: decision["after"] for region, decision in drawn_boxes(document).items()})
    return [{"name": name, "box": box} for name, box in boxes.items()]


def standing_measurements(decisions):
    """Number of the decision that drew it → (newest decision, what it says)."""
    standing = {}
    for decision in in_force(decisions):
        if decision["kind"] != "measurement":
            continue
        drawn_by = decision["drawnBy"]
        if drawn_by is not None and drawn_by not in standing:
            continue
        if decision["after"] is None:
            del standing[drawn_by]
        else:
            standing[drawn_by or decision["sequence"]] = (decision, decision["after"])
    return standing


def steps(points):
    return [complex(*b) - complex(*a) for a, b in zip(points, points[1:])]


def degrees(one, other):
    cosine = (one * other.conjugate()).real / abs(one) / abs(other)
    return math.degrees(math.acos(max(-1, min(1, cosine))))


def measured(shape, points, unit):
    """What the points say; `unit` is "px" or "mm", angles aside."""
    way = steps(points)
    across, down = (abs(points[-1][0] - points[0][0]), abs(points[-1][1] - points[0][1]))
    if shape in ("length", "polyline"):
        return {"length": {unit: sum(map(abs, way))}}
    if shape == "bidirectional":
        return {"longAxis": {unit: max(abs(way[0]), abs(way[2]))}, "shortAxis": {unit: min(abs(way[0]), abs(way[2]))}}
    if shape == "angle":
        return {"angle": {"degrees": degrees(-way[0], way[1])}}
    if shape == "cobb angle":
        between = degrees(way[0], way[2])
        return {"angle": {"degrees": min(between, 180 - between)}}
    if shape == "cardiothoracic ratio":
        heart, thorax = abs(way[0]), abs(way[2])
        ratio = {"ratio": {"value": heart / thorax}} if thorax else {}
        return ratio | {"heartWidth": {unit: heart}, "thoraxWidth": {unit: thorax}}
    if shape in ("rectangle", "ellipse"):
        share = 1 if shape == "rectangle" else math.pi / 4
        return {"area": {unit + "2": share * across * down}, "width": {unit: across}, "height": {unit: down}}
    if shape == "freehand":
        closed = points + points[:1]
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(closed, closed[1:])) / 2
        return {"area": {unit + "2": abs(area)}}
    return {}


def spacing_in_force(standing, image):
    """The newest known length that holds, else the file's."""
    row, column = image["spacingMm"] or (1, 1)
    known = [(decision["sequence"], says) for decision, says in standing.values() if "knownMm" in says]
    if not known:
        return image["spacingMm"], image["spacingSource"]
    says = max(known, key=lambda one: one[0])[1]
    factor = says["knownMm"] / abs(steps([(x * column, y * row) for x, y in says["points"]])[0])
    return [row * factor, column * factor], "calibrated by hand"


def alike(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key]) for key in a)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-4)
    return a == b


def check_measurements(document):
    """Those that hold, as they were changed last, with what their points say in pixels and in millimetres."""
    standing = standing_measurements(document["decisions"])
    spacing, source = spacing_in_force(standing, document["image"])
    if [m["id"] for m in document["measurements"]] != sorted(standing):
        yield "the measurements are not those that the decisions leave"
        return
    for told in document["measurements"]:
        decision, says = standing[told["id"]]
        if told["decision"] != decision["sequence"] or any(told[key] != says[key] for key in says):
            yield f"measurement {told['id']} is not as its newest decision left it"
        values = measured(says["shape"], says["points"], "px")
        in_mm = measured(says["shape"], [(x * spacing[1], y * spacing[0]) for x, y in says["points"]],
                         "mm") if spacing else {}
        for name, value in values.items():
            value.update(in_mm.get(name, {unit.replace("px", "mm"): None for unit in value if "px" in unit}))
        if not alike(told["values"], values):
            yield f"measurement {told['id']}: {told['values']} is not {values}"
        if not alike(told["spacingMm"] and dict(enumerate(told["spacingMm"])), spacing and dict(enumerate(spacing))):
            yield f"measurement {told['id']}: its spacing is not the one in force"
        if told["spacingSource"] != source:
            yield f"measurement {told['id']}: its spacing is from somewhere else"


def check_key_frames(document):
    frames = set()
    for decision in in_force(document["decisions"]):
        if decision["kind"] == "key image":
            (frames.add if decision["marked"] else frames.discard)(decision["frame"])
    if document["keyFrames"] != sorted(frames):
        yield "the key images are not those that the decisions leave"


def check_state(state, document, regions):
    report = state["report"]
    if report["tags"] != tags_of(report["triplets"]):
        yield "tags do not follow from the triplets"
    if state["agreement"] != agreement_of(report["tags"], document["tags"]):
        yield "the agreement does not follow from tags and model"
    linked = {sentence for link in state["links"] for sentence in link["sentences"]}
    if state["unplaced"] != [s["id"] for s in report["sentences"] if s["id"] not in linked]:
        yield "unplaced are not the sentences without a link"
    if [link["id"] for link in state["links"]] != list(range(len(state["links"]))):
        yield "links are not numbered in order"
    yield from check_boxes(state, regions)
    yield from check_verdicts(state, document)


def check_corrected(document):
    holds, spans, wrong = replay(document)
    yield from wrong
    corrected = document["corrected"]
    if not holds:
        if corrected is not None:
            yield "nothing is corrected, and \"corrected\" is not null"
        return
    if corrected is None:
        yield "\"corrected\" is null although a correction holds"
        return
    numbers = {spans[span]: reading for span, reading in holds.items()}
    triplets = []
    for sentence in document["report"]["sentences"]:
        number = sentence["id"]
        own = [t for t in document["report"]["triplets"] if t["sentence"] == number]
        triplets += [{"sentence": number, **t} for t in numbers[number]["triplets"]] if number in numbers else own
    if corrected["report"]["triplets"] != triplets:
        yield "the triplets are not those that the decisions make"
    for part in ("sections", "sentences"):
        if corrected["report"][part] != document["report"][part]:
            yield f"{part} changed"
    by_sequence = {d["sequence"]: d for d in document["decisions"]}
    told = {c["sentence"]: c for c in corrected["corrections"]}
    if set(told) != set(numbers):
        yield "the corrected sentences are not those that decisions hold for"
    for correction in told.values():
        decision = by_sequence[correction["decision"]]
        if (correction["reader"], correction["time"]) != (decision["reader"], decision["time"]):
            yield "a correction is not by whom its decision is"
    full = len(corrected["links"]) == SLOTS  # further places are left out of the links, not of the reading
    for sentence in document["report"]["sentences"]:
        number = sentence["id"]
        expected = set(numbers[number]["places"]) if number in numbers else places_of(document, number)
        pointed = places_of(corrected, number)
        if pointed - expected or (expected - pointed and not full):
            yield f"sentence {number} points somewhere else than its reading"
        for triplet in corrected["report"]["triplets"]:
            linked = {n for link in corrected["links"] if number in link["sentences"] for n in link["regions"]}
            if triplet["sentence"] == number and not set(triplet["regions"]) <= linked and not full:
                yield f"sentence {number} has a triplet whose place no link has"
    yield from check_state(corrected, document, regions_as_drawn(document))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    wrong = [*check_state(document, document, document["regions"]), *check_corrected(document), *check_box_verdicts(document),
             *check_drawn_boxes(document), *check_measurements(document), *check_key_frames(document)]
    print("\n".join(wrong))
    print(f"{len(document['decisions'])} decisions, "
          f"{len(document['corrected']['corrections']) if document['corrected'] else 0} corrected sentences",
          file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
