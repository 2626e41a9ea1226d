#!/usr/bin/env bash
# Tries the Debian packages on a machine that has nothing: try-package.sh [--keep] SUITE FOLDER [PACKAGES]
#
# Makes a new Debian of that suite (bookworm, trixie) in FOLDER with debootstrap. There it installs asg-viewer by apt,
# uses it as a plain user without LibTorch and with it, starts the viewer under Xvfb until its first picture is shown,
# upgrades, removes and purges, and looks each time whether the user's own files are what they were. PACKAGES holds what
# packaging/make-packages.sh made (build/packages). Says for each step the seconds; what a step wrote is in FOLDER/srv.
# Needs root, a network, and packaging/setup/packages-package.txt. --keep uses the Debian that FOLDER already holds.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
keep=no
if [[ ${1:-} == --keep ]]; then
    keep=yes
    shift
fi
(($# >= 2)) || {
    sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}
suite=$1 folder=$2 packages=${3:-$root/build/packages}

# shellcheck source=packaging/setup/chroot.sh
. "$root/packaging/setup/chroot.sh"
INSIDE=(DEBIAN_FRONTEND=noninteractive)

# the_newest NAME: of the packages that were made.
the_newest() {
    local file
    # shellcheck disable=SC2012 # the names are the packages' own
    file=$(ls -t "$packages/$1"_*.deb 2>/dev/null | head -n 1)
    [[ -n $file ]] || { echo "$packages holds no $1; packaging/make-packages.sh makes it." >&2; exit 1; }
    echo "$file"
}

# As a version that came later: the same files with a higher number.
make_newer() {
    local name tree=$folder/srv/newer
    for name in asg-viewer asg-training; do
        rm -rf "$tree" && dpkg-deb -R "$(the_newest "$name")" "$tree"
        sed -i -e 's/^\(Version: .*\)$/\1+newer/' -e 's/(= \([^)]*\))/(= \1+newer)/' "$tree/DEBIAN/control"
        dpkg-deb -Zgzip -b "$tree" "$folder/srv/packages/newer/$name.deb" >/dev/null
    done
    rm -rf "$tree"
}

disk() { du -sxm --exclude=./srv --exclude=./proc --exclude=./dev "$folder" | cut -f 1; }

# try NAME COMMAND: one step, by root.
failed=0
try() {
    local name=$1
    shift
    inside "$name" /srv/packages "$*" || failed=1
}
# try_as_reader NAME COMMAND: one step, by a user who has no rights.
try_as_reader() {
    local name=$1 script=/srv/packages/$1.sh
    shift
    printf 'set -euo pipefail\nexport QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1\nsample=/usr/share/asg-viewer/sample-study\ncd\n%s\n' \
        "$*" >"$folder$script"
    inside "$name" /srv/packages "runuser -l reader -c 'bash $script'" || failed=1
}
# The user's own files, each with its hash; a log goes on by itself and is left out.
# shellcheck disable=SC2016 # for the shell in there
own_files='find ~ -type f ! -name "*.log" ! -path "*/.cache/*" -print0 | sort -z | xargs -0 sha256sum'
# shellcheck disable=SC2016
viewer_shows='(timeout 90 xvfb-run -a -s "-screen 0 1600x1000x24" asg-viewer $sample/phantom.dcm --report $sample/report.txt &)
for i in $(seq 80); do
    if grep -q "picture shown" ~/.local/state/asg/asg-viewer.log 2>/dev/null; then
        grep -E "starts|picture shown" ~/.local/state/asg/asg-viewer.log && echo "the viewer showed its picture"
        sleep 5; pkill -u "$(id -u)" -x asg-viewer; exit 0
    fi
    sleep 1
done
echo "the viewer showed no picture"; exit 1'
# shellcheck disable=SC2016
analysed='asg analyse $sample/phantom.dcm --report $sample/report.txt --out /tmp/out && test -s /tmp/out/phantom/overlay.png &&
python3 -c "import json; a = json.load(open(\"/tmp/out/phantom/analysis.json\")); print(len(a[\"regions\"]), \"regions,\", len(a[\"links\"]), \"links\"); assert a[\"regions\"] and a[\"links\"]"'

make_debian "$keep"
mkdir -p "$folder/srv/packages/newer"
cp "$(the_newest asg-viewer)" "$folder/srv/packages/asg-viewer.deb"
cp "$(the_newest asg-training)" "$folder/srv/packages/asg-training.deb"
make_newer
chmod -R a+rX "$folder/srv/packages"
for name in asg-viewer asg-training; do
    printf '%s: %s bytes, %s kB installed\n' "$name" "$(stat -c %s "$(the_newest "$name")")" \
        "$(dpkg-deb -f "$(the_newest "$name")" Installed-Size)"
done

try lists 'apt-get update -q'
before=$(disk)
began=$SECONDS
try install 'apt-get install -y -q ./asg-viewer.deb && apt-get clean'
printf 'asg-viewer with what it needs: %d MB of disk\n' $(($(disk) - before))
try others 'apt-get install -y -q --no-install-recommends xvfb xauth procps man-db python3 python3-pip ca-certificates && useradd -m -s /bin/bash reader'
# shellcheck disable=SC2016 # for the shell in there
try_as_reader alone 'asg --version && asg-viewer --version && man -w asg asg-parse asg-viewer asg-fetch-libtorch &&
asg info $sample/phantom.dcm && asg render $sample/phantom.dcm --out picture.png && test -s picture.png &&
asg parse $sample/report.txt && ! asg analyse $sample/phantom.dcm 2>said && cat said && grep -q asg-fetch-libtorch said && ! asg doctor >looked && cat looked && test "$(grep -c ^problem looked)" = 1'
try_as_reader shown "$viewer_shows"
printf 'from nothing to a picture: %d s\n' $((SECONDS - began))
try libtorch 'asg-fetch-libtorch --yes'
try_as_reader analyse "$analysed && asg doctor"
try training 'apt-get install -y -q ./asg-training.deb && asg train --help && asg evaluate --help && man -w asg-train'
try_as_reader files "$own_files >/tmp/own-files && grep -q report.txt /tmp/own-files && cat /tmp/own-files"

same="$own_files | diff - /tmp/own-files && echo \"the user's \$(wc -l </tmp/own-files) files are what they were\""
try upgrade 'apt-get install -y -q ./newer/asg-viewer.deb ./newer/asg-training.deb && dpkg-query -W asg-viewer asg-training | grep -c newer'
try_as_reader upgraded "$same && $analysed"
try remove 'apt-get remove -y -q asg-viewer && test ! -e /usr/bin/asg && test ! -e /usr/lib/asg-viewer && test ! -e /usr/share/asg-viewer'
try_as_reader removed "$same"
# shellcheck disable=SC2016
try purge 'apt-get install -y -q ./newer/asg-viewer.deb && apt-get purge -y -q asg-viewer && ! dpkg -l | grep asg- && left=$(find / -xdev \( -path /home -o -path /srv -o -path /proc -o -path /tmp \) -prune -o -iname "*asg[-_]*" -print) && echo "left: ${left:-nothing}" && test -z "$left"'
try_as_reader purged "$same"
if ((failed)); then echo 'something failed, see above'; else echo 'all of it worked'; fi
exit "$failed"
