"""Input for the benchmark, made from the corpus.

    input.py CORPUS OUT

OUT/drafts.ndjson: varied drafts, about 2 MB. OUT/drafts.txt: their text. OUT/patterns.txt: 200 patterns of the built-in packs for pcre2grep.
"""
import json
import pathlib
import random
import sys

BYTES = 2_000_000


def sentences(corpus):
    for path in sorted(corpus.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if "draft" in record:
                yield record["draft"]


def patterns(rules):
    for path in sorted(rules.glob("*.json")):
        pack = json.loads(path.read_text(encoding="utf-8"))
        for rule in pack.get("rules", []) + pack.get("signals", []):
            own = rule["pattern"] if isinstance(rule["pattern"], list) else [rule["pattern"]]
            for pattern in own:
                if "(?&" not in pattern:
                    yield pattern


def main():
    corpus, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    rng = random.Random(1)
    drafts = list(sentences(corpus))
    pieces = [piece for draft in drafts for piece in draft.split("\n") if piece.strip()]
    size = number = 0
    with open(out / "drafts.ndjson", "w", encoding="utf-8") as ndjson, open(out / "drafts.txt", "w", encoding="utf-8") as text:
        while size < BYTES:
            draft = rng.choice(drafts) if rng.random() < 0.5 else "\n\n".join(rng.sample(pieces, rng.randint(2, 8)))
            line = json.dumps({"id": number, "text": draft}, ensure_ascii=False) + "\n"
            ndjson.write(line)
            text.write(draft + "\n\n")
            size += len(line)
            number += 1
    some = sorted(set(patterns(corpus.parent.parent / "rules")), key=len)[:200]
    (out / "patterns.txt").write_text("".join(f"\\b(?:{p})\\b\n" for p in some), encoding="utf-8")


main()
