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

mounted=()
# shellcheck disable=SC2317 # called by the trap
unmount_all() {
    local i
    for ((i = ${#mounted[@]} - 1; i >= 0; --i)); do umount -l "${mounted[i]}" || true; done
}
trap unmount_all EXIT
bring() { # bring OPTIONS… PLACE: mounts, to be undone at the end
    mkdir -p "${!#}"
    mount "$@" && mounted+=("${!#}")
}

# A proxy that inspects TLS is trusted there only if its certificate is.
carry_network() {
    local variable file
    cp /etc/resolv.conf "$folder/etc/resolv.conf" 2>/dev/null || true
    : >"$folder/srv/network.env"
    for variable in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY PIP_INDEX_URL PIP_CERT SSL_CERT_FILE; do
        [[ -n ${!variable:-} ]] || continue
        if [[ $variable == *CERT* ]]; then
            file=/srv/machine-certificates.pem
            cp "${!variable}" "$folder$file"
            printf 'export %s=%q\n' "$variable" "$file" >>"$folder/srv/network.env"
        else
            printf 'export %s=%q\n' "$variable" "${!variable}" >>"$folder/srv/network.env"
        fi
    done
}

# inside NAME COMMAND: runs it in the tree there; waited and processor seconds go to stdout.
inside() {
    local name=$1 log=$folder/srv/$1.log status=0
    shift
    local began=$SECONDS
    TIMEFORMAT="$name: processor %U s + %S s in the kernel"
    time chroot "$folder" /usr/bin/env -i HOME=/srv PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI=true \
        ASG_WARNINGS_AS_ERRORS=ON ASG_SHARED_DATA="${ASG_SHARED_DATA:+/srv/shared-data}" \
        bash -c ". /srv/network.env; cd /srv/asg-viewer && $*" >"$log" 2>&1 </dev/null || status=$?
    printf '%s on %s: %d s waited, exit code %d (%s)\n' "$name" "$suite" $((SECONDS - began)) "$status" "$log"
    tail -n 4 "$log" | sed 's/^/    /'
    return "$status"
}

if [[ $keep == no ]]; then
    [[ ! -e $folder ]] || { echo "$folder is there already; remove it, or say --keep." >&2; exit 2; }
    debootstrap --variant=minbase "$suite" "$folder" >"$folder.debootstrap.log" 2>&1 ||
        { echo "debootstrap failed: $(tail -n 1 "$folder.debootstrap.log") ($folder.debootstrap.log)" >&2; exit 1; }
fi
bring -t proc proc "$folder/proc"
bring --rbind /dev "$folder/dev"
bring -t tmpfs tmpfs "$folder/dev/shm"
if [[ -n ${ASG_SHARED_DATA:-} ]]; then bring --bind -o ro "$ASG_SHARED_DATA" "$folder/srv/shared-data"; fi
carry_network
rm -rf "$tree" && mkdir -p "$tree"
git -C "$root" archive HEAD | tar -x -C "$tree"

failed=0
if [[ $what != test ]]; then
    inside run './run.sh' || failed=1
    inside again './run.sh' || failed=1
    # The viewer's log says when its first picture is on the screen.
    # shellcheck disable=SC2016 # for the shell in there
    inside viewer 'apt-get install -y --no-install-recommends xvfb xauth >/dev/null &&
        export XDG_STATE_HOME=/srv/state QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 &&
        sample=build/release/share/asg/sample-study &&
        (timeout 60 xvfb-run -a -s "-screen 0 1600x1000x24" build/release/bin/asg-viewer $sample/phantom.dcm \
            --report $sample/report.txt & for i in $(seq 50); do sleep 1
            grep -q "picture shown" /srv/state/asg/asg-viewer.log 2>/dev/null && echo "the viewer showed its picture" && exit 0
        done; echo "the viewer showed no picture"; exit 1)' || failed=1
fi
if [[ $what != run ]]; then inside test './test.sh' || failed=1; fi
exit "$failed"
