"""The Python side of the pickle tests.

load              stdin: base64 pickles. stdout: base64 of repr(value), then 1 if pickle.dumps writes the same bytes.
                  Both unpicklers must agree.
dump SEED COUNT   stdout: base64 pickle, base64 of repr(value); all protocols, both picklers, optimised or not.
floats            stdin: hex of the eight bytes of a double. stdout: repr.
json              stdin: base64 of JSON that must be what json.dumps writes. stdout: repr of the value.
"""
import base64
import collections
import datetime
import json
import pickle
import pickletools
import random
import struct
import sys


def b64(data):
    return base64.b64encode(data).decode()


def text_of(value):
    return b64(repr(value).encode("utf-8", "surrogatepass"))


def load():
    for line in sys.stdin:
        data = base64.b64decode(line)
        value = pickle.loads(data)
        assert repr(pickle._loads(data)) == repr(value), "the two unpicklers disagree"
        print(text_of(value), int(pickle.dumps(value, 5) == data))


def random_text(rnd):
    alphabet = rnd.choice(["abc xyz", "'\"\\\n\r\t\0\x7f", "\xe9\xad\u0416\u2028\ud800\udfff\U0001f600\U000e0001\u200b"])
    text = "".join(rnd.choice(alphabet) for _ in range(rnd.choice([0, 1, 3, 10, 300])))
    # Java's text cannot tell two surrogates side by side from the one character that they make.
    return text.replace("\ud800\udfff", "\U0001f600")


def random_zone(rnd):
    seconds = rnd.randrange(-86399, 86400)
    return rnd.choice([
        None,
        datetime.timezone.utc,
        datetime.timezone(datetime.timedelta(seconds=seconds)),
        datetime.timezone(datetime.timedelta(seconds=seconds, microseconds=rnd.randrange(100)), "zone"),
    ])


def random_date(rnd):
    clock = (rnd.randrange(24), rnd.randrange(60), rnd.choice([0, 59]), rnd.choice([0, 999999, 1]))
    day = (rnd.choice([1, 1970, 2026, 9999]), rnd.randrange(1, 13), rnd.randrange(1, 28))
    fold = rnd.randrange(2)
    return rnd.choice([
        lambda: datetime.datetime(*day, *clock, tzinfo=random_zone(rnd), fold=fold),
        lambda: datetime.date(*day),
        lambda: datetime.time(*clock, tzinfo=random_zone(rnd), fold=fold),
        lambda: datetime.timedelta(rnd.randrange(-9999, 9999), rnd.randrange(99999), rnd.choice([0, 1, 999999])),
        lambda: random_zone(rnd),
    ])()


def random_atom(rnd):
    return rnd.choice([
        lambda: None,
        lambda: rnd.random() < 0.5,
        lambda: rnd.randrange(-300, 70000),
        lambda: rnd.choice([1, -1]) * (1 << rnd.randrange(2100)) + rnd.randrange(-2, 3),
        lambda: rnd.choice([0.0, -0.0, 1.5, 1e16, 1e-5, float("inf"), float("-inf"), float("nan"), rnd.random(),
                            struct.unpack("<d", rnd.randbytes(8))[0]]),
        lambda: random_text(rnd),
        lambda: rnd.randbytes(rnd.choice([0, 1, 5, 300])),
        lambda: bytearray(rnd.randbytes(rnd.choice([0, 1, 5]))),
        lambda: random_date(rnd),
    ])()


def hashable(rnd):
    while True:
        value = random_atom(rnd)
        if not isinstance(value, bytearray):
            return value if rnd.random() < 0.8 else (value, 1)


def random_value(rnd, depth=0):
    if depth > 3 or rnd.random() < 0.4:
        return random_atom(rnd)
    size = rnd.choice([0, 1, 2, 3, 4, 7])

    def items():
        made = [random_value(rnd, depth + 1) for _ in range(size)]
        return made + made[:1] if rnd.random() < 0.2 else made

    return rnd.choice([
        items,
        lambda: tuple(items()),
        lambda: {hashable(rnd): random_value(rnd, depth + 1) for _ in range(size)},
        lambda: {rnd.randrange(1000)} if size else set(),
        lambda: frozenset([random_text(rnd)]) if size else frozenset(),
    ])()


def dump(seed, count):
    rnd = random.Random(seed)
    big = [list(range(2500)), {str(i): i for i in range(2000)}, "x" * 70000, [b"y" * 66000, "z" * 300] * 2,
           [[]], {"a": {}}, {"k": "long text " * 9000}]
    recursive = []
    recursive.append(recursive)
    mapping = {}
    mapping["self"] = (mapping,)
    values = big + [recursive, mapping] + [random_value(rnd) for _ in range(count)]
    for value in values:
        for protocol in range(6):
            data = rnd.choice([pickle.dumps, pickle._dumps])(value, protocol)
            if rnd.random() < 0.3 and len(data) < 10000:
                data = pickletools.optimize(data)
            # The order of a set may change on its way; what counts is the value that the bytes hold.
            print(b64(data), text_of(pickle.loads(data)))


def floats():
    for line in sys.stdin:
        print(repr(struct.unpack(">d", bytes.fromhex(line.strip()))[0]))


def read_json():
    for line in sys.stdin:
        data = base64.b64decode(line)
        value = json.loads(data.decode("utf-8"))
        assert json.dumps(value).encode("utf-8") == data, "json.dumps writes it differently"
        print(text_of(value))


if __name__ == "__main__":
    command = sys.argv[1]
    if command == "load":
        load()
    elif command == "dump":
        dump(int(sys.argv[2]), int(sys.argv[3]))
    elif command == "floats":
        floats()
    else:
        read_json()
