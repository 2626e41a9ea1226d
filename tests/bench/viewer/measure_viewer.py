#!/usr/bin/env python3
"""Measures the viewer as its user meets it: start to first picture, and memory over sixty radiographs.

    tests/bench/viewer/measure_viewer.py [--build build/release] [--folder SIXTY_RADIOGRAPHS]

The picture of the cold start is a phantom of 2500 x 3000 pixels of 16 bits that asg-phantom makes. "Start" is the moment before the
process is made, "first picture" the viewer's own log line at the first painted frame. Peer of the start: the same for
`asg-viewer --version`, which loads the same libraries and opens nothing. Memory is the peak resident set (VmHWM).
"""

import argparse
import datetime
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import time

SCREEN = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]


def environment(scratch):
    return dict(os.environ, ASG_DATA=scratch, XDG_STATE_HOME=scratch, XDG_CONFIG_HOME=scratch, QT_QPA_PLATFORM="xcb",
                LIBGL_ALWAYS_SOFTWARE="1")


def shown_at(log):
    """Times at which a picture was shown, from the log's lines "[2026-11-23 22:01:02.345] ... picture shown"."""
    if not log.exists():
        return []
    lines = [line for line in log.read_text().splitlines() if line.endswith("picture shown")]
    return [datetime.datetime.strptime(line[1:24], "%Y-%m-%d %H:%M:%S.%f").timestamp() for line in lines]


def viewer_pids(viewer):
    """Of processes that run this very binary (xvfb-run stands between us and it)."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(entry / "exe") == str(viewer):
                found.append(int(entry.name))
        except OSError:
            pass
    return found


def wait_for(condition, seconds):
    end = time.time() + seconds
    while time.time() < end:
        if condition():
            return
        time.sleep(0.02)
    raise SystemExit("the viewer did not show its picture in time")


def stop(process, viewer):
    for pid in viewer_pids(viewer):
        os.kill(pid, signal.SIGTERM)
    process.wait()


def cold_start(viewer, picture, rounds):
    seconds = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch:
            log = pathlib.Path(scratch) / "asg" / "asg-viewer.log"
            # The display is there before the clock starts, as on a desktop.
            command = f'date +%s.%N > "{scratch}/start"; exec "{viewer}" "{picture}"'
            process = subprocess.Popen(SCREEN + ["sh", "-c", command], env=environment(scratch),
                                       stderr=subprocess.DEVNULL)
            wait_for(lambda: shown_at(log), 60)
            seconds.append(shown_at(log)[0] - float(pathlib.Path(scratch, "start").read_text()))
            stop(process, viewer)
    return seconds


def memory_over(viewer, folder, count):
    with tempfile.TemporaryDirectory() as scratch:
        log = pathlib.Path(scratch) / "asg" / "asg-viewer.log"
        script = (f'"{viewer}" "{folder}" & w=$(xdotool search --sync --onlyvisible --pid $! | tail -n 1); '
                  f'sleep 3; xdotool windowfocus --sync $w mousemove 80 400; '
                  f'for i in $(seq {count}); do xdotool click 5 click 1; sleep 0.7; done; wait')
        process = subprocess.Popen(SCREEN + ["bash", "-c", script], env=environment(scratch),
                                   stderr=subprocess.DEVNULL)
        wait_for(lambda: len(shown_at(log)) >= count, 60 + 10 * count)
        peak = 0
        for pid in viewer_pids(viewer):
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
            peak = max(peak, int(status.split("VmHWM:")[1].split()[0]) // 1024)
        stop(process, viewer)
        return peak


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--folder", help="at least 60 radiographs; left out: no memory figure")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    binaries = pathlib.Path(arguments.build).resolve() / "bin"
    viewer = binaries / "asg-viewer"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binaries / "asg-phantom", "--size", "3000x2500", "--out", folder], check=True)
        picture = pathlib.Path(folder) / "phantom.dcm"
        begun = time.time()
        subprocess.run([viewer, "--version"], check=True, stdout=subprocess.DEVNULL)
        print(f"asg-viewer --version: {time.time() - begun:.2f} s")
        seconds = cold_start(viewer, picture, arguments.rounds)
        print(f"start to first picture, 3000 x 2500 of 16 bits: first {seconds[0]:.2f} s, "
              f"median of {len(seconds)} {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s")
    if arguments.folder:
        print(f"peak resident memory over 60 radiographs: {memory_over(viewer, arguments.folder, 60)} MiB")


if __name__ == "__main__":
    main()
