"""Stands in for systemd: binds the datagram socket given as argument and prints each sd_notify message."""

import os
import socket
import sys
import time

path = sys.argv[1]
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(path)
os.chmod(path, 0o777)
start = time.monotonic()
while True:
    message = receiver.recv(4096).decode()
    print(f"{time.monotonic() - start:8.3f}", message.replace("\n", " | "), flush=True)
