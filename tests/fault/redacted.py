#!/usr/bin/env python3
"""With --redact no word of a draft comes out, in any format, and what is counted stays.

    redacted.py PROGRAM

Words are runs of five letters or more. Those that stand in the program's own texts and in the packs' reasons may come out, as nobody can tell from them
what a draft says; every other word of the draft, of its question and of its rewrite may not.
"""
import html
import json
import pathlib
import re
import subprocess
import sys

program = sys.argv[1]
tree = pathlib.Path(__file__).resolve().parents[2]
DRAFTS = 60
WORD = re.compile(r"[^\W\d_]{5,}")


def words(text):
    return {word.casefold() for word in WORD.findall(text)}


def own_words():
    """What the program says by itself: its renderers, and the rules' texts, not their patterns and examples."""
    texts = [path.read_text() for path in tree.glob("src/out/*") if path.suffix in {".c", ".html", ".css"}]
    texts += [(tree / "src/coach" / name).read_text() for name in ("category.c", "assess.c", "coach.c", "shape.c")]
    texts += [(tree / "src/base/names.c").read_text()]
    for path in (tree / "rules").glob("*.json"):
        pack = json.loads(path.read_text())
        texts.append(str(pack.get("pack")))
        for rule in pack.get("rules", []) + pack.get("signals", []):
            texts += [str(rule.get(key, "")) for key in ("id", "category", "message", "why", "source", "says")]
    return set().union(*map(words, texts))


def run(arguments, text):
    done = subprocess.run([program, *arguments], input=text.encode(), capture_output=True)
    assert done.returncode in (0, 1), (arguments, done.returncode, done.stderr)
    assert not done.stderr, done.stderr
    return done.stdout.decode()


def drafts():
    with open(tree / "tests/corpus/dev.jsonl") as english, open(tree / "tests/corpus/spanish.jsonl") as spanish:
        records = [json.loads(line) for file in (english, spanish) for line in list(file)[: DRAFTS // 2]]
    for record in records:
        yield record["draft"], record.get("question") or ""
    for path in ("tests/mail/gmail.eml", "tests/fault/draft.txt", "tests/bench/drafts/2k.txt"):
        yield (tree / path).read_text(errors="replace"), ""
    # A name in every place from which something is quoted.
    yield (
        "On Monday, Zorbulaxa Quimbleton wrote:\n> Could I borrow the Fnordipan atlas?\n\nDear Zorbulaxa,\n\nThanks for asking about the Fnordipan. "
        "We cannot lend the Fnordipan atlas because of Vexilonk copyright. You must ask Grumblethorp. I WILL NOT FNORDIPAN. "
        "We could scan the Wibblestone pages by Tuesday. See [Snarkwhistle] and {{Borogrove}}.\n\nMimsyrath\n",
        "May Slithyjub borrow it?",
    )


def plain(result):
    """A result without what --redact takes out."""
    for finding in result["findings"]:
        finding["text"] = ""
        finding["suggestions"] = []
    result.pop("redacted", None)
    return result


def main():
    known = own_words()
    count = 0
    for text, question in drafts():
        secret = (words(text) | words(question)) - known
        record = json.dumps({"id": 1, "text": text, "question": question})
        outputs = {form: run(["--redact", "-v", "--errors=none", "-f", form], text) for form in ("text", "gnu", "html", "json", "ndjson", "sarif")}
        outputs["record"] = run(["--redact", "--input=ndjson"], record)
        for form, output in outputs.items():
            left = words(html.unescape(output)) & secret
            assert not left, (form, left, text)
        full, short = (json.loads(run([*redact, "--input=ndjson"], record)) for redact in ([], ["--redact"]))
        assert short["redacted"] and plain(short) == plain(full)
        assert outputs["gnu"] == run(["-f", "gnu"], text)
        count += len(secret)
    # The check is worth something only when there are words that could come out.
    assert count > 10 * DRAFTS, count
    print(f"{count} words of drafts, none came out")


main()
