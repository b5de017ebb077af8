#!/usr/bin/env python3
"""Texts that make careless programs quadratic: four times the text may take four times the time, and half as much for what begins at some size.

    growth.py [--count] PROGRAM [TEXT…]

Each text (or those that are named) is coached and rewritten at two sizes; what counts is the processor's time in the program beyond that of an empty draft.
It is made larger until that can be measured, on a busy machine, too; the quickest of a few runs is taken. With --count valgrind counts instructions instead,
of small texts as a page (which is rewritten, too), and no other program on the machine changes that; 77 where valgrind is missing.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

counts = sys.argv[1] == "--count"
program, *names = sys.argv[1 + counts :]
COUNTED_BYTES = 10 * 1024
LEAST_BYTES, MOST_BYTES = 24 * 1024, 6 * 1024 * 1024
MORE = 4
MOST_RATIO = 6.0  # a square would be 16
LEAST_SECONDS = 0.25  # what is shorter cannot be measured
RUNS = 3


def times(unit, before=b"", behind=b""):
    return lambda n: before + unit * max(1, n // len(unit)) + behind


HEADER = b"From: a@library.example\nMIME-Version: 1.0\n"
TEXTS = {
    "one word": times(b"policy "),
    "gatekeeping on one line": times(b"We cannot lend the atlas. It is against our policy. "),
    "gatekeeping": times(b"We cannot lend the atlas.\nIt is against our policy.\n\n"),
    "Spanish": times("No podemos prestar el atlas. Es nuestra política. ".encode()),
    "no full stop": times(b"you must not can not we do not allow this because of policy and "),
    "refusals without an end": times(b"We cannot lend it and "),
    "quotes": times(b"> hello there\n"),
    "quotes and answers": times(b"> x\ny\n"),
    "nested quotes": lambda n: b"".join(b">" * (i % 500) + b" x\n" for i in range(n // 250)),
    "attributions": times(b"On Monday, Ann wrote:\n"),
    "attributions and quotes": times(b"On Mon, A wrote:\n> x\nno\n"),
    "brackets": times(b"["),
    "round brackets": times(b"("),
    "blanks": times(b"[name] "),
    "template gaps": times(b"{{x}} XXX "),
    "a closed door at every length": lambda n: b"".join(b"We cannot lend %d. " % i for i in range(n // 20)),
    "combining marks": times("\u0301".encode(), "a".encode()),
    "accents": times("Ça ne va pas à l’école né ".encode()),
    "one letter": times(b"a"),
    "line feeds": times(b"\n"),
    "carriage returns": times(b"\r"),
    "spaces": times(b" "),
    "stops": times(b"."),
    "signatures": times(b"--\nAnn\n"),
    "code": times(b"```\nx\n"),
    "code in a line": times(b"x ```y``` z "),
    "addresses": times(b"a@"),
    "mail addresses": times(b"a@b.cd "),
    "links in lines": times(b"a http://x.yz b\n"),
    "links in one line": times(b"a http://x.yz b "),
    "dates without a stop": times(b"Monday 9am ", b"We cannot lend it, "),
    "falling lines": lambda n: b"\n".join(b"word " * (i // 5) for i in range(int((2 * n) ** 0.5), 0, -1)),
    "capitals": times(b"WE CANNOT DO THAT\n"),
    "capitals on one line": times(b"WE CANNOT DO THAT "),
    "numbers": times(b"12 "),
    "dates": times(b"3 May 2024, "),
    "names": times(b"Ann Smith "),
    "salutations": times(b"Dear Ann,\n\n"),
    "colons": times(b"x:\n"),
    "bullets": times(b"- item one\n"),
    "not UTF-8": times(b"\xff"),
    "header fields": times(b"X-A: b\n", b"From: a@b.c\n", b"\nNo.\n"),
    "a folded header": times(b" y\n", b"From: a@b.c\nSubject: x\n", b"\nNo.\n"),
    "MIME parts": times(b"--b\nContent-Type: text/plain\n\nNo.\n", HEADER + b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b--\n"),
    "nested MIME": lambda n: HEADER + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(n // 60)),
    "nested HTML": times(b"<div>", HEADER + b"Content-Type: text/html\n\n<html><body>"),
    "quoted-printable": times(
        b"We cannot =C3=A9 lend=\n it. ", HEADER + b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    ),
}


def instructions(arguments, path):
    """In thousand millions, which take about a second."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *arguments, path]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert done.returncode in (0, 1), done.stderr
    return int(re.search(r"Collected : (\d+)", done.stderr)[1]) / 1e9


def seconds(arguments, path):
    process = subprocess.Popen([program, *arguments, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1, 2), (arguments, path, status)
    return usage.ru_utime


def quickest(arguments, path, base):
    taken = seconds(arguments, path)
    # What is long is measured well enough.
    for _ in range(RUNS - 1 if taken < 1 else 0):
        taken = min(taken, seconds(arguments, path))
    return taken - base


def grows(arguments, make, folder, base):
    """The seconds for a text, and for MORE of it."""
    small, large = (str(folder / name) for name in ("small", "large"))
    if counts:
        pathlib.Path(small).write_bytes(make(COUNTED_BYTES))
        pathlib.Path(large).write_bytes(make(MORE * COUNTED_BYTES))
        return COUNTED_BYTES, instructions(arguments, small) - base, instructions(arguments, large) - base
    size = LEAST_BYTES
    while True:
        pathlib.Path(small).write_bytes(make(size))
        one = quickest(arguments, small, base)
        if one >= LEAST_SECONDS or size >= MOST_BYTES / MORE:
            break
        size *= 2
    pathlib.Path(large).write_bytes(make(MORE * size))
    return size, one, quickest(arguments, large, base)


def main():
    if counts and not shutil.which("valgrind"):
        return 77
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        empty = str(folder / "empty")
        pathlib.Path(empty).write_bytes(b"")
        for arguments in [["-f", "html"]] + ([] if counts else [["-f", "json"], ["-q"], ["-f", "text"], ["-f", "gnu"], ["rewrite"]]):
            base = instructions(arguments, empty) if counts else min(seconds(arguments, empty) for _ in range(RUNS))
            for text in names or TEXTS:
                for attempt in range(2):
                    size, one, more = grows(arguments, TEXTS[text], folder, base)
                    # What is quick even when it is large cannot be slow for its size.
                    ratio = more / max(one, LEAST_SECONDS / 100 if counts else LEAST_SECONDS / 4)
                    if ratio <= MOST_RATIO:
                        break
                else:
                    print(f"{' '.join(arguments)}: {text}: {size // 1024} KB {one:.2f}, {MORE} times that {more:.2f}: a ratio of {ratio:.1f}", flush=True)
                    faults += 1
    print(f"{len(names or TEXTS)} texts, {faults} grow faster than they should")
    return faults > 0


sys.exit(main())
