#!/usr/bin/env python3
"""Peak memory and time of `asg analyse` with a full-size ASG model (ViT-B/16, 6 BERT layers, projections, tag decoder).

    measure_memory.py ASG IMAGE [--model FOLDER]

Makes the model folder with random weights (735 MB, in the temporary folder unless named), analyses the picture on the CPU
and prints the largest memory that the process had: in float32 and in bfloat16, with a card that says that sentences and
regions were not aligned (trained for the tags alone, for instance) and with one that says they were, then
with a report, so that the text encoder works too. The model is made by a process of its own: the largest memory that the
system counts for a process begins with that of the one that started it.
"""

import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

TAG_NAMES = ["pleural effusion", "opacity", "pneumothorax", "edema", "atelectasis", "cardiomegaly"]


def make_model(folder):
    import torch
    from safetensors.torch import save_file

    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    from compare_network import PROJECTION, TAGS, Network
    from reference import BERT, make_bert, make_head

    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    text = BERT["full"] | dict(positions="zero", segments=0)
    network = Network()
    tensors = network.tensors()
    bert = make_bert(text)
    tensors |= {"text_encoder." + name: value.contiguous() for name, value in bert.state_dict().items()
                if "token_type" not in name and "position_ids" not in name}
    for kind in ("global", "local"):
        head = make_head(768, PROJECTION, kind == "local")
        tensors |= {f"text_projection.{kind}_embed.head.{name}": value for name, value in head.state_dict().items()}
    save_file(tensors, folder / "weights.safetensors")
    config = dict(image={}, text=text, projection=PROJECTION, tagDecoder=TAGS)
    (folder / "config.json").write_text(json.dumps(dict(network=config)))
    with open(folder / "weights.safetensors", "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    write_card(folder, sha256, False)
    (folder / "card.md").write_text("Random weights: what it says means nothing.\n")
    (folder / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n")


def write_card(folder, sha256, aligned):
    card = dict(name="full size, random weights", version="1", sha256=sha256, hasAlignment=aligned, trainedRegions=[],
                trainedTags=TAG_NAMES, input=dict(resize=256, crop=224, mean=[0.485, 0.456, 0.406],
                                                  deviation=[0.229, 0.224, 0.225]))
    (folder / "card.json").write_text(json.dumps(card))


def peak_of(words):
    begin = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("asg analyse failed")
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, time.perf_counter() - begin


def main():
    if sys.argv[1:2] == ["--make"]:
        return make_model(pathlib.Path(sys.argv[2]))
    parser = argparse.ArgumentParser()
    parser.add_argument("asg")
    parser.add_argument("image")
    parser.add_argument("--model")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.model or temporary + "/model")
        if not (folder / "card.json").exists():
            subprocess.run([sys.executable, __file__, "--make", str(folder)], check=True)
        sha256 = json.loads((folder / "card.json").read_text())["sha256"]
        report = pathlib.Path(temporary, "report.txt")
        report.write_text("The left lung is clear. The heart is enlarged. No pleural effusion on the right.\n")
        for aligned in (False, True):
            write_card(folder, sha256, aligned)
            for precision in ("float32", "bfloat16"):
                out = f"{temporary}/{aligned}-{precision}"
                words = [options.asg, "analyse", options.image, "--model", str(folder), "--device", "cpu",
                         "--precision", precision, "--out", out] + (["--report", str(report)] if aligned else [])
                megabytes, cpu, wall = peak_of(words)
                said = json.loads(next(pathlib.Path(out).glob("*/analysis.json")).read_text())["model"]
                print(f"{'aligned, with a report' if aligned else 'not aligned':22} {said['precision']:8}: peak "
                      f"{megabytes:.0f} MiB; {cpu:.1f} s of CPU from start to end, {wall:.1f} s in all, of which the "
                      f"analysis {said['seconds']:.2f} s")
        write_card(folder, sha256, False)


if __name__ == "__main__":
    main()
