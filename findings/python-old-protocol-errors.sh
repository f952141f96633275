#!/usr/bin/env bash
# Protocols 0 to 2 of Python's pickle write FileNotFoundError, PermissionError and similar as Python 2's OSError.
#
# The class is gone from the bytes: "exceptions.OSError" with an errno, from which Python 3 recreates the class when it loads them. A
# reader that relies on names takes every one of them for a plain OSError; one on a system with other errnos, for another error.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid python3-minimal libpython3-stdlib
names=$(python <<'PY'
import pickle, pickletools
data = pickle.dumps(FileNotFoundError(2, "No such file"), 2)
names = [arg for op, arg, place in pickletools.genops(data) if op.name == "GLOBAL"]
print(*names, "->", type(pickle.loads(data)).__name__)
PY
)
seen "FileNotFoundError by protocol 2" "exceptions OSError -> FileNotFoundError" "$names"
