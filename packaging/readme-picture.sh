#!/usr/bin/env bash
# Makes docs/viewer.png, the README's picture: the main window on the sample study (the phantom) with a sentence chosen.
# Needs a built tree (./run.sh) and the packages xvfb, xdotool and imagemagick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
BUILD=${1:-build/release}
SENTENCE=${2:-6} # how often "next sentence" is pressed
export BUILD SENTENCE LIBGL_ALWAYS_SOFTWARE=1 QT_QPA_PLATFORM=xcb
DATA=$(mktemp -d)
export ASG_DATA=$DATA XDG_CONFIG_HOME=$DATA/config XDG_STATE_HOME=$DATA/state
trap 'rm -rf "$DATA"' EXIT

# shellcheck disable=SC2016 # the inner shell expands
xvfb-run -a -s '-screen 0 1600x1000x24' bash -euo pipefail -c '
    sample=$BUILD/share/asg/sample-study
    "$BUILD/bin/asg-viewer" "$sample/phantom.dcm" --report "$sample/report.txt" &
    viewer=$!
    trap "kill $viewer" EXIT
    window=$(xdotool search --sync --onlyvisible --pid "$viewer" | tail -n 1)
    xdotool windowsize --sync "$window" 1600 1000 windowmove "$window" 0 0
    sleep "${SETTLE:-15}" # the model has run by then
    # Without a window manager nobody gives the window the keyboard; keys sent past the server are ignored by Qt.
    xdotool windowfocus --sync "$window"
    for _ in $(seq "$SENTENCE"); do xdotool key space; sleep 0.3; done
    sleep 1
    import -window root docs/viewer.png
'
