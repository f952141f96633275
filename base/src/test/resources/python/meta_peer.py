"""The Python side of the meta patch tests.

generate SEED COUNT   stdout: base64 pickle of a random dict.
check                 stdin: base64 pickle before, base64 pickle after, key, number.
                      Every way of loading must give the old value with that key set. stdout: ok.
"""
import base64
import collections
import io
import pickle
import pickletools
import random
import sys


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Settings(dict):
    pass


KEYS = ["interval", "repeat", "cron_string", "use_local_timezone", "user", "n", "k\u00e9", "x" * 300]


def value(rnd, shared, depth=0):
    choice = rnd.randrange(14 if depth < 3 else 8)
    if choice < 3:
        return rnd.choice([0, 3, 255, 256, 65535, 65536, -1, 1 << 31, 1 << 40, -(1 << 90)])
    if choice == 3:
        return rnd.choice(["text", "repeat", "interval", "x" * 300])
    if choice == 4:
        return rnd.choice([None, True, False, 1.5, b"\0.", b"repeat"])
    if choice == 5:
        return rnd.choice(shared)
    if choice == 6:
        return Point(rnd.randrange(9), {"repeat": rnd.randrange(99)})
    if choice == 7:
        return rnd.choice(["y" * 70000, b"z" * 66000]) if rnd.random() < 0.02 else ()
    if choice < 10:
        return [value(rnd, shared, depth + 1) for _ in range(rnd.randrange(4))]
    if choice == 10:
        return tuple(value(rnd, shared, depth + 1) for _ in range(rnd.randrange(5)))
    return {rnd.choice(KEYS): value(rnd, shared, depth + 1) for _ in range(rnd.randrange(4))}


def generate(seed, count):
    rnd = random.Random(seed)
    for _ in range(count):
        shared = [["shared"], {"repeat": 7}, "shared text", 1000]
        items = [(rnd.choice(KEYS), value(rnd, shared)) for _ in range(rnd.randrange(8))]
        if rnd.random() < 0.004:
            items += [(f"k{i}", i) for i in range(1100)]
            rnd.shuffle(items)
        meta = dict(items)
        kind = rnd.randrange(10)
        if kind == 0:
            meta = collections.OrderedDict(meta)
        elif kind == 1:
            meta = collections.defaultdict(int, meta)
        elif kind == 2 and meta:
            meta = Settings(meta)
        elif kind == 3:
            meta = collections.Counter({k: v for k, v in meta.items() if type(v) is int})
        elif kind == 5:
            meta = collections.UserDict(meta)
        elif kind == 6:
            meta = collections.ChainMap(meta, {rnd.choice(KEYS): rnd.randrange(99)})
        if kind == 4:
            meta["self"] = meta
        data = rnd.choice([pickle.dumps, pickle._dumps])(meta, rnd.randrange(6))
        if rnd.random() < 0.3:
            data = pickletools.optimize(data)
        if rnd.random() < 0.1:
            data += b"after the end."
        print(base64.b64encode(data).decode())


class NoPeek:
    def __init__(self, data):
        self.file = io.BytesIO(data)
        self.read, self.readline = self.file.read, self.file.readline


def loads_in_python(data):
    """False for the few streams that only the C unpickler takes, such as a dict to which nothing is appended."""
    try:
        pickle._loads(data)
        return True
    except AttributeError:
        return False


def check():
    for line in sys.stdin:
        before, after, key, number = line.rstrip("\n").split("\t")
        before, after = base64.b64decode(before), base64.b64decode(after)
        want = pickle.loads(before)
        want[key] = int(number)
        loads = [pickle.loads(after), pickle.load(NoPeek(after)), pickle.load(io.BufferedReader(io.BytesIO(after)))]
        if loads_in_python(before):
            loads += [pickle._loads(after), pickle._Unpickler(io.BytesIO(after)).load()]
        for got in loads:
            assert type(got) is type(want), (type(got), type(want))
            assert type(got[key]) is int
            assert repr(got) == repr(want), (repr(got)[:500], repr(want)[:500])
        print("ok")


if __name__ == "__main__":
    if sys.argv[1] == "generate":
        generate(int(sys.argv[2]), int(sys.argv[3]))
    else:
        check()
