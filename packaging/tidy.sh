#!/usr/bin/env bash
set -euo pipefail
# shellcheck source=packaging/setup/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup/common.sh"

usage() {
    cat <<'END'
packaging/tidy.sh [FILE… | --changed [COMMIT]]

Runs clang-tidy with the project's .clang-tidy over every source that build/release compiles, over FILE…, or over what
differs from COMMIT (default: HEAD). Wants build/release to be configured (./test.sh) and clang-tidy (Debian's is 14).
Prints each finding and ends with their number; exits 1 when there is one. build/logs/tidy.log has all of it.

  ASG_JOBS=N   check N files at a time
END
}

changed_files() { git -C "$ROOT" diff --name-only --diff-filter=d "${1:-HEAD}" -- '*.cpp'; }

# run-clang-tidy takes regular expressions and matches them against whole paths; without files, every room's sources.
patterns_for() {
    local file
    for file in "$@"; do printf '/%s$\n' "${file//./\\.}"; done
    (($#)) || printf '%s/(app|core|models|ui|tests)/.*\\.cpp$\n' "$ROOT"
}

main() {
    local -a files=("$@") patterns
    case ${1:-} in
        --help | -h) usage && exit 0 ;;
        --changed)
            mapfile -t files < <(changed_files "${2:-}")
            ((${#files[@]})) || { say 'nothing changed' && exit 0; }
            ;;
    esac
    command -v run-clang-tidy >/dev/null || die 'run-clang-tidy is missing; install the package clang-tidy.'
    [[ -f $BUILD/compile_commands.json ]] || die 'build/release is not configured; run ./test.sh first.'
    mapfile -t patterns < <(patterns_for "${files[@]}")
    # The compile commands are GCC's; clang knows not all of its warnings.
    step tidy 'clang-tidy' run-clang-tidy -p "$BUILD" -quiet -j "${ASG_JOBS:-$(nproc)}" \
        -extra-arg=-Wno-unknown-warning-option "${patterns[@]}" || true
    # A header's finding comes once for each source that includes it.
    local findings
    findings=$(sed -e 's/\x1b\[[0-9;]*m//g' -e "s|^$ROOT/||" "$LOGS/tidy.log" | grep -E ' (error|warning): ' | sort -u) || true
    [[ -z $findings ]] || say "$findings"
    say "$(grep -c . <<<"$findings" || true) findings"
    [[ -z $findings ]]
}
main "$@"
