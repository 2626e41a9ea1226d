# shellcheck shell=bash
# Python for the golden tests in .deps/python: the public implementations that the C++ is compared with. PyTorch itself
# is the wheel that LibTorch came in, joined by a .pth file.

PYTHON_TESTS=$DEPS/python

python_tests_stamp() { printf '%s %s %s\n' "$(stamp_of python-tests.txt)" "$(stamp_of libtorch.txt)" "$LIBTORCH"; }

make_python_tests() {
    rm -rf "$PYTHON_TESTS" && mkdir -p "$DEPS/tmp" &&
        "$PYTHON" -m venv --without-pip "$PYTHON_TESTS" &&
        TMPDIR=$DEPS/tmp "$PYTHON" -m pip --python "$PYTHON_TESTS/bin/python" install --no-deps --no-cache-dir \
            --only-binary=:all: --require-hashes --disable-pip-version-check --retries 3 --timeout 60 \
            -r "$SETUP/python-tests.txt" &&
        printf '%s\n' "$LIBTORCH" >"$PYTHON_TESTS/lib/python$(python_version)/site-packages/libtorch.pth" &&
        "$PYTHON_TESTS/bin/python" -c 'import torch, torchvision, timm, efficientnet_lite_pytorch, transformers, sklearn, highdicom' &&
        python_tests_stamp >"$PYTHON_TESTS/.stamp"
    local status=$?
    rm -rf "$DEPS/tmp"
    return "$status"
}

# Without network or room the golden tests skip themselves, visibly; everything else is tested all the same, so that
# this alone is no reason to fail. It runs in a shell of its own: what dies there ends only this part.
install_python_tests() {
    if [[ -f $PYTHON_TESTS/.stamp && $(<"$PYTHON_TESTS/.stamp") == "$(python_tests_stamp)" ]]; then return; fi
    if [[ $LIBTORCH_ROOT != "$LIBTORCH/torch" ]] || ! python_is_pinned; then
        say "  Python $(python_version) with this LibTorch has no pinned PyTorch: the golden tests against it will be skipped."
        return
    fi
    if ! (
        install_cuda_libraries
        require_room 1500 "$DEPS" 'Python for the golden tests'
        step python-tests 'Python for the golden tests (220 MB, 0.7 GB unpacked)' make_python_tests ||
            fail_with python-tests 'Python for the golden tests'
    ); then
        rm -rf "$PYTHON_TESTS"
        say '  The golden tests against PyTorch will be skipped.'
    fi
}
