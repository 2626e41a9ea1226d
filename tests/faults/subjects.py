"""What the scripts of this folder break: commands that write, the data they need, and what must hold afterwards."""

import hashlib
import json
import os
import pathlib
import re
import struct
import subprocess
import zlib

RECIPE = {
    "name": "tiny", "version": "1", "seed": 1,
    "network": {"image": {"backbone": "vit_base", "imageSize": 32, "patch": 8, "width": 32, "depth": 1, "heads": 2,
                          "convolutionalStem": True},
                "regionHead": {"regions": 29, "width": 32, "depth": 1, "heads": 2, "feedForward": 32},
                "gateHead": {"hidden": 8}},
    "batch": 2, "phantomShare": 0, "unlabelledShare": 0, "folds": 2, "threads": 1, "bfloat16": False}
SIDE = 40


def png(width, height, grey):
    """A PNG of 8 bits of grey."""
    rows = b"".join(b"\0" + grey[y * width:(y + 1) * width] for y in range(height))

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def is_whole_png(content):
    return content.startswith(b"\x89PNG") and content.endswith(b"IEND\xaeB`\x82")


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_data(folder):
    """Pictures of stripes with boxes, as `asg train regions` reads them."""
    table = "image,finding_labels,patient_id,age,sex,view,stored_size\n"
    images = []
    for number in range(24):
        name = f"p{number}.png"
        waves = [(place * (number + 3) // 7) % 100 for place in range(SIDE * SIDE)]
        grey = bytes(255 - wave if wave < (70 if number % 3 == 0 else 30) else wave - 30 for wave in waves)
        write(folder / "chest_nih/images" / name, png(SIDE, SIDE, grey))
        table += f"{name},{'Edema' if number % 3 == 0 else 'No Finding'},{number},50,F,{'PA' if number % 2 == 0 else 'AP'},40\n"
        images.append({"image": "chest_nih/images/" + name, "width": SIDE, "height": SIDE,
                       "boxes": {"right lung": [4, 4, 18, 30], "left lung": [22, 4, 36, 30]}})
    write(folder / "chest_nih/labels.csv", table)
    write(folder / "region_boxes_read.json", json.dumps({"images": images}))


class Made:
    """The data and the tiny model, made once for all runs."""

    def __init__(self, binaries, folder):
        self.asg = binaries / "asg"
        self.folder = folder
        make_data(folder / "data")
        write(folder / "recipe.json", json.dumps(RECIPE | {"steps": 6, "checkpointEvery": 2}))
        write(folder / "long.json", json.dumps(RECIPE | {"steps": 400, "checkpointEvery": 1}))
        for number in range(3):
            grey = bytes((x + y * (number + 2)) % 256 for y in range(120) for x in range(90))
            write(folder / f"pictures/picture{number}.png", png(90, 120, grey))
        write(folder / "boxes.csv", "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\n" +
              "".join(f"image{number},R1,Cardiomegaly,10,10,50,60\n" for number in range(3)))
        done = subprocess.run(self.train_words("recipe.json", folder / "model"), capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"the tiny model could not be trained:\n{done.stderr}")

    def train_words(self, recipe, out):
        return [self.asg, "train", "regions", "--config", self.folder / recipe, "--data", self.folder / "data",
                "--prepared", self.folder / "prepared", "--out", out]


class Subject:
    """A command that writes below `folder(place)`, and that can be given again after anything."""

    name = ""
    most_ended = 0.1  # of failed allocations, that may end the process instead of being said

    def __init__(self, made):
        self.made = made
        self.reference = None

    def words(self, place):
        raise NotImplementedError

    def result(self, place):
        """What a finished run leaves, as something to be compared."""
        raise NotImplementedError

    def what_is_half(self, place):
        """The name of a file that is there in part; None."""
        raise NotImplementedError

    def run(self, place, environment=None):
        (place / "out").parent.mkdir(parents=True, exist_ok=True)
        return subprocess.run(self.words(place), capture_output=True, text=True, errors="replace", timeout=300,
                              env=dict(os.environ, **(environment or {})))


class Import(Subject):
    name = "import"

    def words(self, place):
        return [self.made.asg, "import", "vindr-cxr", self.made.folder / "boxes.csv", "--out", place / "out"]

    def result(self, place):
        return {file.name: json.loads(file.read_text()) for file in sorted((place / "out").glob("*.json"))}

    def what_is_half(self, place):
        return first_half(place / "out", "*.json")


class Analyse(Subject):
    name = "analyse"
    most_ended = 0.6  # every second allocation is made while LibTorch is loaded, which does not stand that one fails

    def words(self, place):
        return [self.made.asg, "analyse", self.made.folder / "pictures", "--model", self.made.folder / "model",
                "--out", place / "out", "--jobs", "1", "--resume", "--jsonl", place / "lines.jsonl"]

    def result(self, place):
        found = {}
        for file in sorted((place / "out").glob("*/analysis.json")):
            document = json.loads(file.read_text())
            document["model"].pop("seconds")
            found[file.parent.name] = (document, hashlib.sha256((file.parent / "overlay.png").read_bytes()).hexdigest())
        lines = [json.loads(line) for line in (place / "lines.jsonl").read_text().splitlines()]
        return found, len(lines), sorted(left_behind(place, ("analysis.json", "overlay.png", "lines.jsonl")))

    def what_is_half(self, place):
        for folder in (place / "out").glob("[!.]*"):
            overlay = folder / "overlay.png"
            if not (folder / "analysis.json").exists() or not overlay.exists() or not is_whole_png(overlay.read_bytes()):
                return folder
        return first_half(place / "out", "[!.]*/analysis.json")


class Train(Subject):
    name = "train"
    most_ended = 0.6
    recipe = "recipe.json"

    def words(self, place):
        return self.made.train_words(self.recipe, place / "out") + ["--resume"]

    def result(self, place):
        half = [name for name in os.listdir(place / "out") if re.fullmatch(r".*\.\d+-\d+", name)]
        return hashlib.sha256((place / "out/weights.safetensors").read_bytes()).hexdigest(), half

    def what_is_half(self, place):
        return first_half(place / "out", "card.json")


class LongTrain(Train):
    recipe = "long.json"


class Export(Subject):
    """The viewer's export, by the session's own function, over one of before."""

    name = "export"

    def words(self, place):
        return [self.made.asg.parent / "export_script", place / "out"]

    def result(self, place):
        document = json.loads((place / "out/export.json").read_text())
        return len(document["decisions"]) > 0, document["journals"][0]["decisions"] > 0

    def what_is_half(self, place):
        return first_half(place / "out", "export.json")


def first_half(folder, pattern):
    for file in folder.glob(pattern):
        try:
            json.loads(file.read_text())
        except ValueError:
            return file
    return None


def left_behind(place, known):
    """Files that nobody asked for."""
    return [str(file.relative_to(place)) for file in place.rglob("*") if file.is_file() and file.name not in known]


def binaries_of(build):
    folder = pathlib.Path(build).resolve() / "bin"
    if not (folder / "asg").exists():
        raise SystemExit(f"{folder}: there is no asg. Build it first, or name the build folder (--build).")
    return folder
