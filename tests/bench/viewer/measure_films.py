#!/usr/bin/env python3
"""Measures the viewer over many films: how soon the next one is there, and memory.

    tests/bench/viewer/measure_films.py [--build build/release] [--films 60] [--shows 60] [--pause 1.0]

The films are phantoms of 2500 x 3000 pixels of 16 bits that asg-phantom makes, each with its own seed. Page Down asks for the next
one; beyond the last, Page Up goes back, and so on until --shows films were shown. "Soon" is from the key's event to the viewer's own log
line at the first painted frame. --pause is how long a film is looked at: the time in which the next one may be made ready. Memory is the
resident set of the viewer itself, as it is after each tenth of the shows, and its peak (VmHWM).
Peer: the same with --pause 0, where nothing can be ready.
"""

import argparse
import ctypes
import datetime
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from measure_viewer import SCREEN, environment, shown_at, viewer_pids, wait_for

INNER = "--inside"


class Keys:
    """Keys as X's test extension sends them: a process for each would take longer than the film."""

    def __init__(self):
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        self._x.XStringToKeysym.restype = ctypes.c_ulong

    def press(self, name):
        keysym = self._x.XStringToKeysym(name.encode())
        code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(keysym))
        begun = time.time()
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x.XFlush(self._display)
        return begun


def resident(pid, field):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split(field + ":")[1].split()[0]) // 1024


def next_shown(log, count):
    wait_for(lambda: len(shown_at(log)) > count, 60)
    return shown_at(log)[count]


def walk(viewer, folder, arguments):
    """Within a display: shows the films, and gives what each one took and the memory."""
    scratch = os.environ["ASG_DATA"]
    log = pathlib.Path(scratch) / "asg" / "asg-viewer.log"
    process = subprocess.Popen([viewer, folder], stderr=subprocess.DEVNULL)
    next_shown(log, 0)
    subprocess.run(["bash", "-c", f"w=$(xdotool search --sync --onlyvisible --pid {process.pid} | tail -n 1); "
                    "xdotool windowfocus --sync $w mousemove 900 500 click 2"], check=True)
    time.sleep(max(3.0, arguments.pause))
    keys, took, memory = Keys(), [], []
    for shown in range(1, arguments.shows):
        forth = (shown - 1) // (arguments.films - 1) % 2 == 0
        begun = keys.press("Next" if forth else "Prior")
        took.append(next_shown(log, shown) - begun)
        time.sleep(arguments.pause)
        if shown % max(1, arguments.shows // 10) == 0:
            memory.append((shown, resident(process.pid, "VmRSS")))
    peak = resident(process.pid, "VmHWM")
    process.terminate()
    process.wait()
    took = [1000 * seconds for seconds in took]
    print(f"{datetime.date.today()}: {arguments.shows} shows of {arguments.films} films, a pause of {arguments.pause} s")
    print(f"next film: median {statistics.median(took):.0f} ms, nine of ten within {sorted(took)[len(took) * 9 // 10]:.0f} ms, "
          f"worst {max(took):.0f} ms")
    print("resident MiB after: " + ", ".join(f"{shown} {mib}" for shown, mib in memory) + f"; peak {peak}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--films", type=int, default=60)
    parser.add_argument("--shows", type=int, default=60)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--size", default="3000x2500")
    parser.add_argument(INNER, dest="folder", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    binaries = pathlib.Path(arguments.build).resolve() / "bin"
    if arguments.folder:
        return walk(binaries / "asg-viewer", arguments.folder, arguments)
    with tempfile.TemporaryDirectory() as scratch:
        films = pathlib.Path(scratch) / "films"
        for film in range(arguments.films):
            subprocess.run([binaries / "asg-phantom", "--seed", str(film + 1), "--size", arguments.size, "--out",
                            films / f"{film:04}"], check=True, stdout=subprocess.DEVNULL)
        data = pathlib.Path(scratch) / "data"
        data.mkdir()
        command = [__file__, "--build", arguments.build, "--films", str(arguments.films), "--shows", str(arguments.shows), "--pause",
                   str(arguments.pause), INNER, str(films)]
        subprocess.run(SCREEN + ["python3"] + command, env=environment(str(data)), check=True)


if __name__ == "__main__":
    main()
