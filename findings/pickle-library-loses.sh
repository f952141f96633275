#!/usr/bin/env bash
# net.razorvine:pickle 1.5 (Java) reads a Python pickle and silently writes back less than was in it.
#
# A dict loses its order, a datetime its digits after the milliseconds, and a datetime that is written back cannot be read by a Python
# without pytz, although it had no zone.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

maven net.razorvine:pickle:1.5
debian sid python3-minimal libpython3-stdlib
python >"$scratch/value" <<'PY'
import datetime, pickle, sys
sys.stdout.buffer.write(pickle.dumps([{"b": 1, "a": 2}, datetime.datetime(2026, 11, 30, 9, 0, 0, 123456)], 4))
PY
cat >"$scratch/Again.java" <<'JAVA'
import java.nio.file.*;
import java.util.*;
import net.razorvine.pickle.*;

class Again {
    public static void main(String[] args) throws Exception {
        var list = (List<?>) new Unpickler().loads(Files.readAllBytes(Path.of(args[0])));
        System.out.println(list.get(0) + " and " + ((Calendar) list.get(1)).get(Calendar.MILLISECOND) + " ms");
        Files.write(Path.of(args[1]), new Pickler().dumps(list.get(1)));
    }
}
JAVA
back=$(java -cp "$classpath" "$scratch/Again.java" "$scratch/value" "$scratch/again" 2>"$scratch/java.log") ||
    { cat "$scratch/java.log" >&2; fail "it does not run"; }
seen "of {'b': 1, 'a': 2} and 09:00:00.123456" "{a=2, b=1} and 123 ms" "$back"
again=$(python "$scratch/again" <<'PY'
import pickle, sys
try:
    print(pickle.load(open(sys.argv[1], "rb")))
except ImportError as e:
    print(e)
PY
)
seen "the date-time, read again by Python" "No module named 'pytz'" "$again"
