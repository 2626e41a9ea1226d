# shellcheck shell=bash
# Compiler check, CMake and Ninja. build/release belongs to run.sh and test.sh; other presets are for developers.

check_machine() {
    [[ $(uname -s) == Linux ]] || die "this runs on Linux; here is $(uname -s)."
    [[ $(uname -m) == x86_64 || -n ${LIBTORCH_ROOT:-} ]] ||
        die "LibTorch is pinned for x86-64 and this machine is $(uname -m); name a LibTorch for it with LIBTORCH_ROOT=FOLDER."
    local ID=unknown VERSION_ID='' PRETTY_NAME='this system'
    # shellcheck disable=SC1091
    if [[ -r /etc/os-release ]]; then . /etc/os-release; fi
    [[ $ID-$VERSION_ID == debian-1[23] ]] || say "Tested on Debian 12 and 13; on $PRETTY_NAME it was not tried."
}

check_compiler() {
    local compiler=${CXX:-c++} version
    command -v "$compiler" >/dev/null || die "there is no C++ compiler '$compiler'; unset CXX or name one that is there."
    if "$compiler" --version | grep -qi clang; then return; fi
    version=$("$compiler" -dumpversion)
    ((${version%%.*} >= 12)) || die "GCC 12 or newer is needed and $compiler is $version; install g++-12 and set CXX=g++-12."
}

# A Torch translation unit takes two gigabytes, so memory limits the jobs as much as the cores do.
build_jobs() {
    local cores gigabytes
    cores=$(nproc)
    gigabytes=$(awk '/MemAvailable/ {print int($2 / 2097152)}' /proc/meminfo)
    echo "${ASG_JOBS:-$((gigabytes < 1 ? 1 : gigabytes < cores ? gigabytes : cores))}"
}

cached() { sed -n "s/^$1:[A-Z]*=//p" "$BUILD/CMakeCache.txt" 2>/dev/null; }

# configure on|off: with or without the tests. Later runs leave it to Ninja, which notices changed CMake files itself.
configure() {
    local tests=${1^^}
    # run.sh after test.sh keeps the tests configured: they are not built unless asked for.
    # New packages may hold what was switched off for want of it.
    # Where nobody says otherwise a warning stops nobody: a newer compiler or library warns of more.
    local warnings=${ASG_WARNINGS_AS_ERRORS:-$(cached ASG_WARNINGS_AS_ERRORS)}
    local assertions=${ASG_LIBRARY_ASSERTIONS:-$(cached ASG_LIBRARY_ASSERTIONS)}
    if [[ $PACKAGES_CHANGED == no && -f $BUILD/build.ninja && $(cached LIBTORCH_ROOT) == "$LIBTORCH_ROOT" ]] &&
        [[ $(cached ASG_WARNINGS_AS_ERRORS) == "$warnings" && $(cached ASG_LIBRARY_ASSERTIONS) == "$assertions" ]] &&
        [[ $tests == OFF || $(cached ASG_BUILD_TESTS) == ON ]]; then return; fi
    local -a fresh=()
    if [[ $PACKAGES_CHANGED == yes || $(cached LIBTORCH_ROOT) != "$LIBTORCH_ROOT" ]]; then fresh=(--fresh); fi
    step configure 'configuring' cmake -S "$ROOT" --preset release "${fresh[@]}" \
        -DLIBTORCH_ROOT="$LIBTORCH_ROOT" -DASG_BUILD_TESTS="$tests" \
        -DASG_WARNINGS_AS_ERRORS="${warnings:-OFF}" -DASG_LIBRARY_ASSERTIONS="${assertions:-OFF}" || fail_with configure 'configuring the build'
}

# build TARGET…
build() {
    require_room 1500 "$ROOT" 'building'
    step build "building $*" cmake --build "$BUILD" -j "$(build_jobs)" --target "$@" || fail_with build 'the build'
}
