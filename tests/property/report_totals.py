#!/usr/bin/env python3
"""A report's figures are those of the results: of drafts made from parts of the corpus, counted twice over, by `hownot report` and here.

    HOWNOT=build/release/hownot tests/property/report_totals.py [DRAFTS]      (default: 300)
"""
import collections
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HOWNOT = os.environ["HOWNOT"]
CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus")


def made(count):
    chance = random.Random(7)
    records = [json.loads(line) for name in ("train", "dev") for line in open(f"{CORPUS}/{name}.jsonl", encoding="utf-8")]
    pieces = [re.split(r"\n\n+", record["draft"]) for record in records]
    for number in range(count):
        record = chance.choice(records)
        parts = re.split(r"\n\n+", record["draft"])
        parts[chance.randrange(len(parts))] = chance.choice(chance.choice(pieces))
        yield {
            "id": number,
            "text": "\n\n".join(parts),
            "question": record["patron"],
            "service": record["service"],
            "writer": f"writer{chance.randrange(20)}@library.example",
            "date": f"{chance.choice([2023, 2024])}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
        }


def run(*arguments, text=None):
    return subprocess.run([HOWNOT, *arguments], input=text, capture_output=True, text=True, check=True).stdout


def counted(records, results):
    """What the report has to say, of drafts with text of their own."""
    total = {"drafts": 0, "ready": 0, "score": 0, "verdicts": collections.Counter(), "checks": collections.Counter(),
             "categories": collections.Counter(), "rules": collections.Counter(), "with_gatekeeping": 0, "refusals_with_alternative": 0}
    groups = {"month": collections.defaultdict(collections.Counter), "service": collections.defaultdict(collections.Counter),
              "writer": collections.defaultdict(collections.Counter)}
    empty = 0
    for record, result in zip(records, results):
        if any(note.startswith("nothing to coach") for note in result["notes"]):
            empty += 1
            continue
        total["drafts"] += 1
        total["ready"] += result["ready"]
        total["score"] += result["score"]
        total["verdicts"][result["verdict"]] += 1
        checks = {name: bool(check["value"]) for name, check in result["checks"].items()}
        total["checks"].update(name for name, value in checks.items() if value)
        total["refusals_with_alternative"] += checks["refuses"] and checks["offers_alternative"]
        total["categories"].update({finding["category"] for finding in result["findings"]})
        total["rules"].update({finding["rule"] for finding in result["findings"] if finding["rule"] and finding["span"]})
        total["with_gatekeeping"] += any(f["category"] not in ("blank", "no-acknowledgement", "no-alternative") for f in result["findings"])
        for by, name in (("month", record["date"][:7]), ("service", record["service"]), ("writer", record["writer"])):
            groups[by][name][result["verdict"]] += 1
    return total, groups, empty


def differences(report, total, groups, empty):
    yield "drafts", report["drafts"], total["drafts"]
    yield "ready", report["ready"], total["ready"]
    yield "empty", report["empty"], empty
    yield "mean score", report["mean_score"], (2 * total["score"] + total["drafts"]) // (2 * total["drafts"])
    yield "verdicts", {k: v for k, v in report["verdicts"].items() if v}, dict(total["verdicts"])
    yield "checks", {k: v for k, v in report["checks"].items() if v}, dict(total["checks"])
    yield "with gatekeeping", report["with_gatekeeping"], total["with_gatekeeping"]
    yield "answered", report["refusals_with_alternative"], total["refusals_with_alternative"]
    yield "categories", {c["category"]: c["drafts"] for c in report["categories"]}, dict(total["categories"])
    yield "rules", {r["rule"]: r["drafts"] for r in report["rules"]}, dict(total["rules"])
    for by in report["by"]:
        if by in groups:
            seen = {g["name"]: {k: v for k, v in g["verdicts"].items() if v} for g in report["by"][by]}
            yield by, seen, {name: dict(count) for name, count in groups[by].items()}


def compare(what, report, expected):
    wrong = 0
    for name, seen, wanted in differences(report, *expected):
        if seen != wanted:
            print(f"{what}: {name}: the report has {seen}, the results {wanted}")
            wrong += 1
    return wrong


def main(count):
    records = list(made(count))
    drafts = "".join(json.dumps(record) + "\n" for record in records)
    answers = run("check", "--input", "ndjson", text=drafts)
    expected = counted(records, [json.loads(line) for line in answers.splitlines()])
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "drafts.ndjson")
        with open(path, "w", encoding="utf-8") as out:
            out.write(drafts)
        results = os.path.join(folder, "results.ndjson")
        with open(results, "w", encoding="utf-8") as out:
            for record, line in zip(records, answers.splitlines()):
                extra = {key: record[key] for key in ("service", "writer", "date")}
                out.write(json.dumps({**json.loads(line), **extra}) + "\n")
        for jobs in ("1", "2"):
            report = json.loads(run("report", "-f", "json", "--by", "writer", "-j", jobs, path))["report"]
            wrong += compare(f"drafts, {jobs} jobs", report, expected)
        report = json.loads(run("report", "-f", "json", "--by", "writer", results))["report"]
        wrong += compare("earlier results", report, expected)
        rows = list(csv.DictReader(run("report", "-f", "csv", "--by", "writer", path).splitlines()))
        if int(rows[0]["drafts"]) != expected[0]["drafts"] or sum(int(r["drafts"]) for r in rows if r["group"] == "writer") != expected[0]["drafts"]:
            print("csv: other totals")
            wrong += 1
    print(f"{count} drafts, {wrong} differences")
    return 1 if wrong or not count else 0


sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
