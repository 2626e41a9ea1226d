#!/usr/bin/env bash
# Tries the set-up on a machine that has nothing: try-in-chroot.sh [--keep] SUITE FOLDER [run|test|all]
#
# Makes a new Debian of that suite (bookworm, trixie) in FOLDER with debootstrap, copies the committed tree into it, and
# there runs ./run.sh (without a display, so it goes through `asg analyse`), starts the viewer under Xvfb until its first
# picture is shown, and runs ./test.sh. Says for each the time waited and the processor's. Needs root and debootstrap.
# --keep uses the Debian that an earlier call left in FOLDER, with what was installed there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
keep=no
if [[ ${1:-} == --keep ]]; then
    keep=yes
    shift
fi
(($# >= 2)) || {
    sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}
suite=$1 folder=$2 what=${3:-all}
tree=$folder/srv/asg-viewer

# shellcheck source=packaging/setup/chroot.sh
. "$root/packaging/setup/chroot.sh"
INSIDE=(CI=true ASG_WARNINGS_AS_ERRORS=ON ASG_SHARED_DATA="${ASG_SHARED_DATA:+/srv/shared-data}")
make_debian "$keep"
if [[ -n ${ASG_SHARED_DATA:-} ]]; then bring --bind -o ro "$ASG_SHARED_DATA" "$folder/srv/shared-data"; fi
rm -rf "$tree" && mkdir -p "$tree"
git -C "$root" archive HEAD | tar -x -C "$tree"

failed=0
if [[ $what != test ]]; then
    inside run /srv/asg-viewer './run.sh' || failed=1
    inside again /srv/asg-viewer './run.sh' || failed=1
    # The viewer's log says when its first picture is on the screen.
    # shellcheck disable=SC2016 # for the shell in there
    inside viewer /srv/asg-viewer 'apt-get install -y --no-install-recommends xvfb xauth >/dev/null &&
        export XDG_STATE_HOME=/srv/state QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 &&
        sample=build/release/share/asg/sample-study &&
        (timeout 60 xvfb-run -a -s "-screen 0 1600x1000x24" build/release/bin/asg-viewer $sample/phantom.dcm \
            --report $sample/report.txt & for i in $(seq 50); do sleep 1
            grep -q "picture shown" /srv/state/asg/asg-viewer.log 2>/dev/null && echo "the viewer showed its picture" && exit 0
        done; echo "the viewer showed no picture"; exit 1)' || failed=1
fi
if [[ $what != run ]]; then inside test /srv/asg-viewer './test.sh' || failed=1; fi
exit "$failed"
