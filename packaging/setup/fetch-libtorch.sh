#!/usr/bin/env bash
# asg-fetch-libtorch of the Debian package: LibTorch beside the installed programs, by the hashes of libtorch.txt.
set -euo pipefail

usage() {
    cat <<'END'
Fetches LibTorch, which runs ASG Viewer's model and trains others, and lays it beside the installed programs.
Usage: asg-fetch-libtorch [OPTIONS]

It comes from PyPI (pypi.org), pinned by hash: PyTorch's wheel (BSD-3-Clause) and two libraries of NVIDIA's CUDA toolkit
that it does not load without, under NVIDIA's CUDA Toolkit End User License Agreement: proprietary, and made for systems
with NVIDIA's GPUs. The package does not contain them for that reason; whoever fetches them agrees to it. The texts lie
beside the libraries afterwards. Needs root and the packages python3 and python3-pip. Pictures, reports and decisions
need none of this.

Options:
  --yes                       Do not ask
  --gpu                       With what an NVIDIA GPU needs: 2.4 GB to download, 4 GB of disk
  --remove                    Remove it
  -h,--help                   Print this help message and exit
END
}

agree() {
    say "LibTorch $version from PyPI: 0.54 GB to download, 0.5 GB of disk when it is done, 2 GB while it is unpacked."
    if [[ $gpu == yes ]]; then say "NVIDIA's libraries for a GPU: 1.9 GB more to download, 3.5 GB more of disk."; fi
    say "It is under the BSD licence of PyTorch, and NVIDIA's libraries under the CUDA Toolkit End User License Agreement"
    say "(proprietary: https://docs.nvidia.com/cuda/eula). Fetching it agrees to both."
    [[ $asked == yes ]] && return
    [[ -t 0 ]] || die 'nobody can be asked here; say --yes.'
    local answer
    read -r -p 'Fetch it? [y/N] ' answer
    [[ $answer == [yY]* ]] || exit 1
}

# Python's half and the headers are of no use here; without a GPU neither is CUDA's half.
keep_libraries_alone() {
    local folder=$1 file
    find "$folder" -mindepth 1 -maxdepth 1 ! -name torch ! -name nvidia ! -name '*.dist-info' -exec rm -rf {} +
    find "$folder/torch" -mindepth 1 -maxdepth 1 ! -name lib -exec rm -rf {} +
    find "$folder/torch/lib" -mindepth 1 \( -type d -o -name 'libtorch_python*' -o -name libshm.so \) -prune -exec rm -rf {} +
    find "$folder/nvidia" -type d \( -name include -o -name bin -o -name src \) -prune -exec rm -rf {} +
    find "$folder" -name '*.a' -delete
    [[ $gpu == no ]] || return 0
    for file in "$folder"/torch/lib/*; do
        case $(basename "$file") in libc10.so | libtorch_cpu.so | libgomp*) ;; *) rm -rf "$file" ;; esac
    done
    find "$folder/nvidia" -name 'lib*.so*' ! -name 'libcudart.so*' ! -name 'libcupti.so*' -delete
}

fetch() {
    local new=$target.new
    "$PYTHON" -m pip --version >/dev/null 2>&1 || die 'pip is missing: apt-get install --no-install-recommends python3-pip'
    agree
    rm -rf "$new"
    install_wheels libtorch.txt "$new" 2000 'LibTorch'
    if [[ $gpu == yes ]]; then install_wheels libtorch-cuda.txt "$new" 5000 "NVIDIA's libraries"; fi
    keep_libraries_alone "$new"
    # What is there works until the new one does; versions before it are of no use any more.
    rm -rf "$target"
    mv "$new" "$target"
    find "$DEPS" -mindepth 1 -maxdepth 1 -name 'libtorch-*' ! -path "$target" -exec rm -rf {} +
    chmod -R a+rX "$target"
    say "LibTorch is there: $(du -sm "$target" | cut -f 1) MB in $target."
    "$programs/asg" model verify || die 'the model does not run with it; its message stands above.'
}

programs=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
asked=no gpu=no remove=no
for word in "$@"; do
    case $word in
        -h | --help) usage && exit 0 ;;
        --yes) asked=yes ;;
        --gpu) gpu=yes ;;
        --remove) remove=yes ;;
        *) printf 'asg-fetch-libtorch: what is %q? See --help.\n' "$word" >&2 && exit 2 ;;
    esac
done
setup=$programs/../share/asg/setup
# shellcheck source=packaging/setup/common.sh
. "$setup/common.sh"
SETUP=$setup
DEPS=$(dirname "$programs")
# shellcheck source=packaging/setup/libtorch.sh
. "$setup/libtorch.sh"
((EUID == 0)) || die 'only root can write beside the programs; say sudo asg-fetch-libtorch.'
version=$(sed -n 's/^torch==\([0-9.]*\).*/\1/p' "$SETUP/libtorch.txt")
target=$DEPS/libtorch-$version
if [[ $remove == yes ]]; then
    rm -rf "$DEPS"/libtorch-*
    exit 0
fi
LOGS=$(mktemp -d)
umask 022
fetch
rm -rf "$LOGS"
