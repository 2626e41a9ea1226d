"""Reads an export of a project with no code of ours: a line for each study with its verdict on the heart and its box."""
import hashlib
import json
import pathlib
import sys

out = pathlib.Path(sys.argv[1])
manifest = json.loads((out / "export.json").read_text(encoding="utf-8"))
assert manifest["schema"] == "asg-project-export/1"
heads = {(one["image"], one["last"]) for one in manifest["journals"]}
for study in sorted(manifest["studies"], key=lambda one: one["folder"]):
    folder = out / study["folder"]
    analysis = json.loads((folder / "analysis.json").read_text(encoding="utf-8"))
    assert analysis["reader"] == study["reader"] and analysis["image"]["sha256"] == study["sha256"]
    picture = pathlib.Path(analysis["image"]["path"])
    assert hashlib.sha256(picture.read_bytes()).hexdigest() == study["sha256"]
    report = hashlib.sha256((folder / "report.txt").read_bytes()).hexdigest()
    own = [one for one in analysis["decisions"] if one["reader"] == study["reader"]]
    assert len(own) == study["decisions"] and all(one["report"] == report for one in own)
    assert all((one["image"], one["last"]) in heads for one in analysis["journals"])
    verdict = next(link["verdict"] for link in analysis["links"] if link["regions"] == ["cardiac silhouette"])
    box = next((",".join(f"{edge:g}" for edge in drawn["box"]) for drawn in analysis["drawnBoxes"]), "-")
    print(study["reader"], pathlib.Path(study["folder"]).name, verdict, box)
