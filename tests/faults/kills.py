#!/usr/bin/env python3
"""Kills `asg train` and `asg analyse` at random moments, gives the same command again, and compares the end.

    tests/faults/kills.py COUNT [--build build/release] [--seed 1]

COUNT kills each. A training goes on from its checkpoint and comes to the weights of one that was never killed; a batch passes over what
is done, no folder is there in part at any time, and its results are those of one that was never killed.
"""

import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import subjects


def killed_after(subject, place, seconds):
    """Whether it was still running then."""
    place.mkdir(parents=True, exist_ok=True)
    with open(f"{place}.messages", "w", encoding="utf-8", errors="replace") as messages:
        process = subprocess.Popen(subject.words(place), stdout=subprocess.DEVNULL, stderr=messages)
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
    if code != 0:
        raise SystemExit(f"{subject.name} did not go on: {pathlib.Path(f'{place}.messages').read_text()}")
    return False


def kill_again_and_again(subject, folder, count, seed):
    begun = time.time()
    if subject.run(folder / "whole").returncode != 0:
        raise SystemExit(f"{subject.name} fails without a kill")
    whole_seconds = time.time() - begun
    reference = subject.result(folder / "whole")
    chance = random.Random(seed)
    kills = finished = 0
    place = folder / "killed-0"
    while kills < count:
        if killed_after(subject, place, chance.uniform(0, whole_seconds)):
            kills += 1
        else:
            finished += 1
            compare(subject, place, reference)
            place = folder / f"killed-{finished}"
        half = subject.what_is_half(place)
        if half is not None:
            raise SystemExit(f"{half} is there in part after {kills} kills")
    if subject.run(place).returncode != 0:
        raise SystemExit(f"{subject.name} does not go on after {kills} kills")
    compare(subject, place, reference)
    print(f"{subject.name}: {kills} kills, {finished + 1} runs came to their end, each to the result of a run without a kill",
          flush=True)


def compare(subject, place, reference):
    if subject.result(place) != reference:
        raise SystemExit(f"{subject.name}: another result than without a kill, in {place}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = subjects.Made(subjects.binaries_of(arguments.build), pathlib.Path(folder) / "made")
        for kind in (subjects.Analyse, subjects.LongTrain):
            kill_again_and_again(kind(made), pathlib.Path(folder) / kind.__name__, arguments.count, arguments.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
