# shellcheck shell=bash
# Read by try-in-chroot.sh and try-package.sh, with $suite and $folder set: a new Debian of that suite in that folder,
# and what is run there.

suite=${suite:?} folder=${folder:?}
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

# make_debian yes|no: new, or the one that is there is kept.
make_debian() {
    if [[ $1 == no ]]; then
        [[ ! -e $folder ]] || { echo "$folder is there already; remove it, or say --keep." >&2; exit 2; }
        debootstrap --variant=minbase "$suite" "$folder" >"$folder.debootstrap.log" 2>&1 ||
            { echo "debootstrap failed: $(tail -n 1 "$folder.debootstrap.log") ($folder.debootstrap.log)" >&2; exit 1; }
    fi
    bring -t proc proc "$folder/proc"
    bring --rbind /dev "$folder/dev"
    bring -t tmpfs tmpfs "$folder/dev/shm"
    carry_network
}

# inside NAME PLACE COMMAND: runs it there; waited and processor seconds go to stdout. INSIDE: more words for env.
INSIDE=()
inside() {
    local name=$1 place=$2 log=$folder/srv/$1.log status=0
    shift 2
    local began=$SECONDS
    TIMEFORMAT="$name: processor %U s + %S s in the kernel"
    time chroot "$folder" /usr/bin/env -i HOME=/srv PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${INSIDE[@]}" \
        bash -c ". /srv/network.env; cd $place && $*" >"$log" 2>&1 </dev/null || status=$?
    printf '%s on %s: %d s waited, exit code %d (%s)\n' "$name" "$suite" $((SECONDS - began)) "$status" "$log"
    tail -n 4 "$log" | sed 's/^/    /'
    return "$status"
}
