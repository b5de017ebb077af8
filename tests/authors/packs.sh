#!/bin/sh
# What `hownot rules check` says of the built-in packs, with the drafts that rules may be written from beside their examples.
#
#     packs.sh HOWNOT        fails on an error, and when there are more warnings of a kind than in warnings.txt
#     BLESS=1 packs.sh HOWNOT    records the numbers: they may only fall
set -eu
hownot=$1
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
record=$here/warnings.txt
out=$(mktemp)
trap 'rm -f "$out"' EXIT
drafts=
for corpus in train fresh spanish spanish-fresh; do drafts="$drafts --drafts tests/corpus/$corpus.jsonl"; done
packs=$(ls rules/*.json | grep -v schema)
status=0
# shellcheck disable=SC2086
"$hownot" rules check -f gnu $drafts $packs >"$out" || { grep ' error: ' "$out" || true; exit 1; }
count() {
	sed -n 's/.* warning: .*\[\([a-z-]*\)\]$/\1/p' "$out" | sort | uniq -c | while read -r number kind; do echo "$kind $number"; done
}
if [ "${BLESS:-}" ]; then
	count >"$record"
	cat "$record"
	exit
fi
count | {
	while read -r kind number; do
		was=$(sed -n "s/^$kind //p" "$record")
		[ "$number" -le "${was:-0}" ] && continue
		echo "$kind: $number warnings, recorded ${was:-0}"
		grep "\[$kind\]\$" "$out"
		status=1
	done
	exit $status
}
