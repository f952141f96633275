#!/usr/bin/python3
"""
Runs the Python of a page of the documentation as it is written there, against a Redis, with PythonScheduler in the place
of rq-scheduler's class of that time.

    example.py --url redis://127.0.0.1:6379/0 docs/meta-options.md
"""

import argparse
import os
import re
import sys
import types

from python_scheduler import PythonScheduler


def main():
    parser = argparse.ArgumentParser(description="Runs the Python blocks of a Markdown page")
    parser.add_argument("--url", required=True)
    parser.add_argument("page")
    options = parser.parse_args()
    with open(options.page, encoding="utf-8") as page:
        blocks = re.findall(r"^```python\n(.*?)^```$", page.read(), re.DOTALL | re.MULTILINE)
    if not blocks:
        sys.exit(f"no Python in {options.page}")
    stand_in = types.ModuleType("rq_scheduler")
    stand_in.Scheduler = PythonScheduler
    sys.modules["rq_scheduler"] = stand_in
    os.environ["REDIS_URL"] = options.url
    names = {"__name__": "__main__"}
    for block in blocks:
        exec(compile(block, options.page, "exec"), names)


if __name__ == "__main__":
    main()
