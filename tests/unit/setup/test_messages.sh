#!/usr/bin/env bash
# What run.sh and test.sh say when a step fails: test_messages.sh ROOT.
set -uo pipefail
ROOT_UNDER_TEST=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# says LOG_TEXT WORDS: a step whose log holds the text is explained with the words.
says() {
    local told
    printf '%s\n' "$1" >"$folder/step.log"
    told=$(
        # shellcheck source=packaging/setup/common.sh
        . "$ROOT_UNDER_TEST/packaging/setup/common.sh"
        LOGS=$folder
        fail_with step 'the step' 2>&1
    )
    if [[ $told != *"$2"* ]]; then
        printf 'expected "%s" in:\n%s\n' "$2" "$told"
        failed=1
    fi
}

# taken RELEASE LIST EXPECTED: the packages of a list on that release.
taken() {
    local found
    printf '%s\n' "$2" >"$folder/list"
    found=$(
        # shellcheck source=packaging/setup/packages.sh
        . "$ROOT_UNDER_TEST/packaging/setup/packages.sh"
        release=$1
        release_codename() { echo "$release"; }
        package_lines "$folder/list" | tr '\n' ' '
    )
    if [[ $found != "$3" ]]; then
        printf 'on %s expected "%s", found "%s"\n' "$1" "$3" "$found"
        failed=1
    fi
}

says "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)')): Max retries exceeded" \
    'certificate is not trusted: certificate verify failed: self-signed certificate in certificate chain'
says 'W: Failed to fetch https://deb.example/InRelease  Certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown.' \
    'certificate is not trusted: Certificate verification failed: The certificate is NOT trusted'
says 'E: Temporary failure resolving deb.example' 'the network cannot be reached'
says 'cc1plus: fatal error: No space left on device' 'the disk is full'
says 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.' 'pins by its hash'
says 'c++: fatal error: Killed signal terminated program cc1plus' 'for want of memory'
says 'main.cpp:1:1: error: something else' 'main.cpp:1:1: error: something else'

list=$'a  # why\nb [trixie]\nc | d\n# nothing'
taken bookworm "$list" 'a c|d '
taken trixie "$list" 'a b c|d '
exit "$failed"
