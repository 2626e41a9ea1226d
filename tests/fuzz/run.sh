#!/usr/bin/env bash
# Fuzzes every reader of outside bytes in turn: tests/fuzz/run.sh HOURS [KIND…]
#
# What was learned is kept in $ASG_FUZZ_CORPUS (else $XDG_CACHE_HOME/asg/fuzz, else ~/.cache/asg/fuzz) and the next run
# goes on from there:
#   corpus/KIND   inputs that reach what others do not      runs/KIND   how many inputs were tried, ever
#   finds/KIND    inputs that broke something, were slow (over ASG_FUZZ_SECONDS, 10) or took too much memory
#                 (one allocation over ASG_FUZZ_MALLOC_MB, 700, or ASG_FUZZ_RSS_MB, 2048, in all); leak-*.txt: where
#                 memory was lost, of all the inputs of one slice
# The counts of all kinds are written into docs/reliability.md, "Fuzzing". ASG_FUZZ_JOBS kinds run at a time (1).
# Exit code: 0, or 1 where this run found something.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
BUILD=${ASG_FUZZ_BUILD:-$ROOT/build/fuzz}
HOME_OF_RUNS=${ASG_FUZZ_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/asg/fuzz}
SCRATCH=/dev/shm # in memory, where there is such a folder
[[ -w $SCRATCH ]] || SCRATCH=${TMPDIR:-/tmp}
SLICE=${ASG_FUZZ_SLICE:-120} # seconds for one kind before it is the next one's turn

usage() {
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
    exit "${1:-2}"
}
[[ ${1:-} != --help && ${1:-} != -h ]] || usage 0
[[ ${1:-} =~ ^[0-9]+([.][0-9]+)?$ ]] || usage
END=$(($(date +%s) + $(awk -v hours="$1" 'BEGIN {printf "%d", hours * 3600}')))
shift
KINDS=("$@")

build() {
    command -v clang++ >/dev/null || { echo 'run.sh: clang is missing; apt-get install clang llvm' >&2 && exit 1; }
    [[ -e $BUILD/build.ninja ]] || (cd "$ROOT" && cmake --preset fuzz)
    cmake --build "$BUILD" --target fuzzers
}

# Lines "KIND PROGRAM CORPUS…", tabs between, of the kinds that were asked for, those with the fewest runs first.
queue() {
    local kind program rest
    while IFS=$'\t' read -r kind program rest; do
        ((${#KINDS[@]} == 0)) || [[ " ${KINDS[*]} " == *" $kind "* ]] || continue
        [[ -x $BUILD/bin/$program ]] || { echo "$kind: $program was not built" >&2 && continue; }
        printf '%s\t%s\t%s\t%s\n' "$(cat "$HOME_OF_RUNS/runs/$kind" 2>/dev/null || echo 0)" "$kind" "$program" "$rest"
    done <"$BUILD/fuzzers.txt" | sort -n | cut -f2-
}

# slice KIND PROGRAM SECONDS CORPUS…: one kind for a while. What libFuzzer says goes into logs/KIND; the inputs that it
# tried are added up, also where one of them stopped it. Leaks are looked for once, when the program ends: after each
# input that takes 50 ms or more, which is up to a hundred times what the input itself takes. Nor are rare branches
# weighed (-entropic): of a report that costs twice what parsing it does.
slice() {
    local kind=$1 program=$2 seconds=$3 before after
    shift 3
    local corpus=$HOME_OF_RUNS/corpus/$kind finds=$HOME_OF_RUNS/finds/$kind log=$HOME_OF_RUNS/logs/$kind
    mkdir -p "$corpus" "$finds" "$HOME_OF_RUNS/runs" "$HOME_OF_RUNS/logs"
    before=$(find "$finds" -type f | wc -l)
    local scratch
    scratch=$(mktemp -d -p "$SCRATCH")
    ASG_FUZZ_KIND=$kind TMPDIR=$scratch ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1 \
        UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=$ROOT/tests/support/leaks.supp:print_suppressions=0 \
        "$BUILD/bin/$program" -max_total_time="$seconds" -timeout="${ASG_FUZZ_SECONDS:-10}" \
        -malloc_limit_mb="${ASG_FUZZ_MALLOC_MB:-700}" -rss_limit_mb="${ASG_FUZZ_RSS_MB:-2048}" -max_len=65536 \
        -detect_leaks=0 -entropic=0 -artifact_prefix="$finds/" -print_final_stats=1 -print_funcs=0 \
        "$corpus" "$@" >"$log" 2>&1 || true
    rm -rf "$scratch"
    keep_leaks "$log" "$finds"
    local done_now
    done_now=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    # A stop by a signal leaves no statistics: the last line that counts does.
    [[ -n $done_now ]] || done_now=$(sed -n 's/^#\([0-9]*\)[[:space:]].*/\1/p' "$log" | tail -n 1)
    echo $(($(cat "$HOME_OF_RUNS/runs/$kind" 2>/dev/null || echo 0) + ${done_now:-0})) >"$HOME_OF_RUNS/runs/$kind.new"
    mv "$HOME_OF_RUNS/runs/$kind.new" "$HOME_OF_RUNS/runs/$kind"
    after=$(find "$finds" -type f | wc -l)
    printf '%-18s %12s runs %6d seeds\n' "$kind" "+${done_now:-0}" "$(find "$corpus" -type f | wc -l)"
    ((after == before)) || { printf '%-18s FOUND something: %s\n' "$kind" "$finds" && return 1; }
}

# keep_leaks LOG FINDS: the report of a leak instead of the empty input that libFuzzer writes then.
keep_leaks() {
    grep -q 'LeakSanitizer: detected memory leaks' "$1" || return 0
    rm -f "$2/crash-$(sha1sum </dev/null | cut -d' ' -f1)"
    sed -n '/LeakSanitizer: detected/,/^SUMMARY/p' "$1" >"$2/leak-$(date -u +%Y%m%dT%H%M%S).txt"
}

# Puts the counts into the page, between its two marks.
write_counts() {
    local page=$ROOT/docs/reliability.md kind rest table=$HOME_OF_RUNS/counts.md
    grep -q '<!-- fuzz counts -->' "$page" 2>/dev/null || return 0
    {
        printf '| reader | inputs tried | kept as seeds |\n| --- | ---: | ---: |\n'
        while IFS=$'\t' read -r kind rest; do
            printf '| %s | %s | %s |\n' "$kind" "$(cat "$HOME_OF_RUNS/runs/$kind" 2>/dev/null || echo 0)" \
                "$(find "$HOME_OF_RUNS/corpus/$kind" -type f 2>/dev/null | wc -l)"
        done < <(sort "$BUILD/fuzzers.txt")
        printf '| all | %s | |\n\nAs of %s.\n' "$(cat "$HOME_OF_RUNS"/runs/* | awk '{sum += $1} END {print sum}')" "$(date -u +%F)"
    } >"$table"
    sed -i -e "/<!-- fuzz counts -->/,/<!-- end of fuzz counts -->/{/<!--/!d}" -e "/<!-- fuzz counts -->/r $table" "$page"
}

main() {
    [[ -n ${ASG_FUZZ_NO_BUILD:-} ]] || build
    mkdir -p "$HOME_OF_RUNS"
    local found=0 now left job
    local -a words
    while now=$(date +%s) && ((now < END)); do
        local -a jobs=()
        while IFS=$'\t' read -r -a words; do
            left=$((END - $(date +%s)))
            ((left > 0)) || break
            slice "${words[0]}" "${words[1]}" "$((left < SLICE ? left : SLICE))" "${words[@]:2}" &
            jobs+=($!)
            if ((${#jobs[@]} >= ${ASG_FUZZ_JOBS:-1})); then
                wait "${jobs[0]}" || found=1
                jobs=("${jobs[@]:1}")
            fi
        done < <(queue)
        for job in "${jobs[@]}"; do wait "$job" || found=1; done
        write_counts
    done
    return "$found"
}
main
