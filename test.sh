#!/usr/bin/env bash
set -euo pipefail
# shellcheck source=packaging/setup/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/packaging/setup/common.sh"
# shellcheck source=packaging/setup/packages.sh
. "$SETUP/packages.sh"
# shellcheck source=packaging/setup/libtorch.sh
. "$SETUP/libtorch.sh"
# shellcheck source=packaging/setup/python.sh
. "$SETUP/python.sh"
# shellcheck source=packaging/setup/build.sh
. "$SETUP/build.sh"

usage() {
    cat <<'END'
./test.sh [CTEST ARGUMENTS]

Installs what is missing (Debian packages, LibTorch and a Python for the golden tests into .deps/), builds everything and
runs every test. `./test.sh -R text` runs the tests whose name contains "text"; see `ctest --help`. What a test needs and
this machine has not (data, Python) makes it skip, visibly. The exit code is ctest's.

  --help              this text

  LIBTORCH_ROOT=DIR   use this LibTorch (include/ and lib/) instead of the pinned one
  ASG_SHARED_DATA=DIR real radiographs and reports for the tests that use some
  ASG_JOBS=N          compile N files at a time
  CXX=COMPILER        compile with it (GCC 12 or newer)
  ASG_LIBRARY_ASSERTIONS=ON  libstdc++ checks every index: one beyond its end stops the test

END
    say "$ESTIMATE"
}
ESTIMATE='The first time takes 20 to 30 minutes on two cores and 8 GB of disk; later what the tests take, about 7 minutes.'

main() {
    if [[ ${1:-} == --help || ${1:-} == -h ]]; then
        usage
        exit 0
    fi
    check_machine
    say "Installing what is missing, building, running every test. $ESTIMATE"
    install_packages "$SETUP/packages-run.txt" "$SETUP/packages-tests.txt"
    check_compiler
    install_libtorch
    install_python_tests
    configure on
    build all
    exec ctest --test-dir "$BUILD" -j 2 --output-on-failure "$@"
}
main "$@"
