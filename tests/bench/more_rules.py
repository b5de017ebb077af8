"""Ten times the rules of a pack, made from the real ones.

    more_rules.py TIMES PACK.json > BIGGER.json

Every copy has another id and one of its rarer words spelt anew, so that no two patterns are the same and the copies call for themselves as seldom as
new rules would.
"""
import json
import random
import re
import sys

COMMON = set("the a an and or of to in on for is are was were be been not no you your we i it this that with can cannot will do don't".split())


def respelt(pattern, number, rng):
    words = sorted({w for w in re.findall(r"(?<![\\\w<&'?])[a-z]{5,}(?![\w>)'?])", pattern)} - COMMON)
    for word in rng.sample(words, min(len(words), max(1, len(words) // 2))):
        pattern = re.sub(rf"(?<![\\\w<&'?]){word}(?![\w>)'?])", f"{word}{'abcdefghij'[number % 10]}q", pattern)
    return pattern


def copy(item, number, rng):
    item = dict(item, id=f"{item['id']}-{number}")
    patterns = item["pattern"] if isinstance(item["pattern"], list) else [item["pattern"]]
    item["pattern"] = [respelt(p, number, rng) for p in patterns]
    return item


def main():
    times, path = int(sys.argv[1]), sys.argv[2]
    pack = json.load(open(path, encoding="utf-8"))
    rng = random.Random(1)
    for kind in ("rules", "signals"):
        items = pack.get(kind, [])
        pack[kind] = items + [copy(item, n, rng) for n in range(1, times) for item in items]
    json.dump(pack, sys.stdout, ensure_ascii=False)


main()
