#!/usr/bin/env bash
set -euo pipefail
# shellcheck source=packaging/setup/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/packaging/setup/common.sh"
# shellcheck source=packaging/setup/packages.sh
. "$SETUP/packages.sh"
# shellcheck source=packaging/setup/libtorch.sh
. "$SETUP/libtorch.sh"
# shellcheck source=packaging/setup/build.sh
. "$SETUP/build.sh"

usage() {
    cat <<'END'
./run.sh [IMAGE… [--report REPORT.txt]]

Installs what is missing (Debian packages, LibTorch into .deps/), builds, and opens the viewer on the sample study or on
IMAGE (DICOM, PNG, JPEG, TIFF) with its report. Without a display it says so and runs the same study through
`asg analyse`, which leaves overlay.png and analysis.json in asg-out/.

  --help              this text

  LIBTORCH_ROOT=DIR   use this LibTorch (include/ and lib/) instead of the pinned one
  ASG_JOBS=N          compile N files at a time
  CXX=COMPILER        compile with it (GCC 12 or newer)

END
    say "$ESTIMATE"
}
ESTIMATE='The first time takes about 12 minutes on two cores and 5 GB of disk; later a second or two.'

# Wants a screen that answers: a DISPLAY that an ended session left behind counts as none.
has_display() {
    [[ -n ${WAYLAND_DISPLAY:-} ]] && return 0
    [[ -n ${DISPLAY:-} ]] || return 1
    local number=${DISPLAY#:}
    [[ $DISPLAY != :* || -S /tmp/.X11-unix/X${number%%.*} ]]
}

main() {
    if [[ ${1:-} == --help || ${1:-} == -h ]]; then
        usage
        exit 0
    fi
    local -a study=("$@")
    ((${#study[@]})) ||
        study=("$ROOT/resources/sample-study/phantom.dcm" --report "$ROOT/resources/sample-study/report.txt")
    check_machine
    say "Installing what is missing, building, opening the viewer. $ESTIMATE"
    install_packages "$SETUP/packages-run.txt"
    install_libtorch
    if has_nvidia_gpu; then install_cuda_libraries; fi
    configure off
    build asg asg-viewer
    if has_display; then
        say "Opening ${study[0]}"
        exec "$BUILD/bin/asg-viewer" "${study[@]}"
    fi
    say 'There is no display: the study goes through asg analyse instead.'
    local status=0
    "$BUILD/bin/asg" analyse "${study[@]}" --out asg-out || status=$?
    say "What it left in $PWD/asg-out:"
    find asg-out \( -name overlay.png -o -name analysis.json \) | sort
    return "$status"
}
main "$@"
