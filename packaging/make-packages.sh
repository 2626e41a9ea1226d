#!/usr/bin/env bash
# Makes the Debian packages asg-viewer and asg-training: make-packages.sh [REVISION]
#
# Installs what is missing, builds in build/package and leaves both packages in build/packages, for the Debian that this
# runs on. REVISION stands behind the version; 1~deb12 unless said, with that Debian's number.
set -euo pipefail
# shellcheck source=packaging/setup/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup/common.sh"
# shellcheck source=packaging/setup/packages.sh
. "$SETUP/packages.sh"
# shellcheck source=packaging/setup/libtorch.sh
. "$SETUP/libtorch.sh"
# shellcheck source=packaging/setup/build.sh
. "$SETUP/build.sh"
BUILD=$ROOT/build/package
packages=$ROOT/build/packages

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
    sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
fi
check_machine
install_packages "$SETUP/packages-run.txt" "$SETUP/packages-package.txt"
check_compiler
install_libtorch
revision=()
if [[ -n ${1:-} ]]; then revision=(-DASG_PACKAGE_REVISION="$1"); fi
step configure-package 'configuring' cmake -S "$ROOT" --preset package -DLIBTORCH_ROOT="$LIBTORCH_ROOT" "${revision[@]}" ||
    fail_with configure-package 'configuring the build'
build asg asg-viewer asg-decode asg_models asg_training asg_sample_study asg_pages
mkdir -p "$packages"
step package 'making the packages' cmake -E chdir "$BUILD" cpack -B "$packages" || fail_with package 'making the packages'
rm -rf "$packages/_CPack_Packages"
find "$packages" -name '*.deb' -newer "$BUILD/CPackConfig.cmake" -printf '%p: %s bytes\n'
