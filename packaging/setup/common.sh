# shellcheck shell=bash disable=SC2034 # the names below are used by those that read this
# Read by run.sh and test.sh: where things lie, how a step is shown, how a failure is said.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
SETUP=$ROOT/packaging/setup
DEPS=$ROOT/.deps
LOGS=$ROOT/build/logs
BUILD=$ROOT/build/release
# The system's own Python, whatever else stands first in PATH: the wheels are chosen for it.
PYTHON=/usr/bin/python3

say() { printf '%s\n' "$*"; }

# die SENTENCE: the one way to give up.
die() {
    printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

_ticker=
stop_ticker() {
    [[ -n $_ticker ]] || return 0
    kill "$_ticker" 2>/dev/null || true
    wait "$_ticker" 2>/dev/null || true
    _ticker=
}
trap stop_ticker EXIT
trap 'stop_ticker; printf "\n%s: interrupted; start it again to go on\n" "$(basename "$0")" >&2; exit 130' INT TERM

# The last thing that a step wrote to its log, cut to what one line of a terminal holds.
last_words() { tail -c 400 "$1" 2>/dev/null | tr '\r' '\n' | tail -n 1 | tr -cd '[:print:]' | cut -c 1-"$2"; }

# `sleep` outlives the ticker for a moment and must not hold the pipe that the output goes to.
# On a terminal one line that counts the seconds; in a log a line a minute, so that nobody takes it for dead.
tick() {
    local title=$1 log=$2 since=$SECONDS columns
    columns=$(tput cols 2>/dev/null || echo 80)
    while true; do
        if [[ -t 1 ]]; then
            sleep 1 >/dev/null
            printf '\r\033[K  %s … %d s  %s' "$title" $((SECONDS - since)) "$(last_words "$log" $((columns - ${#title} - 16)))"
        else
            sleep 60 >/dev/null
            printf '  … %d s: %s\n' $((SECONDS - since)) "$(last_words "$log" 100)"
        fi
    done
}

# step NAME TITLE COMMAND…: runs the command with its output in build/logs/NAME.log, shows the title and the seconds that
# it took, and returns the command's status.
step() {
    local log=$LOGS/$1.log title=$2 since=$SECONDS status=0
    shift 2
    mkdir -p "$LOGS" 2>/dev/null || die "cannot write to $ROOT/build; check who owns the folder and whether the disk is full."
    : >"$log" || die "cannot write $log; check who owns the folder and whether the disk is full."
    [[ -t 1 ]] || printf '  %s …\n' "$title"
    tick "$title" "$log" &
    _ticker=$!
    "$@" >>"$log" 2>&1 </dev/null || status=$?
    stop_ticker
    local clear='' outcome=
    [[ -t 1 ]] && clear=$'\r\033[K'
    ((status == 0)) || outcome=' (failed)'
    printf '%s  %s: %d s%s\n' "$clear" "$title" $((SECONDS - since)) "$outcome"
    return "$status"
}

# What a log says of a certificate, short.
certificate_words() {
    grep -m 1 -ioE '(certificate (verify|verification) failed[^)"]*|the certificate is NOT trusted[^"]*|self.signed certificate[^)"]*)' "$1" |
        head -n 1 | cut -c 1-160
}

# fail_with LOG WHAT: says why a step failed, as far as its log tells, and gives up.
fail_with() {
    local log=$LOGS/$1.log what=$2
    if grep -qE 'No space left on device|Errno 28|not enough free space' "$log"; then
        die "$what failed because the disk is full; make room for $ROOT (see docs/setup.md) and start again."
    elif grep -qiE 'certificate (verify failed|verification failed|is not trusted|signed by unknown)|CERTIFICATE_VERIFY_FAILED|self.signed certificate|unable to get local issuer' "$log"; then
        die "$what failed because the server's certificate is not trusted: $(certificate_words "$log"). Where a proxy inspects TLS, install its certificate (update-ca-certificates) and set PIP_CERT and SSL_CERT_FILE to it ($log)."
    elif grep -qE 'Temporary failure (resolving|in name resolution)|Name or service not known|Network is unreachable|Could not (connect|resolve)|NewConnectionError|ProxyError|ConnectTimeout|Max retries exceeded|Connection (refused|timed out|failed)|Read timed out|No address associated' "$log"; then
        die "$what failed because the network cannot be reached; connect, or set http_proxy and https_proxy, and start again ($log)."
    elif grep -qE 'DO NOT MATCH THE HASHES' "$log"; then
        die "$what was refused: a downloaded file is not the one that packaging/setup pins by its hash ($log)."
    elif grep -qE 'Killed signal|cannot allocate memory|out of memory' "$log"; then
        die "$what failed for want of memory; close other programs, or start it again with ASG_JOBS=1 ($log)."
    fi
    die "$what failed: $(grep -m 1 -iE '(error|^E):' "$log" || tail -n 1 "$log") ($log)"
}

# require_room MEGABYTES FOLDER WHAT
require_room() {
    local free
    free=$(df -Pm "$2" | awk 'NR == 2 {print $4}')
    ((free >= $1)) || die "$3 needs $1 MB of disk in $2, where $free MB are free; make room and start again."
}
