# shellcheck shell=bash
# Debian packages. A list holds one package a line; 'a | b' takes whichever of them the distribution has, 'a [trixie]'
# stands for that release alone.

package_lines() {
    sed -e 's/#.*//' -e 's/[[:space:]]//g' -e "s/\\[$(release_codename)\\]\$//" -e '/\]$/d' -e '/^$/d' "$@"
}
release_codename() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null | grep . || echo none; }

# Prints the lines of which no alternative is installed. One call of dpkg-query for all, so that it costs nothing
# when nothing is missing.
missing_packages() {
    local installed line name found
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | sed -n 's/^ii *//p')
    while read -r line; do
        found=no
        for name in ${line//|/ }; do
            if grep -qx -- "$name" <<<"$installed"; then found=yes; fi
        done
        [[ $found == yes ]] || printf '%s\n' "$line"
    done < <(package_lines "$@")
}

# The first alternative that apt knows, or else the first one, so that apt says what it does not know.
choose_package() {
    local name
    for name in ${1//|/ }; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "${1%%|*}"
}

# Fills AS_ROOT with what makes a command run as root; fails when nothing does.
find_root() {
    AS_ROOT=()
    ((EUID == 0)) && return 0
    command -v sudo >/dev/null || return 1
    AS_ROOT=(sudo)
    sudo -n true 2>/dev/null && return 0
    [[ -t 0 ]] && sudo -v
}

# install_packages LIST…: installs what is missing of the lists, and says in PACKAGES_CHANGED whether it did.
PACKAGES_CHANGED=no
install_packages() {
    command -v apt-get >/dev/null ||
        die "this system has no apt; install what packaging/setup/packages-*.txt names on Debian 12 or 13."
    local -a missing names=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    find_root || die "these packages are missing and only root can install them: apt-get install --no-install-recommends ${missing[*]%%|*}"
    require_room 3500 /usr "installing ${#missing[@]} packages and what they need"
    local -a apt=("${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2)
    step apt-update 'reading the package lists' "${apt[@]}" update || fail_with apt-update 'reading the package lists'
    # apt answers a list that it could not fetch with a warning only.
    if grep -q '^W: Failed to fetch' "$LOGS/apt-update.log"; then fail_with apt-update 'reading the package lists'; fi
    local line
    for line in "${missing[@]}"; do names+=("$(choose_package "$line")"); done
    say "  missing: ${names[*]}"
    step apt-install "installing ${#names[@]} packages and what they need" \
        "${apt[@]}" install -y --no-install-recommends "${names[@]}" || fail_with apt-install 'installing the packages'
    # shellcheck disable=SC2034 # read by configure
    PACKAGES_CHANGED=yes
}
