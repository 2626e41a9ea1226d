"""Writes what the fuzzers begin with, made up here: make_seeds.py. Its files stand in tests/fuzz/*/corpus.

The DICOM files and pictures are written by make_fuzz_corpus (tests/fuzz/io), the journal by what is tested; this script
makes the archives, the tables, the JSON files and the pickles, and compresses a small radiograph by gdcmconv and dcmcjpeg.
"""

import hashlib
import io
import json
import pickle
import struct
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent


def put(path, content):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def put_json(path, document):
    put(path, json.dumps(document, indent=1, ensure_ascii=False))


def archives():
    files = {"DICOM/IM0001": b"\0" * 128 + b"DICM" + b"x" * 200, "report.txt": b"No pneumothorax.\n", "a/b/c.png": b"\x89PNG"}
    for name, mode in [("plain.tar", "w"), ("packed.tar.gz", "w:gz")]:
        bytes_ = io.BytesIO()
        with tarfile.open(fileobj=bytes_, mode=mode, format=tarfile.PAX_FORMAT) as archive:
            for path, content in files.items():
                entry = tarfile.TarInfo(path)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
            link = tarfile.TarInfo("up")
            link.type, link.linkname = tarfile.SYMTYPE, "../../up"
            archive.addfile(link)
        put(f"base/corpus/archive/{name}", bytes_.getvalue())
    for name, method in [("stored.zip", zipfile.ZIP_STORED), ("deflated.zip", zipfile.ZIP_DEFLATED)]:
        bytes_ = io.BytesIO()
        with zipfile.ZipFile(bytes_, "w", method) as archive:
            for path, content in files.items():
                archive.writestr(zipfile.ZipInfo(path), content, method)
        put(f"base/corpus/archive/{name}", bytes_.getvalue())


def radgraph():
    report = {
        "text": "No focal consolidation . Small left effusion .",
        "entities": {
            "1": {"tokens": "consolidation", "label": "OBS-DA", "start_ix": 2, "end_ix": 2, "relations": []},
            "2": {"tokens": "left", "label": "ANAT-DP", "start_ix": 5, "end_ix": 5, "relations": []},
            "3": {"tokens": "effusion", "label": "OBS-DP", "start_ix": 6, "end_ix": 6, "relations": [["located_at", "2"]]},
            "4": {"tokens": "Small", "label": "ANAT-DP", "start_ix": 4, "end_ix": 4, "relations": [["modify", "3"]]},
        },
    }
    put_json("datasets/corpus/radgraph/one.json", {"p1/s1.txt": report})
    twice = {"text": report["text"], "labeler_1": {"entities": report["entities"]}, "labeler_2": {"entities": {}}}
    put_json("datasets/corpus/radgraph/two-readers.json", {"p1/s1.txt": twice})


def scene_graph():
    put_json("datasets/corpus/chest-imagenome/one.json", {
        "image_id": "image-1", "patient_id": 7, "study_id": 8, "viewpoint": "PA",
        "objects": [
            {"object_id": "image-1_left lung", "bbox_name": "left lung", "original_x1": 100, "original_y1": 50,
             "original_x2": 300, "original_y2": 400, "x1": 10, "y1": 5, "x2": 30, "y2": 40, "width": 20, "height": 35},
            {"object_id": "image-1_spine", "bbox_name": "spine", "original_x1": 1, "original_y1": 2, "original_x2": 3,
             "original_y2": 4}],
        "attributes": [
            {"left lung": True, "bbox_name": "left lung", "object_id": "image-1_left lung",
             "attributes": [["anatomicalfinding|yes|lung opacity", "severity|yes|mild"]],
             "phrases": ["Mild opacity in the left lung."], "phrase_IDs": ["8|1"], "attributes_ids": [["x"]]}],
        "relationships": []})


def padchest():
    put_json("datasets/corpus/padchest-gr/one.json", [
        {"ImageID": "1.png", "findings": [
            {"sentence_en": "Right basal atelectasis.", "sentence_es": "Atelectasia basal derecha.", "abnormal": True,
             "boxes": [[0.1, 0.2, 0.3, 0.4]], "extra_boxes": [], "labels": ["atelectasis"], "locations": ["right", "basal"],
             "progression": "new"},
            {"sentence_en": "Normal heart.", "sentence_es": "Coraz\u00f3n normal.", "abnormal": False, "labels": ["Normal"]}]},
        {"ImageID": "2.png", "findings": []}])


def tables():
    put("datasets/corpus/ms-cxr/one.csv",
        "dicom_id,category_name,label_text,path,x,y,w,h,image_width,image_height,split\n"
        "d1,Pneumothorax,\"left apical pneumothorax, small\",files/d1.dcm,10,20,30,40,100,200,train\n"
        "d1,Consolidation,right base,files/d1.dcm,1,2,3,4,100,200,val\n")
    put("datasets/corpus/vindr-cxr/train.csv",
        "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\ni1,R1,Cardiomegaly,1,2,30.5,40\n"
        "i1,R2,No finding,,,,\ni2,R1,Nodule/Mass,5,6,7,8\n")
    put("datasets/corpus/vindr-cxr/test.csv", "image_id,class_name,x_min,y_min,x_max,y_max\ni1,Cardiomegaly,1,2,30.5,40\n")
    put("datasets/corpus/nih-boxes/one.csv",
        "Image Index,Finding Label,Bbox [x,y,w,h],,,\n1.png,Atelectasis,225.08,547.01,86.78,79.18,,,\n2.png,Infiltrate,1,2,3,4,,,\n")
    put("text/corpus/table/findings.tsv",
        "# a finding a row\nrib notching\tdeformity\t-\t* lung\trib notching|notched rib(s)|notching of the {inferior,lower} rib(s)\n"
        "x\t-\t-\t-\t[a] {b,c,} d\n")


def hand_groups():
    first, second, third = ("a1" * 32, "b2" * 32, "c3" * 32)
    put("study/corpus/hand-groups/two.tsv", f"# one patient\n{first}\t{second}\n\n{second}\t{third}\r\n{first}\t{second}\n")
    put("study/corpus/hand-groups/no-line-end.tsv", f"{first}\t{second}")


def number(value):
    return struct.pack("<q", value)


def words(text):
    return number(len(text)) + text


def layout(rows, columns, photometric):
    """As core/io/decoding/messages.cpp says a PixelLayoutOfFile: bits, frames, sign and plane between the two."""
    return b"".join(map(number, (rows, columns, 1, 16, 12, 11, 1, 0, 0))) + words(photometric)


def messages():
    limits = number(20) + number(768 << 20)
    tables = b"".join(number(count) + bytes(2 * count) for count in (3, 3, 3, 4, 4, 4, 0, 0, 0))
    tasks = {"image": [0, 2, 3], "frame": [1, 4, 1], "luminance": [2, 4, 1]}
    for name, head in tasks.items():
        rest = b"" if name == "image" else layout(32, 31, b"PALETTE COLOR")
        put(f"io/corpus/decoding-task/{name}.parcel",
            b"".join(map(number, head)) + rest + (tables if name == "luminance" else b"") + limits)
    raster = b"".join(map(number, (5, 7, 1, 16, 12))) + words(b"MONOCHROME2") + number(0) + number(-1024)
    # Both sentences are ones that core/io says; a parcel with others is refused.
    sentence = number(1) + words(b"The DICOM file is damaged or cut off (%1).") + \
        number(1) + words(b"the pixels end after %1 of %2 bytes") + number(0) + words(b"12") + number(0) + words(b"70")
    answers = [(0, "pixels", b""), (1, "error", number(3) + number(0) + words(b"The file ends too early.")),
               (1, "error-sentence", number(2) + sentence), (2, "raster", raster),
               (3, "frame", layout(32, 31, b"MONOCHROME1") + number(1))]
    for kind, name, content in answers:
        put(f"io/corpus/decoding-answer/{name}.parcel", number(kind) + content)


def imported():
    put_json("datasets/corpus/imported/one.json", {
        "schema": "asg-imported/1", "image": "d1", "patient": "p", "study": "s", "split": "train", "imageSize": [100, 200],
        "text": "Left effusion.",
        "regions": [{"name": "left lung", "box": [1, 2, 30, 40], "score": 1, "origin": "imported"}],
        "findings": [{"label": "effusion", "text": "Left effusion.", "reader": "R1", "tag": "pleural effusion",
                      "existence": "present", "regions": ["left lung"], "implied": False, "laterality": "left",
                      "severity": None, "boxes": [[1, 2, 3, 4]], "origin": "imported"}],
        "warnings": [{"code": "box-clamped", "text": "a box reached outside"}]})


def journals():
    common = {"time": "2026-01-02T03:04:05.678Z", "reader": "Dr. A"}
    ids = {"reason": "", "image": "a" * 64, "report": "b" * 64, "model": "c" * 64}
    contents = [
        {"kind": "link", "verdict": "accepted", "sentences": [[0, 14]], "regions": ["left lung"]},
        {"kind": "box", "verdict": "rejected", "region": "spine", "box": [1.5, 2, 3, 4]},
        {"kind": "correction", "sentence": [0, 14], "before": {"triplets": [], "places": []}, "after": {"triplets": [], "places": ["spine"]}},
        {"kind": "taken back", "reverts": 1},
        {"kind": "link", "verdict": "rejected", "code": "wrong side", "sentences": [[0, 14]], "regions": ["left lung"],
         "asked": {"project": "lungs", "guideline": "2", "order": "random", "place": 3, "repeat": True}},
        {"kind": "link", "verdict": "unsure", "sentences": [[0, 14]], "regions": ["left lung"]},
        {"kind": "box drawn", "region": "spine", "before": [1.5, 2, 3, 4], "after": [1, 2, 30, 40]},
        {"kind": "box drawn", "region": "spine", "before": None, "after": None},
        {"kind": "measurement", "drawnBy": None, "after": {"shape": "length", "frame": 1, "points": [[1, 2], [30, 40.5]],
                                                           "name": "heart", "hidden": False}},
        {"kind": "measurement", "drawnBy": 9, "after": None},
        {"kind": "change", "verdict": "accepted", "sentence": [0, 14], "change": "better", "regions": ["left lung"],
         "prior": "d" * 64},
        {"kind": "finding", "statedBy": None, "after": {"finding": "nodule", "existence": "present", "regions": ["left lung"]}},
        {"kind": "finding", "statedBy": 12, "after": None},
        {"kind": "model seen", "kinds": ["presence", "place"]},
        {"kind": "commit"},
        {"kind": "key image", "frame": 1, "marked": True},
    ]
    text, previous = "", ""
    for number, content in enumerate(contents, 1):
        line = {"format": 2, "sequence": number, **common, **content, **ids,
                "seen": {"decisions": number - 1, "model": True, "others": False}, "previous": previous}
        encoded = json.dumps(line, separators=(",", ":"))
        previous = hashlib.sha256(encoded.encode()).hexdigest()
        text += encoded + "\n"
    put("review/corpus/journal/each-kind.jsonl", text)
    put_json("review/corpus/journal-head/as-many.json", {"format": 1, "decisions": len(contents), "last": previous})
    put("review/corpus/journal/torn.jsonl", text[:-40])
    put("review/corpus/journal/no-line-end.jsonl", text[:-1])
    old = {"sequence": 1, **common, "verdict": "accepted", "spans": [[0, 14]], "regions": ["left lung"], **ids, "previous": ""}
    put("review/corpus/journal/format-1.jsonl", json.dumps(old, separators=(",", ":")) + "\n")
    put("review/corpus/journal/numbers-not-whole.jsonl",
        json.dumps(old | {"spans": [[-14.0, 1e300]]}, separators=(",", ":")) + "\n")


def kept_by_the_viewer():
    put_json("review/corpus/read-first/both.json",
             {"format": 1, "readers": ["Dr. Ada", "Åse"], "studies": ["1.2.3.4", "a" * 64]})
    head = {"schema": "asg-thumbnail/2", "sha256": "a" * 64, "view": 1, "thumbnail": [4, 3], "patientName": "A^B",
            "patientId": "7", "patientBirthDate": "19530101", "patientSex": "F", "studyDate": "20240302", "studyTime": "",
            "studyInstanceUid": "1.2.3", "seriesInstanceUid": "1.2.3.1", "sopInstanceUid": "1.2.3.1.1"}
    put("session/corpus/thumbnail/small.thumbnail", json.dumps(head).encode() + b"\n" + bytes(range(12)))
    analysis = {"schema": "asg-analysis/1", "image": {"path": "a.png", "sha256": "a" * 64, "rows": 4, "columns": 4},
                "regions": [], "tags": [], "report": None, "links": [], "warnings": []}
    put_json("export/corpus/analysis-json/of-the-program.json", analysis)
    put_json("export/corpus/analysis-json/of-a-reader.json",
             analysis | {"reader": "Dr. Ada", "decisions": [{"kind": "commit"}], "others": []})
    put_json("export/corpus/analysis-json/of-others.json",
             analysis | {"reader": "", "decisions": [], "others": [{"reader": "Dr. Bo", "decisions": []}]})


def pickles():
    value = {"a": [1, 2.5, None, True], "b": ("x", b"y", 2**70), "c": {"d": {}}}
    for protocol in range(5):
        put(f"weights/corpus/pickle/protocol-{protocol}.pkl", pickle.dumps(value, protocol))
    header = json.dumps({"a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
                         "b": {"dtype": "I64", "shape": [], "data_offsets": [16, 24]}, "__metadata__": {"k": "v"}}).encode()
    put("weights/corpus/safetensors/two.safetensors", struct.pack("<Q", len(header)) + header + bytes(range(24)))
    put("weights/corpus/torch-file/not-one.pt", b"PK\x03\x04")


def recipes():
    """The recipes of the shipped model, and its card and network with less in them."""
    root = HERE.parent.parent / "models"
    for kind, source in [("regions", "joint"), ("tags", "tags"), ("alignment", "alignment"), ("pretrain", "pretrain")]:
        put(f"recipes/corpus/recipe-{kind}/shipped.json", (root / f"training/recipes/{source}.json").read_bytes())
    shipped = root / "pretrained/asg-small"
    put_json("recipes/corpus/network/shipped.json", json.loads((shipped / "config.json").read_text())["network"])
    card = json.loads((shipped / "card.json").read_text())
    kept = {key: card[key] for key in ("name", "version", "sha256", "input", "hasAlignment")}
    kept["trainedRegions"] = card["trainedRegions"][:2] + ["spine"]
    kept["trainedTags"] = card["trainedTags"][:2] + ["edema", {"name": "nodule", "threshold": 0.4, "undecided": [0.3, 0.5]}]
    kept["tagEvaluationOnHeldOut"] = {"tags": card["tagEvaluationOnHeldOut"]["tags"][:2]}
    put_json("analysis/corpus/card/shipped.json", kept)


def element(group, number, vr, value):
    value += b"\0" * (len(value) % 2)
    if vr in (b"OB", b"OW"):
        return struct.pack("<HH2sHI", group, number, vr, 0, len(value)) + value
    return struct.pack("<HH2sH", group, number, vr, len(value)) + value


def radiograph(bits):
    side = 32
    stored = bits - 4 if bits == 16 else bits
    pixels = b"".join(struct.pack("<H" if bits == 16 else "B", (x * y * 5) % (1 << stored)) for y in range(side) for x in range(side))
    meta = element(2, 1, b"OB", b"\0\1") + element(2, 2, b"UI", b"1.2.840.10008.5.1.4.1.1.1") + \
        element(2, 3, b"UI", b"1.2.3") + element(2, 0x10, b"UI", b"1.2.840.10008.1.2.1")
    words = [(0x10, side), (0x11, side), (0x100, bits), (0x101, stored), (0x102, stored - 1), (0x103, 0)]
    return b"\0" * 128 + b"DICM" + element(2, 0, b"UL", struct.pack("<I", len(meta))) + meta + \
        element(8, 0x16, b"UI", b"1.2.840.10008.5.1.4.1.1.1") + element(8, 0x18, b"UI", b"1.2.3") + \
        element(8, 0x60, b"CS", b"CR") + element(0x28, 2, b"US", struct.pack("<H", 1)) + \
        element(0x28, 4, b"CS", b"MONOCHROME2") + \
        b"".join(element(0x28, tag, b"US", struct.pack("<H", value)) for tag, value in words) + \
        element(0x7FE0, 0x10, b"OW", pixels)


def projects():
    def file(path):
        return {"path": path, "sha256": hashlib.sha256(path.encode()).hexdigest()}

    items = [{"picture": file(f"pictures/{i}.png"), "report": file(f"reports/{i}.txt") if i % 2 else None, "gold": i == 0}
             for i in range(6)]
    project = {
        "schema": "asg-project/1", "name": "seed", "guideline": {"version": "1", "text": "Judge what is said."}, "seed": 7,
        "order": "random", "orderSource": None, "goldReader": None, "overlapPercent": 20, "repeatPercent": 5,
        "readers": [{"name": "Ada", "pictures": None}, {"name": "Ben", "pictures": ["pictures/2.png"]}], "items": items}
    put_json("project/corpus/project/random.json", project)
    put_json("project/corpus/project/listed.json",
             project | {"order": "list", "orderSource": "a model", "goldReader": "Cy", "repeatPercent": 50})


def elements():
    """Every kind of value, private ones, nested items, what is longer than is shown, and a second character set."""
    long_form = (b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV")

    def any_element(group, number_, vr, value):
        value += (b"\0" if vr in long_form or vr == b"UI" else b" ") * (len(value) % 2)
        head = struct.pack("<HH2s", group, number_, vr)
        return head + (struct.pack("<HI", 0, len(value)) if vr in long_form else struct.pack("<H", len(value))) + value

    def item(content):
        return struct.pack("<HHI", 0xFFFE, 0xE000, len(content)) + content

    numbers = {b"US": "<H", b"SS": "<h", b"UL": "<L", b"SL": "<l", b"FL": "<f", b"FD": "<d", b"UV": "<Q", b"SV": "<q", b"AT": "<L"}
    texts = [b"AE", b"AS", b"CS", b"DA", b"DS", b"DT", b"IS", b"LO", b"LT", b"PN", b"SH", b"ST", b"TM", b"UC", b"UR", b"UT", b"UN"]
    inner = any_element(8, 0x100, b"SH", b"R-1") + any_element(8, 0x104, b"LO", b"Chest")
    nested = any_element(0x40, 0xA730, b"SQ", item(inner) + item(any_element(0x40, 0xA730, b"SQ", item(inner))))
    meta = any_element(2, 1, b"OB", b"\0\1") + any_element(2, 2, b"UI", b"1.2.840.10008.5.1.4.1.1.1") + \
        any_element(2, 0x10, b"UI", b"1.2.840.10008.1.2.1")
    content = any_element(8, 5, b"CS", b"ISO_IR 144") + any_element(8, 0x16, b"UI", b"1.2.840.10008.5.1.4.1.1.1") + \
        any_element(9, 0x10, b"LO", b"MAKER") + \
        b"".join(any_element(9, 0x1000 + at, vr, struct.pack(form, 1) * 30) for at, (vr, form) in enumerate(numbers.items())) + \
        b"".join(any_element(9, 0x1100 + at, vr, b"12\\\xC0" * 200) for at, vr in enumerate(texts)) + \
        any_element(0x10, 0x10, b"PN", b"\xBB\xEE\xDA^A=B=C") + nested + any_element(0x7FE0, 0x10, b"OW", bytes(64))
    put("io/corpus/elements/every-kind.dcm",
        b"\0" * 128 + b"DICM" + any_element(2, 0, b"UL", struct.pack("<I", len(meta))) + meta + content)


def compressed():
    tools = [("jpeg-2000/lossless.dcm", 16, ["gdcmconv", "--j2k"]), ("jpeg-2000/bytes.dcm", 8, ["gdcmconv", "--j2k"]),
             ("jpeg-2000/lossy.dcm", 16, ["gdcmconv", "--j2k", "--lossy", "-q", "20"]),
             ("jpeg-baseline/bytes.dcm", 8, ["dcmcjpeg", "+eb"]), ("jpeg-baseline/extended.dcm", 16, ["dcmcjpeg", "+ee"]),
             ("jpeg-lossless/any-predictor.dcm", 16, ["dcmcjpeg", "+el"]), ("jpeg-lossless/bytes.dcm", 8, ["dcmcjpeg", "+e1"]),
             ("jpeg-ls/words.dcm", 16, ["dcmcjpls", "+el"]), ("jpeg-ls/bytes.dcm", 8, ["dcmcjpls", "+el"]),
             ("rle/bytes.dcm", 8, ["dcmcrle"])]
    with tempfile.TemporaryDirectory() as folder:
        for name, bits, command in tools:
            source, target = Path(folder, "in.dcm"), Path(folder, "out.dcm")
            source.write_bytes(radiograph(bits))
            subprocess.run([*command, source, target], check=True)
            put(f"io/corpus/{name}", target.read_bytes())


def main():
    archives()
    radgraph()
    scene_graph()
    padchest()
    tables()
    hand_groups()
    messages()
    elements()
    imported()
    journals()
    kept_by_the_viewer()
    pickles()
    recipes()
    projects()
    compressed()


if __name__ == "__main__":
    main()
