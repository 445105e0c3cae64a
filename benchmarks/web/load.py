"""压力 · Users in threads of one process ask one address again and again on kept connections; every answer is timed.

    python -m benchmarks.web.load PORT USERS PACE   (addresses on standard input, one JSON object per line)

Each line is {"method", "path", "body", "headers"}; user number i of n asks the lines i, i + n, … once every
PACE seconds. The answer is one JSON object: seconds of every request, how many failed.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Thread
from time import perf_counter, sleep
from typing import Any

_GOOD = range(200, 400)


@dataclass
class User:
    """用户 · One who asks: the lines of this user, what they took, how many failed."""

    port: int
    pace: float
    first: float
    lines: list[dict[str, Any]]
    seconds: list[float]
    failed: int = 0
    said: str = ""

    def run(self) -> None:
        """请求 · All lines in order, on one connection as long as it holds."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        start = perf_counter() + self.first
        for place, line in enumerate(self.lines):
            sleep(max(0.0, start + place * self.pace - perf_counter()))
            began = perf_counter()
            try:
                connection.request(line["method"], line["path"], line.get("body"), line.get("headers", {}))
                answer = connection.getresponse()
                content = answer.read()
                good = answer.status in _GOOD
            except OSError as error:
                good, content = False, repr(error).encode()
                connection.close()
            self.seconds.append(perf_counter() - began)
            if not good:
                self.failed += 1
                self.said = content[:300].decode("utf-8", "replace")
        connection.close()


def main() -> None:
    """入口 · Reads the lines, runs the users, prints what was measured."""
    port, users, pace = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    lines = [json.loads(line) for line in sys.stdin]
    starts = [pace * number / users for number in range(users)]
    all_users = [User(port, pace, first, lines[number::users], []) for number, first in enumerate(starts)]
    threads = [Thread(target=one.run) for one in all_users]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = {
        "seconds": [second for one in all_users for second in one.seconds],
        "failed": sum(one.failed for one in all_users),
        "said": next((one.said for one in all_users if one.said), ""),
        "wall": perf_counter() - began,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
