#!/usr/bin/env bash
# Within Python 3.11 the pickle of an Enum member changed: 3.11.2 writes the member's name, later releases and 3.14 its value.
#
# A job enqueued with Debian 12's Python fails when the code that reads it has renamed a member; enqueued with 3.14 it works. If a value
# was changed, it is the other way round. A reader that loads no classes sees a name in one and a value in the other.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

member() {
    python <<'PY'
import enum, pickle, pickletools
class Color(enum.Enum):
    RED = 17
words = [arg for op, arg, place in pickletools.genops(pickle.dumps(Color.RED, 4)) if arg in ("RED", 17)]
print(*words)
PY
}
debian bookworm python3-minimal libpython3-stdlib
seen "$("$bin/python3" -V)" RED "$(member)"
debian sid python3-minimal libpython3-stdlib
seen "$("$bin/python3" -V)" 17 "$(member)"
