#!/usr/bin/env bats
# Golden tests: what the program prints for a command line.
#
# A case is a folder GROUP/CASE with
#
#     args      the command line, as the shell reads it
#     stdin     standard input (none: nothing)
#     stdout    what is expected there
#     stderr    the same (none: nothing)
#     status    the exit status (none: 0)
#
# and any files that args names. The program under test ($HOWNOT) has the rules of pack.json alone, but in replies/,
# which shows what becomes of whole letters. BLESS=1 writes
# stdout, stderr and status anew; look at them with git diff. EVERY=3 runs every third case.

here=$BATS_TEST_DIRNAME

setup() {
	[ -x "${HOWNOT:?is the program to test}" ]
}

run_case() {
	local case=$1 out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err input=/dev/null status=0 expected=0
	cd "$case" || return 1
	[ -e stdin ] && input=stdin
	eval "set -- $(cat args)"
	env -i PATH="$PATH" LANG=C.UTF-8 COLUMNS=80 "$HOWNOT" "$@" <"$input" >"$out" 2>"$err" || status=$?
	if [ -n "${BLESS:-}" ]; then
		cp "$out" stdout
		rm -f stderr status
		[ -s "$err" ] && cp "$err" stderr
		[ "$status" = 0 ] || echo "$status" >status
		return 0
	fi
	[ -e status ] && expected=$(cat status)
	local wrong=0
	diff -u --label expected --label printed stdout "$out" || wrong=1
	diff -u --label 'expected on stderr' --label printed "$([ -e stderr ] && echo stderr || echo /dev/null)" "$err" || wrong=1
	[ "$status" = "$expected" ] || { echo "status $status, expected $expected"; wrong=1; }
	[ "$wrong" = 0 ] || echo "^ ${case#"$here"/}"
	return "$wrong"
}

run_group() {
	local wrong=0 count=0 case
	for case in "$here/$1"/*/; do
		count=$((count + 1))
		[ $((count % ${EVERY:-1})) -eq 0 ] || continue
		(run_case "${case%/}") || wrong=1
	done
	[ "$count" -gt 0 ] && [ "$wrong" = 0 ]
}

@test "text for people" { run_group text; }
@test "json" { run_group json; }
@test "gnu lines" { run_group gnu; }
@test "ndjson" { run_group ndjson; }
@test "rewrite" { run_group rewrite; }
@test "replies, with the packs that are built in" {
	[ -n "${HOWNOT_INSTALLED:-}" ] || skip "HOWNOT_INSTALLED is not set"
	HOWNOT=$HOWNOT_INSTALLED run_group replies;
}
@test "explain" { run_group explain; }
@test "rules" { run_group rules; }
@test "options and help" { run_group options; }
@test "profile" { run_group profile; }
@test "pages" { run_group html; }
@test "SARIF logs" { run_group sarif; }
@test "reports" { run_group report; }
@test "practise" { run_group practise; }
@test "trouble" { run_group trouble; }

@test "every case belongs to a group that is run" {
	cd "$here"
	for group in */; do
		grep -q "run_group ${group%/};" run.bats
	done
}
