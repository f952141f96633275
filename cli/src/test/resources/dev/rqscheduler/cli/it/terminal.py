"""Drives a command in a pseudo terminal, as a person would: terminal.py REDIS_PORT COMMAND...

Ends with 0 if it looked right, was fed, resized, and left the terminal as it was, by the key q and by a signal.
"""

import fcntl
import os
import pty
import re
import select
import signal
import socket
import struct
import sys
import termios
import time

port, command = int(sys.argv[1]), sys.argv[2:]
PATIENCE = 60
ENTER, LEAVE, CLEAR = b"\033[?1049h", b"\033[?1049l", b"\033[2J"


def redis(*words):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"*{len(words)}\r\n".encode() + b"".join(f"${len(w)}\r\n{w}\r\n".encode() for w in words))
        reply = connection.recv(100)
        assert not reply.startswith(b"-"), reply


class Terminal:
    def __init__(self, columns, lines):
        self.keys, self.tty = pty.openpty()
        self.output = b""
        self.resize(columns, lines)
        self.before = termios.tcgetattr(self.tty)
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(self.tty) if hasattr(os, "login_tty") else self.login()
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)

    def login(self):
        os.setsid()
        fcntl.ioctl(self.tty, termios.TIOCSCTTY, 0)
        for fd in (0, 1, 2):
            os.dup2(self.tty, fd)

    def resize(self, columns, lines):
        fcntl.ioctl(self.tty, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        if hasattr(self, "pid"):
            os.kill(self.pid, signal.SIGWINCH)

    def until(self, what, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"not seen: {what}; but: {self.output[-3000:]!r}"
            if select.select([self.keys], [], [], 0.1)[0]:
                self.output += os.read(self.keys, 65536)

    def sees(self, text):
        # Parts that are on the screen already are not written again, so text is looked for without its blanks.
        self.until(text, lambda: text.replace(" ", "").encode() in re.sub(rb"\033\[[0-9;?]*[A-Za-z]| ", b"", self.output))

    def ended(self, expected):
        end = time.monotonic() + PATIENCE
        while True:
            self.until("anything", lambda: True)
            if select.select([self.keys], [], [], 0.05)[0]:
                self.output += os.read(self.keys, 65536)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                break
            assert time.monotonic() < end, "it does not end"
        code = os.waitstatus_to_exitcode(status)
        assert code == expected, f"ended with {code}: {self.output[-3000:]!r}"
        while select.select([self.keys], [], [], 0.1)[0]:
            self.output += os.read(self.keys, 65536)
        assert termios.tcgetattr(self.tty) == self.before, "the terminal's settings are not what they were"
        assert self.output.count(ENTER) == 1 and self.output.count(LEAVE) == 1, f"{self.output[-3000:]!r}"
        assert b"\033[?25h" in self.output[self.output.rindex(b"\033[?25l"):], "the cursor is not back"


terminal = Terminal(100, 30)
terminal.sees("nothing is overdue")
assert termios.tcgetattr(terminal.tty) != terminal.before, "keys are not read as they are pressed"
redis("HSET", "rq:job:job-of-the-test", "description", "shop.jobs.remind(17)", "origin", "mail", "data", "x")
redis("ZADD", "rq:scheduler:scheduled_jobs", "4000000000", "job-of-the-test")
terminal.sees("job-of-the-test")
clears = terminal.output.count(CLEAR)
redis("ZADD", "rq:scheduler:scheduled_jobs", "1000000000", "overdue-job")
terminal.sees("1 due, the oldest overdue by")
assert terminal.output.count(CLEAR) == clears, "the whole screen is written again for a change of a line: it flickers"
before = len(terminal.output)
terminal.resize(60, 12)
terminal.until("the new size", lambda: b"rqscheduler top" in terminal.output[before:])
os.write(terminal.keys, b"xq")
terminal.ended(0)

terminal = Terminal(80, 24)
terminal.sees("1 due, the oldest overdue by")
os.write(terminal.keys, b"\003")
terminal.ended(0)

terminal = Terminal(80, 24)
terminal.sees("1 due, the oldest overdue by")
os.kill(terminal.pid, signal.SIGTERM)
terminal.ended(143)
print("all seen")
