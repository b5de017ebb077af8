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

# bats does not see a failing "! command", nor that the first of "one && other" fails: each stands on a line of its own.
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

# Without what root may do to files that it must not read or write.
plainly() {
	if [ "$(id -u)" != 0 ]; then
		"$@"
		return
	fi
	command -v setpriv >/dev/null || skip "no setpriv"
	setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search "$@"
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
	[ "$status" = 2 ]
	[[ $output == *"draft.txt: Input/output error"* ]]
	run with read-error "$HOWNOT" rewrite -i draft.txt
	[ "$status" = 2 ]
	cmp draft.txt before
	nothing_is_left_over
}

@test "a filter whose input breaks off gives back what came" {
	needs_faults
	status=0
	with read-error "$HOWNOT" rewrite <draft.txt >out 2>err || status=$?
	[ "$status" = 2 ]
	[ ! -s err ]
	cmp out <(head -c 20 draft.txt)
}

@test "a filter that crashes gives the draft back" {
	needs_faults
	counts_no_lines
	local fault at status crashes
	for fault in crash abort; do
		crashes=0
		for at in $(seq 200); do
			status=0
			FAULT_AT=$at with $fault "$HOWNOT" rewrite <draft.txt >out 2>err || status=$?
			[ "$status" != 0 ] || break
			[ $fault = abort ] || [ "$status" = 139 ]
			[ $fault = crash ] || [ "$status" = 134 ]
			cmp out before
			[ ! -s err ]
			crashes=$((crashes + 1))
		done
		cmp out rewritten.txt
		[ "$crashes" -gt 5 ]
	done
}

@test "in place: a disk that is full or fails leaves the old file" {
	needs_faults
	for fault in write-error no-sync no-rename; do
		run with $fault "$HOWNOT" rewrite -i draft.txt
		[ "$status" = 2 ]
		[[ $output == *draft.txt:* ]]
		cmp draft.txt before
		nothing_is_left_over
	done
	run with write-error "$HOWNOT" rewrite -i.bak draft.txt
	[ "$status" = 2 ]
	[ ! -e draft.txt.bak ]
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

# A kill or an interrupt before each of its calls that leaves something on the disk, in turn, until there is none left to stop it at.
@test "in place: stopped before any write the file is the old one or the new one" {
	needs_faults
	local fault at status old new
	for fault in kill interrupt; do
		old=0 new=0
		for at in $(seq 100); do
			cp before draft.txt
			status=0
			FAULT_AT=$at with $fault "$HOWNOT" rewrite -i.bak draft.txt 2>err || status=$?
			[ ! -e draft.txt.bak ] || cmp draft.txt.bak before
			if cmp -s draft.txt before; then old=$((old + 1)); else cmp draft.txt rewritten.txt && new=$((new + 1)); fi
			[ $fault = kill ] || nothing_is_left_over
			[ "$status" != 0 ] || break
			rm -f draft.txt.bak .*hownot-*
		done
		# It ends by itself in the end, and both have been seen before.
		[ "$status" = 0 ]
		[ "$old" -gt 0 ]
		[ "$new" -gt 1 ]
	done
}

@test "in place: what somebody saved meanwhile is not overwritten" {
	needs_faults
	for fault in grows changes; do
		cp before draft.txt
		run with $fault "$HOWNOT" rewrite -i.bak draft.txt
		[ "$status" = 2 ]
		[ "$output" = "hownot: draft.txt: changed while it was being rewritten; left as it is" ]
		grep -q 'More\.' draft.txt
		not cmp -s draft.txt before
		[ ! -e draft.txt.bak ]
		nothing_is_left_over
	done
	cp before draft.txt
	run with vanishes "$HOWNOT" rewrite -i draft.txt
	[ "$status" = 2 ]
	[ "$output" = "hownot: draft.txt: No such file or directory" ]
	[ ! -e draft.txt ]
	nothing_is_left_over
	# What was read of it is coached all the same.
	cp before draft.txt
	run with vanishes "$HOWNOT" -q draft.txt
	[ "$status" = 1 ]
	[ -z "$output" ]
}

@test "in place: another folder's file through a link; of two names the other keeps the old text" {
	mkdir folder
	cp before folder/draft.txt
	ln -s folder/draft.txt link
	ln -s nowhere dangling
	ln draft.txt other
	"$HOWNOT" rewrite -i link
	[ -L link ]
	cmp folder/draft.txt rewritten.txt
	run "$HOWNOT" rewrite -i dangling
	[ "$status" = 2 ]
	[ "$output" = "hownot: dangling: No such file or directory" ]
	[ -L dangling ]
	"$HOWNOT" rewrite -i draft.txt
	cmp draft.txt rewritten.txt
	cmp other before
}

@test "in place: what is no regular file is refused" {
	mkfifo pipe
	(cat draft.txt >pipe &)
	run timeout 5 "$HOWNOT" rewrite -i pipe
	[ "$status" = 2 ]
	[ -p pipe ]
	[ "$output" = "hownot: pipe: not a regular file" ]
}

@test "in place: neither a file nor a folder that must not be written" {
	chmod 444 draft.txt
	run plainly "$HOWNOT" rewrite -i draft.txt
	[ "$status" = 2 ]
	[ "$output" = "hownot: draft.txt: Permission denied" ]
	mkdir folder
	cp before folder/draft.txt
	chmod 555 folder
	run plainly "$HOWNOT" rewrite -i folder/draft.txt
	[ "$status" = 2 ]
	[ "$output" = "hownot: folder/draft.txt: cannot make a file beside it: Permission denied" ]
	chmod 755 folder
	cmp draft.txt before
	cmp folder/draft.txt before
}

@test "files that cannot be read are named, and the others are done" {
	mkdir folder
	ln -s loop loop
	cp before closed.txt
	chmod 000 closed.txt
	run plainly "$HOWNOT" -f gnu none.txt folder loop closed.txt draft.txt
	[ "$status" = 2 ]
	[[ $output == *"hownot: none.txt: No such file or directory"* ]]
	[[ $output == *"hownot: folder: Is a directory"* ]]
	[[ $output == *"hownot: loop: Too many levels of symbolic links"* ]]
	[[ $output == *"hownot: closed.txt: Permission denied"* ]]
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

@test "what is larger than 1 GiB is refused before it is read" {
	truncate -s 1025M draft.txt
	run timeout 5 bash -c 'ulimit -v 500000; "$HOWNOT" -q draft.txt'
	[ -n "${FAULTS:-}" ] || skip "sanitizers need memory"
	[ "$status" = 2 ]
	[ "$output" = "hownot: draft.txt: larger than 1 GiB" ]
}

needs_mounts() {
	command -v unshare >/dev/null || skip "no unshare"
	unshare -rm true 2>/dev/null || skip "no mount namespaces here"
}

@test "a file system that is read-only" {
	needs_mounts
	mkdir disk
	cp before disk/draft.txt
	run unshare -rm sh -c 'mount --bind disk disk && mount -o remount,ro,bind disk && cd disk && "$HOWNOT" rewrite -i draft.txt; echo $?
		"$HOWNOT" -q draft.txt; echo $?; "$HOWNOT" rewrite <draft.txt | cmp - ../rewritten.txt; echo $?
		echo "{\"id\": 1, \"text\": \"No.\"}" | "$HOWNOT" --input ndjson >/dev/null; echo $?'
	[ "${lines[0]}" = "hownot: draft.txt: Read-only file system" ]
	[ "${lines[*]:1}" = "2 1 0 0" ]
	cmp disk/draft.txt before
}

@test "a small file system that is full" {
	needs_mounts
	mkdir disk
	run unshare -rm sh -c 'mount -t tmpfs -o size=8k none disk && cp draft.txt disk && head -c 100000 /dev/zero >disk/fill 2>/dev/null
		"$HOWNOT" rewrite -i disk/draft.txt; echo $?; cmp disk/draft.txt before && ls -A disk | grep -c hownot-'
	[[ $output == *"No space left on device"* ]]
	[ "${lines[-2]}" = 2 ]
	[ "${lines[-1]}" = 0 ]
}

@test "no home, a broken locale, a full environment, a stack of little room" {
	run env -u HOME -u XDG_CONFIG_HOME LC_ALL=xx_XX.nothing "$HOWNOT" -q draft.txt
	[ "$status" = 1 ]
	run env HOME=/nonexistent BIG="$(head -c 100000 /dev/zero | tr '\0' x)" "$HOWNOT" -q draft.txt
	[ "$status" = 1 ]
	[ -n "${FAULTS:-}" ] || skip "sanitizers need stack"
	# The environment lies on the stack. The kernel gives it a quarter of what there is, 4 KB at the least.
	run env BIG="$(head -c 4096 /dev/zero | tr '\0' x)" bash -c 'ulimit -s 128; "$HOWNOT" rewrite draft.txt | cmp - rewritten.txt'
	[ "$status" = 0 ]
	# What takes more than there is gives the draft back.
	run bash -c 'ulimit -s 128; for i in $(seq 3000); do printf "> "; done >deep.txt; echo "We cannot." >>deep.txt; "$HOWNOT" rewrite <deep.txt | grep -c "> > >"'
	[ "$output" = 1 ]
}

@test "no terminal" {
	command -v setsid >/dev/null || skip "no setsid"
	run setsid env -u TERM "$HOWNOT" -q draft.txt
	[ "$status" = 1 ]
	[ -z "$output" ]
	# There is nobody to ask: the filter gives the draft back.
	local result=0
	setsid env -u TERM "$HOWNOT" rewrite --interactive <draft.txt >out 2>err || result=$?
	[ "$result" = 2 ]
	cmp out before
	[ ! -s err ]
}

# All but those with a number in the list.
without_streams() {
	local streams=$1
	shift
	(
		[[ $streams != *0* ]] || exec 0<&-
		[[ $streams != *1* ]] || exec 1>&-
		[[ $streams != *2* ]] || exec 2>&-
		exec "$@"
	)
}

@test "standard streams that are closed harm no file" {
	local streams result
	for streams in 0 1 2 01 02 12 012; do
		result=0
		without_streams $streams "$HOWNOT" -q draft.txt || result=$?
		[ "$result" = 1 ]
		# What is told of none.txt goes nowhere, least of all into the draft.
		result=0
		without_streams $streams "$HOWNOT" rewrite -i none.txt draft.txt || result=$?
		[ "$result" = 2 ]
		cmp draft.txt rewritten.txt
		cp before draft.txt
		nothing_is_left_over
		result=0
		without_streams $streams "$HOWNOT" -f gnu draft.txt >out || result=$?
		[[ $streams == *1* && $result = 2 || $streams != *1* && $result = 1 ]]
		# No file stands in the place of one.
		result=0
		FAULT=descriptors LD_PRELOAD=$FAULTS without_streams $streams "$HOWNOT" -q draft.txt || result=$?
		[ "$result" = 1 ]
		cmp draft.txt before
	done
}

# COMMAND…: it is right, or says that memory ran out, with $1 failing at each allocation in turn.
each_allocation() {
	local fault=$1 check=$2 at result
	shift 2
	for at in $(seq 2000); do
		result=0
		FAULT_AT=$at with "$fault" "$HOWNOT" "$@" <in >out 2>err || result=$?
		$check "$result" || { echo "$fault at $at: $* ended with $result"; return 1; }
		[ "$result" != 2 ] || continue
		# From here on it went well, and five more times so.
		[ $((ended = ended + 1)) -lt 6 ] || return 0
	done
	return 1
}

is_filtered() {
	[ ! -s err ] && case $1 in
		0) cmp out rewritten.txt ;;
		2) cmp out before ;;
		*) false ;;
	esac
}

is_replaced() {
	nothing_is_left_over && case $1 in
		0) cmp draft.txt rewritten.txt && cp before draft.txt ;;
		# On the very first it does not know yet that it is no filter, and those are silent.
		2) cmp draft.txt before && { grep -q '^hownot: .*memory' err || [ $at = 1 ]; } ;;
		*) false ;;
	esac
}

is_checked() {
	case $1 in
		1) cmp out checked ;;
		2) grep -q '^hownot: .*memory' err ;;
		*) false ;;
	esac
}

is_answered() {
	case $1 in
		0) cmp out answers || grep -q '"error": ".*memory' out ;;
		2) grep -q '^hownot: .*memory' err ;;
		*) false ;;
	esac
}

@test "memory that runs out at any allocation loses nothing" {
	needs_faults
	counts_no_lines
	local fault ended
	printf '{"id": 1, "text": "We cannot lend it."}\n{"id": 2, "text": "No."}\n' >records
	"$HOWNOT" --input ndjson <records >answers
	"$HOWNOT" -f json draft.txt >checked || true
	for fault in no-memory one-allocation; do
		cp before in
		ended=0
		each_allocation $fault is_filtered rewrite
		ended=0
		each_allocation $fault is_replaced rewrite -i draft.txt
		ended=0
		each_allocation $fault is_checked -f json draft.txt
		cp records in
		ended=0
		each_allocation $fault is_answered --input ndjson
	done
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

counts_no_lines() {
	[ "${COUNTED:-0}" = 0 ] || skip "a build that counts lines"
}

# What the program asks of the kernel.
traced() {
	command -v strace >/dev/null || skip "no strace"
	strace -f -o trace "$@" >/dev/null 2>&1 || true
	[ -s trace ] && grep -q execve trace || skip "nothing can be traced here"
}

@test "no network, no other program, no file but those that were named" {
	counts_no_lines
	traced "$HOWNOT" -f json --question before draft.txt
	not grep -E '\b(socket|connect|bind|sendto|sendmsg|fork|vfork)\(' trace
	[ "$(grep -c 'execve(' trace)" = 1 ]
	not grep -E 'open(at)?\(.*(O_WRONLY|O_RDWR|O_CREAT)' trace
	# Nothing but libraries, its own configuration, the draft and the question.
	grep -E 'open(at)?\(' trace | grep -vE '\.so|ld\.so|/proc/|/sys/|/etc/(ld|localtime)|locale|gconv|hownot/|"draft.txt"|"before"|\.gcda|cpu' >others || true
	[ ! -s others ]
}

# WHAT: the kernel has a way to take this away.
kernel_has() {
	grep -qx "tried: kernel $1: done" told
}

# COMMAND…: on its first reading it tries what it has given up, and is refused as far as the kernel can.
refused_what_it_tries() {
	mkdir -p folder
	echo old >folder/old
	rm -f folder/fresh
	TRIES_IN=$PWD/folder with tries "$HOWNOT" "$@" >/dev/null 2>told || true
	local -a gone=(dumps)
	if kernel_has "filters calls"; then gone+=("internet socket" "local socket" program); fi
	if kernel_has "guards files"; then gone+=("new file" "old file" "remove file"); fi
	if kernel_has "guards lengths"; then gone+=("cut file"); fi
	for what in "${gone[@]}"; do
		grep "^tried: $what: " told | grep -vq ': done$' || { echo "$*: $what"; cat told; return 1; }
	done
	[ "$(cat folder/old)" = old ]
	[ ! -e folder/fresh ]
}

@test "what was given up is refused when it is tried" {
	counts_no_lines
	needs_faults
	refused_what_it_tries draft.txt
	refused_what_it_tries -f html draft.txt
	refused_what_it_tries rewrite draft.txt
	refused_what_it_tries rewrite <draft.txt
	# Beside what is changed in place it may write, and nowhere else.
	mkdir beside
	cp before beside/draft.txt
	refused_what_it_tries rewrite -i beside/draft.txt
	cmp beside/draft.txt rewritten.txt
	refused_what_it_tries --input ndjson <<<'{"text": "No."}'
	refused_what_it_tries report draft.txt
	# What it says that it gave up is what the kernel has.
	local given_up filters=no guards=no
	given_up=$("$HOWNOT" --version --verbose)
	kernel_has "filters calls" && filters=yes
	kernel_has "guards files" && guards=yes
	[[ $given_up == *"core dumps yes, network and other programs $filters, writing files $guards"* ]]
}

@test "what was given up was given up before the draft is opened" {
	counts_no_lines
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

# WHY DEFINITIONS PATTERN EXAMPLE
refused() {
	local why=$1
	shift
	pack "$@"
	run timeout 20 "$HOWNOT" --pack ./hostile.json draft.txt
	[ "$status" = 2 ] && [[ $output == *hostile.json*"$why"* ]] || { echo "$2: $output"; return 1; }
}

@test "a pack that others can change is refused, with a line" {
	local packs=$PWD/config/hownot/packs pack='{"pack": "mine", "rules": [{"id": "nope", "category": "dead-end", "severity": "strong", "pattern": "nope", "message": "M.", "why": "W.", "rewrites": ["x"], "examples": {"match": ["nope"]}}]}'
	export XDG_CONFIG_HOME=$PWD/config
	mkdir -p "$packs"
	echo "$pack" >"$packs/mine.json"
	echo "$pack" >named.json
	chmod 755 "$packs"
	chmod 644 "$packs/mine.json"
	"$HOWNOT" --fail-on never -f json draft.txt | grep -q verdict
	for loose in "$packs" "$packs/mine.json"; do
		chmod o+w "$loose"
		run "$HOWNOT" draft.txt
		[ "$status" = 2 ]
		[ "$output" = "hownot: $loose: not used, as others can write to it: chmod go-w" ]
		status=0
		"$HOWNOT" rewrite <draft.txt >out 2>err || status=$?
		[ "$status" = 2 ]
		[ ! -s err ]
		cmp out before
		# What is left out does no harm.
		"$HOWNOT" --no-pack mine --fail-on never -q draft.txt
		chmod o-w "$loose"
	done
	"$HOWNOT" --fail-on never -q --pack named.json --no-pack mine draft.txt
	[ "$(id -u)" = 0 ] || skip "only root can give a file away"
	chown 12345 "$packs/mine.json" named.json
	run "$HOWNOT" draft.txt
	[ "$status" = 2 ]
	[[ $output == "hownot: $packs/mine.json: not used, as it is somebody else's"* ]]
	# A colleague's pack may be named, unless anybody can write to it.
	"$HOWNOT" --fail-on never -q --no-pack mine --pack named.json draft.txt
	chmod o+w named.json
	run "$HOWNOT" --no-pack mine --pack named.json draft.txt
	[ "$status" = 2 ]
	[ "$output" = "hownot: named.json: not used, as it is somebody else's, and others can write to it" ]
}

@test "hostile packs are refused, with a line" {
	pack '' a a
	"$HOWNOT" --pack ./hostile.json --fail-on never -q draft.txt
	refused '\C, ' '' '\\Ca' a
	refused '\C, ' '' '[\\Q]a]\\C' aa
	refused '\C, ' '' 'a\\K' a
	refused 'recursion' '' '(?R)?a' a
	refused 'recursion' '' '(?:a)(?0)?' a
	refused 'recursion' '' '(a)(?1)' aa
	refused 'callouts' '' '(?C1)a' a
	refused 'conditions' '' '(?(1)a|b)' b
	refused 'verbs' '' '(*MARK:x)a' a
	refused 'verbs' '' '(*LIMIT_MATCH=4000000000)a' a
	refused 'no such definition' '' '(?&x)' a
	refused 'without end' '"define": {"x": "(?&y)", "y": "(?&x)"},' '(?&x)' a
	refused 'without end' '"define": {"x": "a(?&x)?b"},' '(?&x)' ab
	# Words that would come to a million millions.
	refused '' '"define": {"a": "(?&b)(?&b)(?&b)(?&b)", "b": "(?&c)(?&c)(?&c)(?&c)", "c": "(?&d)(?&d)(?&d)(?&d)", "d": "(?&e)(?&e)(?&e)(?&e)", "e": "(?&f)(?&f)(?&f)(?&f)", "f": "(?&g)(?&g)(?&g)(?&g)", "g": "(?&h)(?&h)(?&h)(?&h)", "h": "(?&i)(?&i)(?&i)(?&i)", "i": "(?&j)(?&j)(?&j)(?&j)", "j": "(?&k)(?&k)(?&k)(?&k)", "k": "(?&l)(?&l)(?&l)(?&l)", "l": "(?&m)(?&m)(?&m)(?&m)", "m": "(?&n)(?&n)(?&n)(?&n)", "n": "(?&o)(?&o)(?&o)(?&o)", "o": "xxxx"},' '(?&a)' a
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

@test "of ten thousand findings the rest is counted, in a rewrite, too" {
	local file more listed
	for i in $(seq 10500); do printf '[name] '; done >long.txt
	"$HOWNOT" -f json --fail-on never long.txt >checked
	"$HOWNOT" rewrite -f json long.txt >rewritten
	for file in checked rewritten; do
		more=$(sed -n 's/.*"\([0-9]*\) more findings are counted, and not shown".*/\1/p' $file)
		listed=$(grep -o '"category": "blank"' $file | wc -l)
		[ $((listed + more)) = 10500 ]
		[ "$listed" -le 10000 ]
		[ "$listed" -gt 9900 ]
	done
}

@test "long texts of one kind do not hang" {
	local text
	for text in '> ' '[' '(' 'a' '\n' '.' "'" 'From: a\n' '-- \n' 'http://' 'a@' '\xcc\x81' '\xff' '<p>' '> > > > x\n'; do
		for i in $(seq 1000); do printf -- "$text$text$text$text$text$text$text$text$text$text"; done >long.txt
		cat long.txt long.txt long.txt >longer.txt
		mv longer.txt long.txt
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
