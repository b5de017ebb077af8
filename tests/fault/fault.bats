#!/usr/bin/env bats
# The promises of hownot(1), SECURITY, when the system fails or somebody means harm.

setup() {
	[ -x "${HOWNOT:?is the program to test}" ]
	cd "$BATS_TEST_TMPDIR"
	export LANG=C.UTF-8 HOME=$BATS_TEST_TMPDIR
	printf 'Hello,\n\nWe cannot lend the atlas.\n\nIt is against our policy.\n\nAnn\n' >draft.txt
	"$HOWNOT" rewrite draft.txt >rewritten.txt
	cp draft.txt before
}

# bats does not see a failing "! command".
not() {
	if "$@"; then return 1; fi
}

# Of the tests that make the system fail. In the test itself: `run` would not see that it skips.
needs_faults() {
	[ -n "${FAULTS:-}" ] || skip "no faults in a build with sanitizers"
}

# FAULT COMMAND…: the program with the system failing.
with() {
	local fault=$1
	shift
	env FAULT="$fault" LD_PRELOAD="$FAULTS" "$@"
}

nothing_is_left_over() {
	[ "$(find . -name '*hownot-*' | wc -l)" = 0 ]
}

@test "reads and writes of a few bytes, and interrupted ones, change nothing" {
	needs_faults
	printf '{"id": 1, "text": "We cannot lend it."}\n{"id": 2, "text": "No."}\n' >records
	"$HOWNOT" --input ndjson <records >answers
	"$HOWNOT" -f json draft.txt >json || true
	for fault in short interrupted; do
		with $fault "$HOWNOT" rewrite <draft.txt >out
		cmp out rewritten.txt
		with $fault "$HOWNOT" rewrite draft.txt >out
		cmp out rewritten.txt
		with $fault "$HOWNOT" -f json draft.txt >out || true
		cmp out json
		with $fault "$HOWNOT" --input ndjson <records >out
		cmp out answers
		cp before draft.txt
		with $fault "$HOWNOT" rewrite -i draft.txt
		cmp draft.txt rewritten.txt
		cp before draft.txt
	done
}

@test "a read error in mid-file is told, and the file stays" {
	needs_faults
	run with read-error "$HOWNOT" draft.txt
	[ "$status" = 2 ] && [[ $output == *"draft.txt: Input/output error"* ]]
	run with read-error "$HOWNOT" rewrite -i draft.txt
	[ "$status" = 2 ]
	cmp draft.txt before
	nothing_is_left_over
}

@test "a filter whose input breaks off gives back what came" {
	needs_faults
	with read-error "$HOWNOT" rewrite <draft.txt >out 2>err || status=$?
	[ "$status" = 2 ] && [ ! -s err ]
	cmp out <(head -c 20 draft.txt)
}

@test "in place: a disk that is full or fails leaves the old file" {
	needs_faults
	for fault in write-error no-sync no-rename; do
		run with $fault "$HOWNOT" rewrite -i draft.txt
		[ "$status" = 2 ] && [[ $output == *draft.txt:* ]]
		cmp draft.txt before
		nothing_is_left_over
	done
	run with write-error "$HOWNOT" rewrite -i.bak draft.txt
	[ "$status" = 2 ] && [ ! -e draft.txt.bak ]
	cmp draft.txt before
}

@test "in place: a kill at any moment leaves the old file or the new one" {
	for delay in 0 0.002 0.004 0.006 0.008 0.01 0.012 0.015 0.02 0.03; do
		for signal in KILL INT TERM; do
			cp before draft.txt
			"$HOWNOT" rewrite -i draft.txt 2>/dev/null &
			sleep $delay
			kill -$signal $! 2>/dev/null || true
			wait $! 2>/dev/null || true
			cmp -s draft.txt before || cmp draft.txt rewritten.txt
		done
	done
}

@test "in place: what is no regular file is refused" {
	mkfifo pipe
	(printf 'We cannot.\n' >pipe &)
	run timeout 5 "$HOWNOT" rewrite -i pipe
	[ "$status" = 2 ] && [ -p pipe ]
	chmod 444 draft.txt
	if [ ! -w draft.txt ]; then
		run "$HOWNOT" rewrite -i draft.txt
		[ "$status" = 2 ]
	fi
	cmp draft.txt before
}

@test "files that cannot be read are named, and the others are done" {
	mkdir folder
	ln -s loop loop
	run "$HOWNOT" -f gnu none.txt folder loop draft.txt
	[ "$status" = 2 ]
	for name in none.txt folder loop; do [[ $output == *"hownot: $name: "* ]]; done
	[[ $output == *draft.txt:*warning* ]]
}

@test "a FIFO, a device and a substituted file are read" {
	mkfifo pipe
	(cat draft.txt >pipe &)
	run timeout 5 "$HOWNOT" -q pipe
	[ "$status" = 1 ]
	run "$HOWNOT" -q <(cat draft.txt)
	[ "$status" = 1 ]
	run "$HOWNOT" -q /dev/stdin <draft.txt
	[ "$status" = 1 ]
	run "$HOWNOT" -q /dev/null
	[ "$status" = 0 ]
}

@test "a small file system that is full" {
	command -v unshare >/dev/null || skip "no unshare"
	unshare -rm true 2>/dev/null || skip "no mount namespaces here"
	mkdir disk
	run unshare -rm sh -c 'mount -t tmpfs -o size=8k none disk && cp draft.txt disk && head -c 100000 /dev/zero >disk/fill 2>/dev/null
		"$HOWNOT" rewrite -i disk/draft.txt; echo $?; cmp disk/draft.txt before && ls -A disk | grep -c hownot-'
	[[ $output == *"No space left on device"* ]]
	[ "${lines[-2]}" = 2 ] && [ "${lines[-1]}" = 0 ]
}

@test "no home, a broken locale, a full environment, a stack of little room" {
	run env -u HOME -u XDG_CONFIG_HOME LC_ALL=xx_XX.nothing "$HOWNOT" -q draft.txt
	[ "$status" = 1 ]
	run env HOME=/nonexistent BIG="$(head -c 100000 /dev/zero | tr '\0' x)" "$HOWNOT" -q draft.txt
	[ "$status" = 1 ]
	[ -n "${FAULTS:-}" ] || skip "sanitizers need stack"
	run bash -c 'ulimit -s 256; "$HOWNOT" rewrite draft.txt | cmp - rewritten.txt'
	[ "$status" = 0 ]
}

@test "memory that is used up gives the draft back" {
	[ -n "${FAULTS:-}" ] || skip "sanitizers need memory"
	for i in $(seq 40000); do echo "We cannot lend the atlas number $i."; done >long.txt
	for limit in 12000 16000 24000; do
		local result=0
		(ulimit -v $limit; "$HOWNOT" rewrite <long.txt >out 2>err) || result=$?
		[ "$result" = 2 ] || [ "$result" = 127 ] || [ "$result" = 139 ] || [ "$result" = 0 ]
		[ "$result" != 2 ] || cmp out long.txt
		[ ! -s err ] || [ "$result" = 127 ]
	done
}

# What the program asks of the kernel.
traced() {
	command -v strace >/dev/null || skip "no strace"
	strace -f -o trace "$@" >/dev/null 2>&1 || true
	[ -s trace ] && grep -q execve trace || skip "nothing can be traced here"
}

@test "no network, no other program, no file but those that were named" {
	traced "$HOWNOT" -f json --question before draft.txt
	not grep -E '\b(socket|connect|bind|sendto|sendmsg|fork|vfork)\(' trace
	[ "$(grep -c 'execve(' trace)" = 1 ]
	not grep -E 'open(at)?\(.*(O_WRONLY|O_RDWR|O_CREAT)' trace
	# Nothing but libraries, its own configuration, the draft and the question.
	grep -E 'open(at)?\(' trace | grep -vE '\.so|ld\.so|/proc/|/sys/|/etc/(ld|localtime)|locale|gconv|hownot/|"draft.txt"|"before"|\.gcda|cpu' >others || true
	[ ! -s others ]
}

@test "what was given up stays given up" {
	"$HOWNOT" --version --verbose | grep -q 'core dumps yes' || skip "the kernel has nothing to give up"
	traced "$HOWNOT" -q draft.txt
	! grep -q 'landlock_restrict_self.*= 0' trace || grep -q 'handled_access_fs=.*MAKE_REG' trace
	# All of it comes before the draft is opened.
	local confined opened
	confined=$(grep -nE 'PR_SET_SECCOMP|seccomp\(' trace | head -1 | cut -d: -f1)
	opened=$(grep -n '"draft.txt"' trace | tail -1 | cut -d: -f1)
	[ -z "$confined" ] || [ "$confined" -lt "$opened" ]
}

@test "no core dump" {
	ulimit -c unlimited 2>/dev/null || skip "no core files here"
	mkfifo pipe
	"$HOWNOT" -q pipe &
	local pid=$!
	exec 7>pipe
	sleep 0.3
	grep -q 'Max core file size *0 *0' "/proc/$pid/limits"
	kill -SEGV $pid
	exec 7>&-
	wait $pid || true
	[ "$(find . -name 'core*' | wc -l)" = 0 ]
}

pack() {
	printf '{"pack": "hostile", %s "rules": [{"id": "r", "category": "dead-end", "severity": "strong", "pattern": "%s", "message": "M.", "why": "W.", "examples": {"match": ["%s"]}}]}' "$1" "$2" "$3" >hostile.json
}

refused() {
	pack "$@"
	run timeout 20 "$HOWNOT" --pack ./hostile.json draft.txt
	[ "$status" = 2 ] && [[ $output == *hostile.json* ]]
}

@test "a pack that others can change is refused, with a line" {
	local packs=$PWD/config/hownot/packs pack='{"pack": "mine", "rules": [{"id": "nope", "category": "dead-end", "severity": "strong", "pattern": "nope", "message": "M.", "why": "W.", "rewrites": ["x"], "examples": {"match": ["nope"]}}]}'
	export XDG_CONFIG_HOME=$PWD/config
	mkdir -p "$packs"
	echo "$pack" >"$packs/mine.json"
	echo "$pack" >named.json
	chmod 755 "$packs" && chmod 644 "$packs/mine.json"
	"$HOWNOT" --fail-on never -f json draft.txt | grep -q verdict
	for loose in "$packs" "$packs/mine.json"; do
		chmod o+w "$loose"
		run "$HOWNOT" draft.txt
		[ "$status" = 2 ] && [ "$output" = "hownot: $loose: not used, as others can write to it: chmod go-w" ]
		"$HOWNOT" rewrite <draft.txt >out 2>err || status=$?
		[ "$status" = 2 ] && [ ! -s err ] && cmp out before
		# What is left out does no harm.
		"$HOWNOT" --no-pack mine --fail-on never -q draft.txt
		chmod o-w "$loose"
	done
	"$HOWNOT" --fail-on never -q --pack named.json --no-pack mine draft.txt
	[ "$(id -u)" = 0 ] || skip "only root can give a file away"
	chown 12345 "$packs/mine.json" named.json
	run "$HOWNOT" draft.txt
	[ "$status" = 2 ] && [[ $output == "hownot: $packs/mine.json: not used, as it is somebody else's"* ]]
	# A colleague's pack may be named, unless anybody can write to it.
	"$HOWNOT" --fail-on never -q --no-pack mine --pack named.json draft.txt
	chmod o+w named.json
	run "$HOWNOT" --no-pack mine --pack named.json draft.txt
	[ "$status" = 2 ] && [ "$output" = "hownot: named.json: not used, as it is somebody else's, and others can write to it" ]
}

@test "hostile packs are refused, with a line" {
	refused '' '\\\\Ca' a
	refused '' '(?R)' a
	refused '' '(?C1)a' a
	refused '' '(*MARK:x)a' a
	refused '' '(a)(?1)' aa
	refused '' '(?&x)' a
	refused '"define": {"x": "(?&y)", "y": "(?&x)"},' '(?&x)' a
	# Words that would come to a million millions.
	refused '"define": {"a": "(?&b)(?&b)(?&b)(?&b)", "b": "(?&c)(?&c)(?&c)(?&c)", "c": "(?&d)(?&d)(?&d)(?&d)", "d": "(?&e)(?&e)(?&e)(?&e)", "e": "(?&f)(?&f)(?&f)(?&f)", "f": "(?&g)(?&g)(?&g)(?&g)", "g": "(?&h)(?&h)(?&h)(?&h)", "h": "(?&i)(?&i)(?&i)(?&i)", "i": "(?&j)(?&j)(?&j)(?&j)", "j": "(?&k)(?&k)(?&k)(?&k)", "k": "(?&l)(?&l)(?&l)(?&l)", "l": "(?&m)(?&m)(?&m)(?&m)", "m": "(?&n)(?&n)(?&n)(?&n)", "n": "(?&o)(?&o)(?&o)(?&o)", "o": "xxxx"},' '(?&a)' a
	head -c 3000 /dev/zero | tr '\0' '[' >hostile.json
	run "$HOWNOT" --pack ./hostile.json draft.txt
	[ "$status" = 2 ]
}

@test "a pattern that backtracks without end does not hang a draft" {
	needs_faults
	pack '' '(?:a+)+b' 'aaab'
	for i in $(seq 50); do echo "We cannot $(head -c 60 /dev/zero | tr '\0' a)c lend it, Bob."; done >long.txt
	run timeout 20 "$HOWNOT" -q --pack ./hostile.json long.txt
	[ "$status" = 1 ]
	# It is named once, and skipped.
	"$HOWNOT" --fail-on never --pack ./hostile.json long.txt >out
	[ "$(grep -c 'hostile/r takes too long on this draft, and was skipped' out)" = 1 ]
	"$HOWNOT" --fail-on never -f json --pack ./hostile.json long.txt | grep -q 'takes too long on this draft'
	"$HOWNOT" --fail-on never --pack ./hostile.json draft.txt >out
	not grep 'takes too long' out
}

# Texts that make careless programs quadratic: a fifth of a megabyte each, with the time that a slow machine may take.
quick() {
	timeout 40 "$1" -f json long.txt >/dev/null || [ $? = 1 ]
	timeout 40 "$1" rewrite <long.txt >/dev/null || [ $? = 2 ]
}

@test "long texts of one kind do not hang" {
	local text
	for text in '> ' '[' '(' 'a' '\n' '.' "'" 'From: a\n' '-- \n' 'http://' 'a@' '\xcc\x81' '\xff' '<p>' '> > > > x\n'; do
		for i in $(seq 1000); do printf -- "$text$text$text$text$text$text$text$text$text$text"; done >long.txt
		cat long.txt long.txt long.txt >longer.txt && mv longer.txt long.txt
		quick "$HOWNOT"
	done
}

@test "mail nested a thousand times does not hang" {
	{
		printf 'From: a@b.example\nMIME-Version: 1.0\n'
		for i in $(seq 1000); do printf 'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' $i $i; done
		printf '\nWe cannot.\n'
	} >long.txt
	# The one beside the module that reads mail.
	quick "${HOWNOT_INSTALLED:-$HOWNOT}"
}
