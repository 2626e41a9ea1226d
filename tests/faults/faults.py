#!/usr/bin/env python3
"""Fails the n-th call of a kind in commands that write, for every n, and prints a table of counts.

    tests/faults/run.sh [--build build/release] [--subjects export,import,analyse,train] [--calls any,write] [--allocations 40]

After each fault: the command ended by itself, with 0 and all of its result, or with 1 and a sentence that names the thing; nothing lies
there in part; and the same command, given again, comes to the result of a run without a fault. Allocations are too many for
every n: so many of them are failed, evenly over the run. What is found is printed as it is found; the exit status is 1 then.
"""

import argparse
import pathlib
import signal
import sys
import tempfile

import subjects

# The call, how it fails, and whether all later ones fail as well.
FAULTS = [("open", "EIO", False), ("write", "ENOSPC", False), ("write", "half", False), ("write", "ENOSPC", True),
          ("fsync", "EIO", False), ("rename", "EIO", False), ("truncate", "EIO", False), ("mmap", "ENOMEM", False),
          ("any", "ESTALE", True), ("allocate", "ENOMEM", False)]


class Round:
    """One subject and one kind of fault."""

    def __init__(self, subject, shim, fault, most_allocations):
        self.subject = subject
        self.shim = shim
        self.call, self.kind, self.stays = fault
        self.most_allocations = most_allocations
        self.finds = []

    def environment(self, place, nth):
        environment = {"LD_PRELOAD": str(self.shim), "ASG_FAULT_UNDER": str(place), "ASG_FAULT_CALL": self.call,
                       "ASG_FAULT_AS": self.kind, "ASG_FAULT_NTH": str(nth), "ASG_FAULT_COUNT": f"{place}.count"}
        return environment | ({"ASG_FAULT_STAYS": "1"} if self.stays else {})

    def count(self):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / "place"
            self.subject.run(place, self.environment(place, 0))
            return int(pathlib.Path(f"{place}.count").read_text())

    def numbers(self, count):
        step = max(1, count // self.most_allocations) if self.call == "allocate" else 1
        return range(1, count + 1, step)

    def run(self):
        count = self.count()
        numbers = self.numbers(count)
        outcomes = {0: 0, 1: 0}
        for nth in numbers:
            with tempfile.TemporaryDirectory() as folder:
                code = self.strike(pathlib.Path(folder) / "place", nth)
                outcomes[code] = outcomes.get(code, 0) + 1
        killed = len(numbers) - outcomes[0] - outcomes[1]
        if killed > len(numbers) * self.subject.most_ended:
            self.finds.append(f"{self.subject.name}: {killed} of {len(numbers)} failed allocations ended the process")
            print(self.finds[-1], flush=True)
        return count, len(numbers), outcomes

    def is_kill(self, run):
        """Memory that fails in a destructor of the JSON library, or while LibTorch or Qt's platform is loaded, ends the process:
        no worse than a kill."""
        known = {"allocate": "bad_alloc", "mmap": "Qt platform plugin"}.get(self.call)
        return known is not None and run.returncode == -signal.SIGABRT and known in run.stderr

    def strike(self, place, nth):
        run = self.subject.run(place, self.environment(place, nth))

        def found(what):
            self.finds.append(f"{self.subject.name}, {self.call} {self.kind}{' stays' if self.stays else ''}, {nth}: "
                              f"{what}\n    {run.stderr.strip()}")
            print(self.finds[-1], flush=True)

        if run.returncode not in (0, 1) and not self.is_kill(run):
            found(f"it ended with {run.returncode}")
        if run.returncode == 1 and not is_said(run.stderr, place):
            found("it failed, and said nothing that names the thing")
        if "defect" in run.stderr:
            found("it is called a defect")
        half = self.subject.what_is_half(place)
        if half is not None:
            found(f"{half} is there in part")
        if run.returncode == 0 and self.subject.result(place) != self.subject.reference:
            found("it ended with 0 without its result")
        again = self.subject.run(place)
        if again.returncode != 0:
            found(f"it does not go on: {again.stderr.strip()}")
        elif self.subject.result(place) != self.subject.reference:
            found("the next run came to another result")
        return run.returncode


def is_said(messages, place):
    return any(str(place) in line or "memory" in line or "cannot run this model" in line for line in messages.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--subjects", default="export,import,analyse,train")
    parser.add_argument("--calls", default=",".join(dict.fromkeys(call for call, _, _ in FAULTS)))
    parser.add_argument("--allocations", type=int, default=40)
    arguments = parser.parse_args()
    binaries = subjects.binaries_of(arguments.build)
    chosen = arguments.subjects.split(",")
    finds = []
    with tempfile.TemporaryDirectory() as folder:
        made = subjects.Made(binaries, pathlib.Path(folder) / "made")
        print("| what | call | fails with | calls | faults | ended with 0 | with 1 | as by a kill | finds |")
        print("|" + " --- |" * 9)
        for kind in (subjects.Export, subjects.Import, subjects.Analyse, subjects.Train):
            if kind.name not in chosen:
                continue
            subject = kind(made)
            first = pathlib.Path(folder) / kind.name
            done = subject.run(first)
            if done.returncode != 0:
                raise SystemExit(f"{kind.name} fails without any fault:\n{done.stderr}")
            subject.reference = subject.result(first)
            for fault in [each for each in FAULTS if each[0] in arguments.calls.split(",")]:
                round_ = Round(subject, binaries / "libnth_fault.so", fault, arguments.allocations)
                count, struck, outcomes = round_.run()
                finds += round_.finds
                print(f"| {kind.name} | {fault[0]} | {fault[1]}{', for ever' if fault[2] else ''} | {count} | {struck} | "
                      f"{outcomes[0]} | {outcomes[1]} | {struck - outcomes[0] - outcomes[1]} | {len(round_.finds)} |", flush=True)
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
