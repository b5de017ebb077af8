#!/usr/bin/env python3
"""How many lines of src/ the tests have run, by file, from the counts of a build with -DHOWNOT_COVERAGE=ON.

    coverage.py BUILD-FOLDER [--lines] [--least PERCENT]

--lines: also which were not run; --least: status 1 when they are fewer than that.
"""
import argparse
import collections
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("build", type=pathlib.Path)
parser.add_argument("--lines", action="store_true")
parser.add_argument("--least", type=float, default=0)
options = parser.parse_args()
build = options.build.resolve()
tree = pathlib.Path(__file__).resolve().parents[1]


def counts():
    """The most that any object of a file has counted, by file and line."""
    lines = collections.defaultdict(dict)
    with tempfile.TemporaryDirectory() as folder:
        notes = [str(path) for path in build.rglob("*.gcda") if "/src/" in str(path)]
        for at in range(0, len(notes), 50):
            subprocess.run(["gcov", "--json-format", "--preserve-paths", *notes[at : at + 50]], cwd=folder, check=True, capture_output=True)
            for path in pathlib.Path(folder).glob("*.gcov.json.gz"):
                for file in json.loads(gzip.open(path).read())["files"]:
                    name = (tree / file["file"]).resolve()
                    if name.is_relative_to(tree / "src"):
                        seen = lines[str(name.relative_to(tree))]
                        for line in file["lines"]:
                            seen[line["line_number"]] = max(seen.get(line["line_number"], 0), line["count"])
                path.unlink()
    return lines


lines = counts()
run = total = 0
for name in sorted(lines):
    missed = [number for number, count in sorted(lines[name].items()) if not count]
    run += len(lines[name]) - len(missed)
    total += len(lines[name])
    print(f"{100 - 100 * len(missed) / len(lines[name]):6.1f} %  {name}")
    if options.lines and missed:
        print("          " + " ".join(map(str, missed)))
print(f"{100 * run / total:6.1f} %  of {total} lines")
sys.exit(100 * run / total < options.least)
