"""All records in one file, each with what it comes to."""

from __future__ import annotations

import json

from autograder.exports.models import Given, Written, is_scored
from autograder.results.folder import write_whole
from autograder.results.totals import points_of, total_of


def write(given: Given) -> Written:
    """`records.json`: a list of `{"record": …, "points": …, "total": …}`.

    A record has the form of docs/record.schema.json; `points` are those of each exercise with
    corrections, and `total` is null where nobody could read the file.
    """
    each = [
        {
            "record": json.loads(record.to_json()),
            "points": dict(points_of(record)),
            "total": total_of(record) if is_scored(record) else None,
        }
        for record in given.records()
    ]
    path = given.out / "records.json"
    write_whole(path, (json.dumps(each, ensure_ascii=False, indent=1) + "\n").encode())
    return Written([path])
