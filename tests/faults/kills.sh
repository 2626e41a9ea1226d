#!/bin/sh
# kills.sh N [M]: N kills (SIGKILL) at random moments of a scripted reader and of the real window, what was shown against what is on the
# disk; then M (N / 10 unless said) of `asg analyse` and `asg train`, each gone on with to its end.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${ASG_BUILD:-$here/../../build/release}
count=${1:?how many kills?}
# Qt ends a test function after five minutes.
ASG_KILLS=$count QTEST_FUNCTION_TIMEOUT=$((count * 60000)) QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 \
    xvfb-run -a -s "-screen 0 1920x1200x24" "$build/bin/test_kills" -maxwarnings 0
exec python3 "$here/kills.py" --build "$build" "${2:-$(((count + 9) / 10))}"
