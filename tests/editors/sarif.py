#!/usr/bin/env python3
"""SARIF logs, read as a code-review tool reads them. Usage: sarif.py [SCHEMA]

The rules of the standard that bear on what is printed are checked here by themselves: names and types of members,
regions that say the same in lines, characters and bytes, rules for every result, fingerprints that move with the words.
With SCHEMA, the standard's own JSON Schema (sarif-schema-2.1.0.json, to be had from OASIS), logs are validated against
it, too; that needs the jsonschema module. Status 77: there is no such file or module. $HOWNOT is the program.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

HOWNOT = os.environ["HOWNOT"]

# What the standard calls the objects in use, with those of their members that a log may have here: (type, is required).
# A type is a Python type, another object, a list of one, or a set of words.
TEXT = {"text": (str, True)}
LOCATION = {"uri": (str, True)}
REGION = {name: (int, True) for name in ("startLine", "startColumn", "endLine", "endColumn", "charOffset",
                                         "charLength", "byteOffset", "byteLength")}
LEVEL = {"warning", "note"}
CHANGE = {
    "artifactLocation": (LOCATION, True),
    "replacements": ([{"deletedRegion": (REGION, True), "insertedContent": (TEXT, False)}], True)}
RESULT = {
    "ruleId": (str, True), "level": (LEVEL, True), "message": (TEXT, True),
    "locations": ([{"physicalLocation": ({
        "artifactLocation": (LOCATION, True), "region": ({**REGION, "snippet": (TEXT, False)}, True)}, True)}], True),
    "partialFingerprints": ({"ruleAndWords/v1": (str, True)}, True),
    "fixes": ([{"description": (TEXT, True), "artifactChanges": ([CHANGE], True)}], False),
    "properties": (dict, True)}
RULE = {
    "id": (str, True), "shortDescription": (TEXT, True), "fullDescription": (TEXT, False), "help": (TEXT, True),
    "defaultConfiguration": ({"level": (LEVEL, True)}, True), "properties": ({"tags": ([str], True)}, True)}
RUN = {
    "columnKind": ({"utf16CodeUnits", "unicodeCodePoints"}, True), "newlineSequences": ([str], True),
    "results": ([RESULT], True),
    "tool": ({"driver": ({"name": (str, True), "version": (str, True), "semanticVersion": (str, True),
                          "rules": ([RULE], True)}, True)}, True),
    "invocations": ([{"executionSuccessful": (bool, True)}], True)}
LOG = {"$schema": (str, True), "version": ({"2.1.0"}, True), "runs": ([RUN], True)}


def check_shape(value, shape, where="log"):
    if isinstance(shape, set):
        assert value in shape, f"{where}: {value!r}"
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for i, item in enumerate(value):
            check_shape(item, shape[0], f"{where}[{i}]")
    elif isinstance(shape, dict):
        assert isinstance(value, dict), where
        for name, (_, is_required) in shape.items():
            assert name in value or not is_required, f"{where} has no {name}"
        for name, item in value.items():
            assert name in shape, f"{where}.{name} is not expected"
            check_shape(item, shape[name][0], f"{where}.{name}")
    else:
        assert type(value) is shape, f"{where}: {value!r}"


class Draft:
    """A file's bytes and text, with its own idea of lines and columns."""

    def __init__(self, data, unit):
        self.data, self.unit = data, unit
        self.encoding = "utf-8"
        try:
            data.decode()
        except UnicodeDecodeError:
            self.encoding = "cp1252"
        self.bom = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        self.text = data[self.bom:].decode(self.encoding)
        self.starts = [0] + [m.end() for m in re.finditer("\r\n|\n|\r", self.text)]

    def units(self, text):
        return len(text.encode("utf-16-le")) // 2 if self.unit == "utf16" else len(text)

    def at_place(self, line, column):
        """The index in the text of a line and column."""
        start = index = self.starts[line - 1]
        while self.units(self.text[start:index]) < column - 1:
            index += 1
        assert self.units(self.text[start:index]) == column - 1, (line, column)
        return index

    def slice(self, region):
        """The words of a region, which says the same three times."""
        start = self.at_place(region["startLine"], region["startColumn"])
        end = self.at_place(region["endLine"], region["endColumn"])
        assert self.units(self.text[:start]) == region["charOffset"], region
        assert self.units(self.text[start:end]) == region["charLength"], region
        of_bytes = self.data[region["byteOffset"]:region["byteOffset"] + region["byteLength"]]
        assert of_bytes.decode(self.encoding) == self.text[start:end], region
        return self.text[start:end]


def run(*arguments, status=1):
    done = subprocess.run([HOWNOT, *arguments], capture_output=True, check=False)
    assert done.returncode == status, (done.returncode, done.stderr)
    return done.stdout


def check_result(result, finding, draft, is_mail):
    assert result["ruleId"] == finding["rule"]
    assert result["level"] == {"strong": "warning", "weak": "note"}[finding["severity"]]
    assert result["message"]["text"].replace("{{", "{").replace("}}", "}") == f'{finding["message"]} {finding["why"]}'
    region = result["locations"][0]["physicalLocation"]["region"]
    words = draft.slice(region)
    if finding["span"]:
        assert words == region["snippet"]["text"] and (is_mail or words == finding["text"])
        assert region["byteOffset"] == finding["span"]["start"]["byte"]
    else:
        assert words == "" and "snippet" not in region
    expected = [s for s in finding["suggestions"] if s["span"]["start"] != s["span"]["end"]]
    fixes = result.get("fixes", [])
    assert is_mail or len(fixes) == len(expected)
    assert len(fixes) + len(result["properties"]["suggestions"]) == len(finding["suggestions"])
    for fix, suggestion in zip(fixes, expected):
        replacement = fix["artifactChanges"][0]["replacements"][0]
        draft.slice(replacement["deletedRegion"])
        assert replacement["deletedRegion"]["byteOffset"] == suggestion["span"]["start"]["byte"]
        assert replacement["insertedContent"]["text"] == suggestion["text"]


def check_log(paths, unit, validate):
    log = json.loads(run("-f", "sarif", "--columns", unit, *paths))
    check_shape(log, LOG)
    validate(log)
    run_ = log["runs"][0]
    assert run_["columnKind"] == {"utf16": "utf16CodeUnits", "char": "unicodeCodePoints"}[unit]
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules) and set(rules) == {result["ruleId"] for result in run_["results"]}
    results = iter(run_["results"])
    for judged in json.loads(run("-f", "json", *paths))["results"]:
        with open(judged["path"], "rb") as file:
            draft = Draft(file.read(), unit)
        seen = set()
        for finding in judged["findings"]:
            result = next(results)
            check_result(result, finding, draft, judged["path"].endswith(".eml"))
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert urllib.parse.urlsplit(uri).path == urllib.parse.quote(judged["path"])
            seen.add((result["ruleId"], result["partialFingerprints"]["ruleAndWords/v1"]))
        assert len(seen) == len(judged["findings"]) > 0, judged["path"]
    assert next(results, None) is None
    return log


def fingerprints(log):
    """Of what rules found: what signals tell of depends on the draft as a whole."""
    results = [r for r in log["runs"][0]["results"] if "/" in r["ruleId"] and not r["ruleId"].startswith("signals/")]
    return [r["partialFingerprints"]["ruleAndWords/v1"] for r in results]


DRAFT = ("Hello Ann,\n\nÉ 日本 🚀 We do not allow reference books to be checked out of the library. You must come to "
         "the desk with {{card}} [name].\n\nKim\n")
MAIL = (b"From: kim@example.org\nTo: ann@example.org\nSubject: Atlas\nMIME-Version: 1.0\nContent-Type: text/plain; "
        b"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHello Ann,\n\nWe do not allow reference books =\n"
        b"to be checked out of the caf=C3=A9. We do not allow food.\n\nKim\n")


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)
    return name


def check_all(validate):
    crlf = DRAFT.replace("\n", "\r\n").encode()
    paths = [
        write("draft.txt", DRAFT.encode()), write("a b%25:é.txt", crlf), write("bom.txt", b"\xef\xbb\xbf" + crlf),
        write("cr.txt", DRAFT.replace("\n", "\r").encode()), write("mail.eml", MAIL),
        write("latin.txt", DRAFT.replace("日本 🚀", "ü").encode("cp1252")), os.path.abspath("draft.txt")]
    for unit in ("utf16", "char"):
        check_log(paths, unit, validate)

    alone = fingerprints(check_log(["draft.txt"], "char", validate))
    write("moved.txt", ("Good morning!\n\n" + DRAFT).replace("of the library", "of\nthe library").encode())
    assert alone and fingerprints(check_log(["moved.txt"], "char", validate)) == alone

    # UTF-16 unless something else is asked for, as most readers have it; what SARIF cannot say is refused.
    assert run("-f", "sarif", "draft.txt") == run("-f", "sarif", "--columns=utf16", "draft.txt")
    run("-f", "sarif", "--columns=byte", "draft.txt", status=2)
    run("rewrite", "-f", "sarif", "draft.txt", status=2)

    # A file that cannot be read, a draft with nothing to say, no draft at all: a log all the same.
    write("empty.txt", b"")
    for names, status, results in (("draft.txt missing.txt", 2, len(alone)), ("empty.txt", 0, 0), ("missing.txt", 2, 0)):
        log = json.loads(run("-f", "sarif", *names.split(), status=status))
        check_shape(log, LOG)
        validate(log)
        assert log["runs"][0]["invocations"][0]["executionSuccessful"] == (status != 2)
        assert len(log["runs"][0]["results"]) >= results


def schema_validator(path):
    try:
        import jsonschema
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
    except (ImportError, OSError) as error:
        print(f"skipped: {error}")
        sys.exit(77)
    return lambda log: jsonschema.validate(log, schema)


def main():
    validate = schema_validator(os.path.abspath(sys.argv[1])) if len(sys.argv) > 1 else lambda log: None
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        check_all(validate)


main()
