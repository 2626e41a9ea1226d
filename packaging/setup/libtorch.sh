# shellcheck shell=bash
# LibTorch out of PyTorch's wheel, unpacked into .deps/libtorch. Only its C++ half is used by the programs; the tests
# use its Python half too (python.sh). A stamp is written last: what has none is made again.

WHEELS=$DEPS/wheels
LIBTORCH=$DEPS/libtorch
PINNED_PYTHONS='3.11 3.12 3.13'

python_version() { "$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }
python_is_pinned() { [[ " $PINNED_PYTHONS " == *" $(python_version) "* ]]; }

# Which wheels pip takes. For a Python that none is pinned for, those of 3.11: C++ does not mind, only the golden tests do.
wheel_choice() {
    WHEEL_CHOICE=()
    python_is_pinned && return 0
    WHEEL_CHOICE=(--python-version 3.11 --implementation cp --abi cp311 --abi none)
    local platform
    for platform in manylinux_2_28 manylinux_2_27 manylinux_2_25 manylinux_2_18 manylinux2014 manylinux2010; do
        WHEEL_CHOICE+=(--platform "${platform}_x86_64")
    done
}

# What a stamp says: the list of wheels and the Python that they were chosen for.
stamp_of() {
    local tag
    tag=$(python_is_pinned && python_version || echo 3.11)
    printf '%s %s\n' "$(sha256sum <"$SETUP/$1" | cut -c 1-64)" "$tag"
}
stamped() { [[ -f $LIBTORCH/$1 && $(<"$LIBTORCH/$1") == "$(stamp_of "$2")" ]]; }

# fetch_wheels LIST: downloads into a folder on this disk, so that a small /tmp does not matter.
fetch_wheels() {
    rm -rf "$WHEELS" && mkdir -p "$WHEELS/tmp"
    TMPDIR=$WHEELS/tmp "$PYTHON" -m pip download --no-deps --no-cache-dir --only-binary=:all: --require-hashes \
        --disable-pip-version-check --retries 3 --timeout 60 "${WHEEL_CHOICE[@]}" -r "$SETUP/$1" -d "$WHEELS"
}

# unpack_wheels FOLDER: every wheel is removed once it is unpacked, so that the disk holds one at a time twice.
unpack_wheels() {
    local wheel
    for wheel in "$WHEELS"/*.whl; do
        "$PYTHON" -m zipfile -e "$wheel" "$1" && rm "$wheel" || return 1
    done
    rm -rf "$WHEELS"
}

# install_wheels LIST FOLDER MEGABYTES TITLE
install_wheels() {
    wheel_choice
    mkdir -p "$DEPS"
    require_room "$3" "$DEPS" "$4"
    step "download-${1%.txt}" "downloading $4" fetch_wheels "$1" || fail_with "download-${1%.txt}" "downloading $4"
    step "unpack-${1%.txt}" "unpacking $4" unpack_wheels "$2" || fail_with "unpack-${1%.txt}" "unpacking $4"
}

check_own_libtorch() {
    [[ -f $LIBTORCH_ROOT/include/torch/csrc/api/include/torch/torch.h && -f $LIBTORCH_ROOT/lib/libtorch_cpu.so ]] ||
        die "LIBTORCH_ROOT=$LIBTORCH_ROOT holds no include/ and lib/ of a LibTorch; name the folder that does, or unset it."
}

install_libtorch() {
    if [[ -n ${LIBTORCH_ROOT:-} ]]; then
        check_own_libtorch
        return
    fi
    if ! stamped .stamp libtorch.txt; then
        rm -rf "$LIBTORCH.new"
        install_wheels libtorch.txt "$LIBTORCH.new" 2000 'LibTorch (540 MB, 1.2 GB unpacked)'
        stamp_of libtorch.txt >"$LIBTORCH.new/.stamp"
        rm -rf "$LIBTORCH"
        mv "$LIBTORCH.new" "$LIBTORCH"
    fi
    LIBTORCH_ROOT=$LIBTORCH/torch
}

has_nvidia_gpu() { command -v nvidia-smi >/dev/null && nvidia-smi -L 2>/dev/null | grep -q '^GPU'; }

# NVIDIA's libraries beside the two that every machine needs; the wheel's own RPATH finds them there.
install_cuda_libraries() {
    if [[ $LIBTORCH_ROOT != "$LIBTORCH/torch" ]] || stamped .stamp-cuda libtorch-cuda.txt; then return; fi
    install_wheels libtorch-cuda.txt "$LIBTORCH" 5000 "NVIDIA's libraries (1.9 GB, 2.7 GB unpacked)"
    stamp_of libtorch-cuda.txt >"$LIBTORCH/.stamp-cuda"
}
