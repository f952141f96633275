#!/usr/bin/python3
"""
Pickled arguments of the types that jobs are called with, and how they are to be shown: the live test reads the output, and
core/src/test/resources/pickles has that of CPython 3.11, 3.13 and 3.14, with pytz and dateutil installed:

    PYTHONHASHSEED=0 python3 interop/arguments.py > core/src/test/resources/pickles/python-3.11.tsv

A line for each value and protocol: label, protocol, pickle in base64, the text to show, repr() in Python, and, where the two
differ, why. The pickle does not say what a class of one's own makes of its value; where it does say it, the texts are equal.
"""

import array
import base64
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import ipaddress
import operator
import pathlib
import pickle
import re
import sys
import time
import types
import typing
import uuid
import warnings
import zoneinfo

warnings.simplefilter("ignore", DeprecationWarning)  # array('u')


class Color(enum.Enum):
    RED = 1
    BLUE = "b"


class Priority(enum.IntEnum):
    HIGH = 3


class Kind(enum.StrEnum):
    PARCEL = "parcel"


class Access(enum.Flag):
    READ = 4
    WRITE = 2
    RUN = 1


class Mode(enum.IntFlag):
    READ = 4
    WRITE = 2


@dataclasses.dataclass
class Order:
    id: int
    total: decimal.Decimal

    class State(enum.Enum):
        OPEN = "open"

    @dataclasses.dataclass
    class Line:
        count: int

    def pay(self):
        pass

    @classmethod
    def load(cls):
        pass


@dataclasses.dataclass(slots=True)
class Slotted:
    id: int
    name: str


@dataclasses.dataclass(frozen=True)
class Frozen:
    id: int


@dataclasses.dataclass(frozen=True, slots=True)
class FrozenSlotted:
    id: int
    name: str


@dataclasses.dataclass
class Login:
    user: str
    password: str = dataclasses.field(repr=False)
    access_token: str = dataclasses.field(repr=False)
    _session: object = dataclasses.field(default=None, repr=False)


@dataclasses.dataclass
class Empty:
    pass


class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Mixed(Plain):
    __slots__ = ("size",)


class Named:
    """Has its arguments in the pickle, positional and by keyword."""

    def __new__(cls, place, *, size):
        self = super().__new__(cls)
        self.given = place, size
        return self

    def __getnewargs_ex__(self):
        return (self.given[0],), {"size": self.given[1]}

    def __getstate__(self):
        return None

    def __reduce_ex__(self, protocol):
        if protocol < 2:
            raise TypeError("the older protocols have no place for arguments")
        return super().__reduce_ex__(protocol)


class Made:
    def __reduce__(self):
        return _make, (Made, b"internals")


class Counted:
    def __reduce__(self):
        return count, ("orders", 3)


def _make(cls, content):
    return cls()


def count(what, number):
    return Counted()


class Numbers(list):
    pass


class Settings(dict):
    pass


class Size(int):
    pass


class Rate(float):
    pass


class Name(str):
    pass


class Key(bytes):
    pass


class Pair(tuple):
    pass


class Tags(set):
    pass


class Amount(decimal.Decimal):
    pass


class OrderError(Exception):
    pass


class CodedError(Exception):
    def __init__(self, text, code):
        super().__init__(text, code)
        self.code = code


Point = collections.namedtuple("Point", "x y")

MODULE = "a class of one's own is shown with its module"
MEMBER = "the value of the member is not in the pickle, its name is"
VERSION = "3.12 and later print it so"
ADDRESS = "no address in memory"
OWN = "that the class prints as its base class is not in the pickle"
FIELDS = "the names of the fields are not in the pickle"
FLAG = "the names of the members are not in the pickle"
EARLY = sys.version_info < (3, 12)
FILE = "/usr/share/zoneinfo/Etc/GMT+5"
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def values():
    """Label, value, and where it differs from repr: what is shown and why."""
    yield from builtins()
    yield from standard_library()
    yield from dates()
    yield from own()
    yield from nested()


def builtins():
    for number in (1 + 2j, 2j, -1.5 - 0j, complex(0.0, -2), complex(-0.0, 1), complex("inf+nanj"), complex(1e16, 1e-5)):
        yield "complex", number
    for size in (range(3), range(2, 9), range(9, 2, -3), range(0)):
        yield "range", size
    for part in (slice(3), slice(1, 2, 3), slice(None)):
        yield "slice", part
    yield "bytearray", bytearray(b"it's")
    yield "frozenset", frozenset([1])
    yield "ellipsis", ...
    yield "not implemented", NotImplemented
    for kind in (int, str, bytes, object, range, type, ValueError, KeyboardInterrupt, OSError, type(None), type(...)):
        yield "class", kind
    for kind in (decimal.Decimal, uuid.UUID, collections.OrderedDict, datetime.datetime, datetime.timezone, zoneinfo.ZoneInfo):
        yield "class", kind
    for function in (len, print, sorted):
        yield "function", function
    yield "exception", ValueError("no such order", 17)
    yield "exception", KeyError("k")
    yield "exception", StopIteration()
    yield "exception", FileNotFoundError(2, "No such file", "/a")
    yield "exception", PermissionError(13, "Permission denied", "/a", None, "/b")
    yield "exception", OSError("only a text")
    yield "exception", TimeoutError()
    yield "exception", UnicodeDecodeError("utf8", b"\xff", 0, 1, "invalid")
    yield "exception", ImportError("no module", name="shop", path="/a")
    yield "exception", ExceptionGroup("two", [ValueError(1), TypeError()])


def standard_library():
    for number in (0, 5, (1 << 128) - 1):
        yield "UUID", uuid.UUID(int=number)
    yield "UUID", uuid.UUID("6f1a3c2e-9b1d-4e57-8f3a-2d0c5b7e9a10", is_safe=uuid.SafeUUID.safe)
    for text in ("9.99", "-0.00", "1E+6", "1.5E-20", "NaN", "sNaN12", "-Infinity", "0E-10", "123456789012345678901234567890"):
        yield "Decimal", decimal.Decimal(text)
    for text in ("1/3", "-7/2", "4", "0"):
        yield "Fraction", fractions.Fraction(text)
    for text in ("0.0.0.0", "192.168.1.20", "255.255.255.255"):
        yield "address", ipaddress.ip_address(text)
    for text in ("::", "::1", "1::", "2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1", "fe80::1%eth0", "1:2:3:4:5:6:7:8", "1:0:0:4:0:0:7:8"):
        yield "address", ipaddress.ip_address(text)
    for text in ("10.0.0.0/8", "2001:db8::/32"):
        yield "network", ipaddress.ip_network(text)
    for text in ("10.0.0.1/8", "2001:db8::1/32"):
        yield "interface", ipaddress.ip_interface(text)
    for parts in ((), ("/",), ("/a//b", "./c"), ("a", "/b", "c"), ("//net/a",), ("///a",), ("a/../b/.",), (".",), ("it's",)):
        yield "path", pathlib.PurePosixPath(*parts)
    yield "path", pathlib.Path("/var/lib/shop", "orders.csv")
    for parts in (("c:/a\\b",), ("c:\\", "a", "b"), ("a", "b/c"), ("c:a",), ("c:", "a"), ("/a",), ()):
        yield "path", pathlib.PureWindowsPath(*parts)
    for queue in (collections.deque(), collections.deque([1, "a"]), collections.deque([1, 2, 3], 2), collections.deque([], 0)):
        yield "deque", queue
    for counter in (collections.Counter(), collections.Counter("abracadabra"), collections.Counter(a=-1, b=2, c=2)):
        yield "Counter", counter
    yield "Counter", collections.Counter({"a": 1.5, "b": True, "c": 2})
    yield "OrderedDict", collections.OrderedDict()
    ordered = collections.OrderedDict(b=1, a=[2])
    yield ("OrderedDict", ordered, "OrderedDict({'b': 1, 'a': [2]})", VERSION) if EARLY else ("OrderedDict", ordered)
    yield "defaultdict", collections.defaultdict(list, a=[1])
    yield "defaultdict", collections.defaultdict(None, {1: 2})
    yield "ChainMap", collections.ChainMap({"a": 1}, {"b": 2})
    yield "UserDict", collections.UserDict(a=1)
    yield "UserList", collections.UserList([1, 2])
    yield "UserString", collections.UserString("a")
    for code, items in (("b", [-1]), ("B", [255]), ("h", [-2]), ("H", [65535]), ("i", [-3, 4]), ("I", [1 << 31]), ("q", [-5])):
        yield "array", array.array(code, items)
    for code, items in (("Q", [(1 << 64) - 1]), ("f", [1.5, 0.1]), ("d", [0.1, -2]), ("u", "a\u00e9"), ("i", []), ("u", "")):
        yield "array", array.array(code, items)
    yield "namespace", types.SimpleNamespace(a=1, b=[2])
    yield "namespace", types.SimpleNamespace()
    for pattern, flags in (("a+", 0), ("it's", re.I | re.M), (b"a", re.S), ("a", re.A), ("x" * 300, re.X), (b"a", re.L), ("(?i)a", 0)):
        yield "pattern", re.compile(pattern, flags)
    yield "partial", functools.partial(print, 1, end="")
    yield "partial", functools.partial(count), "functools.partial(<arguments.count>)", ADDRESS
    for function in (operator.itemgetter(1, "a"), operator.attrgetter("a.b"), operator.methodcaller("pay", 1, by="card")):
        yield "operator", function
    for kind in (list[int], dict[str, list[int]], typing.List[int], typing.Dict[str, int]):
        yield "generic", kind
    yield "struct_time", time.gmtime(1_800_000_000)


def dates():
    utc = datetime.timezone.utc
    for zone in (utc, datetime.timezone(datetime.timedelta(hours=-3)), datetime.timezone(datetime.timedelta(minutes=90), "X")):
        yield "timezone", zone
    zones = [None, utc, zoneinfo.ZoneInfo("UTC"), BERLIN, zoneinfo.ZoneInfo.no_cache("Asia/Kathmandu")]
    for zone in zones:
        for micros in (0, 5):
            yield "datetime", datetime.datetime(2026, 12, 24, 18, 30, 0, micros, zone)
        yield "datetime", datetime.datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=1)
        yield "time", datetime.time(18, 30, 5, tzinfo=zone)
        yield "time", datetime.time(2, 30, tzinfo=zone, fold=1)
    yield "zone", BERLIN
    yield "date", datetime.date(2026, 12, 24)
    yield "timedelta", datetime.timedelta(days=-1, microseconds=1)
    yield from pytz_zones()
    yield from dateutil_zones()


def pytz_zones():
    try:
        import pytz
    except ImportError:
        return
    berlin = pytz.timezone("Europe/Berlin")
    for zone in (pytz.utc, berlin, pytz.timezone("America/New_York"), pytz.timezone("Etc/GMT+5"), pytz.FixedOffset(-90)):
        yield "pytz", zone
    for month in (1, 7):
        yield "pytz", berlin.localize(datetime.datetime(2026, month, 1))
        yield "pytz", pytz.timezone("America/St_Johns").localize(datetime.datetime(2026, month, 1))
    yield "pytz", pytz.timezone("Europe/London").localize(datetime.datetime(2026, 1, 1))


def dateutil_zones():
    try:
        from dateutil import tz
    except ImportError:
        return
    for zone in (tz.tzutc(), tz.tzoffset("X", 3600), tz.tzoffset(None, -5400), tz.tzlocal()):
        yield "dateutil", zone
    yield "dateutil", datetime.datetime(2026, 1, 1, tzinfo=tz.tzutc())
    if pathlib.Path(FILE).is_file():
        yield "dateutil", tz.tzfile(FILE)


def own():
    yield from enums()
    order = Order(17, decimal.Decimal("9.99"))
    yield "dataclass", order, "arguments.Order(id=17, total=Decimal('9.99'))", MODULE
    yield "dataclass", Order.Line(2), "arguments.Order.Line(count=2)", MODULE
    yield "dataclass", Slotted(1, "a"), "arguments.Slotted(id=1, name='a')", MODULE
    yield "dataclass", Frozen(1), "arguments.Frozen(id=1)", MODULE
    yield "dataclass", FrozenSlotted(1, "a"), "arguments.FrozenSlotted(1, 'a')", FIELDS
    yield "dataclass", Empty(), "<arguments.Empty object>", "an object without a value may be of any class"
    login = "arguments.Login(user='ada', password=..., access_token=..., ...)"
    yield "secrets", Login("ada", "sesame", "t0k3n"), login, "what a class hides is not in the pickle"
    yield "object", Plain(a=1, b=[2]), "arguments.Plain(a=1, b=[2])", ADDRESS
    yield "object", Plain(), "<arguments.Plain object>", ADDRESS
    yield "object", Plain(_a=1), "<arguments.Plain object>", ADDRESS
    yield "object", Plain(**{"not a name": 1, "a": 2}), "arguments.Plain(a=2, ...)", ADDRESS
    mixed = Mixed(a=1)
    mixed.size = 2
    yield "object", mixed, "arguments.Mixed(a=1, size=2)", ADDRESS
    yield "object", Named("here", size=3), "arguments.Named('here', size=3)", ADDRESS
    yield "object", Made(), "<arguments.Made object>", ADDRESS
    yield "object", Counted(), "arguments.count('orders', 3)", ADDRESS
    yield "object", object(), "<object object>", ADDRESS
    yield "namedtuple", Point(1, "a"), "arguments.Point(1, 'a')", FIELDS
    yield "base", Numbers([1]), "arguments.Numbers([1])", OWN
    yield "base", Settings(a=1), "arguments.Settings({'a': 1})", OWN
    yield "base", Size(5), "arguments.Size(5)", OWN
    yield "base", Rate(0.5), "arguments.Rate(0.5)", OWN
    yield "base", Name("a"), "arguments.Name('a')", OWN
    yield "base", Key(b"a"), "arguments.Key(b'a')", OWN
    yield "base", Tags([1]), "arguments.Tags([1])", OWN
    yield "base", Amount("1.5"), "arguments.Amount('1.5')", OWN
    yield "exception", OrderError("sold out", 17), "arguments.OrderError('sold out', 17)", MODULE
    yield "exception", CodedError("sold out", 17), "arguments.CodedError('sold out', 17, code=17)", MODULE
    yield "class", Order, "<arguments.Order>", "whether a name is a class is not in the pickle"
    yield "class", Order.Line, "<arguments.Order.Line>", "whether a name is a class is not in the pickle"
    yield "function", count, "<arguments.count>", ADDRESS
    yield "method", Order.load, "<arguments.Order.load>", ADDRESS
    yield "method", order.pay, "arguments.Order(id=17, total=Decimal('9.99')).pay", ADDRESS


def enums():
    by_name = b"RED" in pickle.dumps(Color.RED)
    why = MEMBER if by_name else FLAG
    yield "enum", Color.RED, "<arguments.Color.RED>" if by_name else "arguments.Color(1)", why
    yield "enum", Color.BLUE, "<arguments.Color.BLUE>" if by_name else "arguments.Color('b')", why
    yield "enum", Priority.HIGH, "<arguments.Priority.HIGH>" if by_name else "arguments.Priority(3)", why
    yield "enum", Kind.PARCEL, "<arguments.Kind.PARCEL>" if by_name else "arguments.Kind('parcel')", why
    yield "enum", Order.State.OPEN, "<arguments.Order.State.OPEN>" if by_name else "arguments.Order.State('open')", why
    yield "flag", Access.READ, "<arguments.Access.READ>" if by_name else "arguments.Access(4)", why
    yield "flag", Access(7), "<arguments.Access.READ|WRITE|RUN>" if by_name else "arguments.Access(7)", why
    yield "flag", Access(0), "arguments.Access(0)", why
    yield "flag", Mode(6), "<arguments.Mode.READ|WRITE>" if by_name else "arguments.Mode(6)", why
    yield "flag", Mode(12), "<arguments.Mode.READ|8>" if by_name else "arguments.Mode(12)", why


def nested():
    yield "nested", [uuid.UUID(int=1), (decimal.Decimal("1"), {"when": datetime.time(1, tzinfo=BERLIN)})]
    yield "nested", collections.deque([collections.Counter("a"), pathlib.PurePosixPath("a")])
    yield "nested", {uuid.UUID(int=2): fractions.Fraction(1, 2), ipaddress.ip_address("::2"): {1 + 1j}}
    yield "nested", Plain(a=Plain(b=uuid.UUID(int=3))), "arguments.Plain(a=arguments.Plain(b=UUID('00000000-0000-0000-0000-000000000003')))", ADDRESS
    shared = uuid.UUID(int=4)
    yield "nested", [shared, shared]
    own_list = []
    own_list.append(collections.deque([own_list]))
    yield "nested", own_list, "[deque([[...]])]", "Python's own repr of a list within a deque"


def lines():
    for label, value, *other in values():
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            try:
                data = pickle.dumps(value, protocol)
            except TypeError:
                continue  # protocols 0 and 1 cannot pickle it
            # What Python prints after it has read the pickle: some things come back otherwise than they were.
            text = re.sub("0x[0-9a-f]{8,}", "0x...", repr(pickle.loads(data)))
            shown, why = other if other and other[0] != text else (text, "")
            yield label, str(protocol), base64.b64encode(data).decode(), shown, text, why


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    for line in lines():
        assert not any("\t" in part or "\n" in part for part in line), line
        print("\t".join(line))


if __name__ == "__main__":
    # The classes' module is to be called by its name, not __main__.
    import arguments

    arguments.main()
