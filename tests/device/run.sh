#!/usr/bin/env bash
# run.sh: what a GPU must do for the shipped model (device_check.cpp), at most eight minutes.
#
#   here    ninja -C build/release device_check
#   there   LIBTORCH_ROOT=…/torch tests/device/run.sh
#
# "There" is a machine with an NVIDIA GPU, its driver and LibTorch with CUDA; of this project it needs this folder, resources/,
# models/pretrained/ and build/release/bin/device_check. Exit code 77: no GPU works there.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
check=${DEVICE_CHECK:-$root/build/release/bin/device_check}
if [[ -n ${LIBTORCH_ROOT:-} ]]; then export LD_LIBRARY_PATH=$LIBTORCH_ROOT/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; fi
export ASG_RESOURCES=${ASG_RESOURCES:-$root/resources}
nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2> /dev/null || echo "nvidia-smi: no card"
timeout --kill-after=10 470 "$check" "$root/models/pretrained/asg-small"
