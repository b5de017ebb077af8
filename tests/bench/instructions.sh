#!/bin/sh
# How many instructions hownot takes for each of the drafts, compared with what was recorded.
#
#     instructions.sh HOWNOT        fails when a count is off by more than a tenth
#     BLESS=1 instructions.sh HOWNOT    records the counts
#
# Counts, unlike times, are the same on a busy machine; they differ between processors and library versions, so a recorded line names both, and where the machine
# is another one nothing is compared; nor is what clang made, for gcc's was recorded. Exits 77 (skipped) then, and where valgrind is missing.
set -eu
hownot=$1
here=$(dirname "$0")
record=$here/instructions.txt
command -v valgrind >/dev/null || { echo "valgrind is missing"; exit 77; }

machine="$(uname -m) pcre2-$(pcre2-config --version 2>/dev/null || echo unknown) libc-$(getconf GNU_LIBC_VERSION | tr -d ' ')"
count() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$hownot" check --quiet "$1" 2>&1 | sed -n 's/.*Collected : //p'
}

if [ "${BLESS:-}" ]; then
	{
		echo "# instructions of hownot check --quiet; written by BLESS=1 instructions.sh"
		echo "machine $machine"
		for draft in "$here"/drafts/*.txt; do
			echo "$(basename "$draft" .txt) $(count "$draft")"
		done
	} >"$record.new"
	mv "$record.new" "$record"
	cat "$record"
	exit
fi
! readelf -p .comment "$hownot" | grep -q 'clang version' || { echo "made by clang, recorded of gcc's: not compared"; exit 77; }
grep -qx "machine $machine" "$record" || { echo "recorded on another machine: not compared"; exit 77; }
status=0
for draft in "$here"/drafts/*.txt; do
	name=$(basename "$draft" .txt)
	was=$(sed -n "s/^$name //p" "$record")
	now=$(count "$draft")
	echo "$name: $now instructions, recorded $was"
	[ "$((now * 10))" -le "$((was * 11))" ] && [ "$((now * 10))" -ge "$((was * 9))" ] || { echo "$name: off by more than a tenth"; status=1; }
done
exit $status
