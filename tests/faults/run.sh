#!/bin/sh
# The n-th fault, over everything that writes; see faults.py. The journal's, which a test runs as well, come first.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${ASG_BUILD:-$here/../../build/release}
"$build/bin/test_journal_faults"
exec python3 "$here/faults.py" --build "$build" "$@"
