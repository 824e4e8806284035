"""Regular expressions, where the work is in C and the calls in Python."""

import re

LINE = re.compile(r"(?P<host>\S+) \[(?P<day>\d+)/(?P<month>\w+)\] \"(?P<verb>GET|POST) (?P<path>[^\"]+)\" (\d{3})")
LOG = [f'host{i % 17} [{i % 28 + 1}/Mar] "{"GET" if i % 3 else "POST"} /page/{i}" {200 + i % 5}' for i in range(6000)]


def run():
    verbs, days = {}, 0
    for line in LOG:
        match = LINE.match(line)
        if match is None:
            continue
        verbs[match["verb"]] = verbs.get(match["verb"], 0) + 1
        days += int(match.group("day"))
        re.sub(r"\d+", "#", line)
    return verbs, days
