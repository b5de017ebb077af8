# What the tests of recipes share: recipes come from the manual, and run as they stand there in the real programs.
#
# The program under test ($HOWNOT) should be the one whose only pack is tests/golden/pack.json (as ctest has it): then its
# answers do not change with the rules. `hownot` in PATH is a wrapper around it. $TROUBLE makes it fail:
#
#     option   the program gets an option that it does not know
#     term     the program is ended by SIGTERM before it has read all
#     slow     the program has to wait three seconds for the end of its input
#     one      the revised text comes out, and a message on standard error, and status 1
#     empty    nothing comes out, status 0
#     silent   nothing comes out, status 2 (the program cannot be run)
#     kill     nothing comes out: SIGKILL
#     crash    half of the text comes out, then a crash
#
# With the first three the program keeps its own promise; the others can only be met by the recipe. A line is added to the
# file `ran` when it has ended.
#
# Nothing here waits for a time when it can wait for what has to happen (await).

manual=$BATS_TEST_DIRNAME/../../man/hownot-editors.7

# The recipe as a reader sees it.
recipe() {
	awk -v name="$1" '$0 == ".\\\" recipe " name { on = 1; next } on && /^\.Bd/ { next } on && /^\.Ed/ { exit } on' "$manual" |
		sed 's/\\&//g; s/\\e/\\/g' >"$BATS_TEST_TMPDIR/recipe"
	[ -s "$BATS_TEST_TMPDIR/recipe" ] || { echo "no recipe $1" >&2; return 1; }
	cat "$BATS_TEST_TMPDIR/recipe"
}

# A recipe that is a script of its own name.
script() {
	recipe "$1" >"$work/bin/$1" && chmod +x "$work/bin/$1"
}

# Where $HOWNOT_SKIP_NOTHING is set, everything is said to be installed (tests/editors/packages).
lacks() {
	[ -z "$HOWNOT_SKIP_NOTHING" ] || { echo "$1 is not there, and nothing is to be skipped"; return 1; }
	skip "$1 is not there"
}

need() {
	local program
	for program; do command -v "$program" >/dev/null || lacks "$program"; done
}

wrapper() {
	cat <<'END'
#!/bin/sh
ended() { echo "$1" >>"$WORK/ran"; }
# SIGTERM is bit 14 of the mask. What has ended is not waited for.
catches_term() {
	[ -e "/proc/$1" ] || return 0
	case $(sed -n 's/^SigCgt:.*\(.\)...$/\1/p' "/proc/$1/status") in [4-7c-f]) ;; *) return 1 ;; esac
}
# A key that interrupts reaches the program, too; what it makes of it counts.
trap : INT TERM
case $TROUBLE in
option) "$HOWNOT" "$@" --no-such-option ;;
term)
	[ "$1" = rewrite ] || exec "$HOWNOT" "$@"
	mkfifo "$WORK/fifo.$$"
	"$HOWNOT" "$@" <"$WORK/fifo.$$" &
	pid=$!
	exec 4>"$WORK/fifo.$$"
	cat >&4
	# It is waiting for more once it catches SIGTERM.
	until catches_term $pid; do sleep 0.1; done
	kill -TERM $pid
	wait $pid ;;
slow)
	# What this shell has to say when a signal ends the others is not the program's.
	exec 3>&2 2>/dev/null
	{
		cat
		# Until it catches SIGTERM, and before that SIGINT unless the editor has it ignored, there is nobody to be interrupted.
		until catches_term "$(cat "$WORK/pid")"; do sleep 0.1; done
		echo yes >"$WORK/catches"
		sleep 3
	} | sh -c 'echo $$ >"$WORK/pid"; exec "$HOWNOT" "$@"' sh "$@" 2>&3 ;;
one)
	"$HOWNOT" "$@"
	echo 'hownot: something to say' >&2
	ended 1
	exit 1 ;;
empty) [ -t 0 ] || cat >/dev/null; ended 0 ;;
silent) [ -t 0 ] || cat >/dev/null; ended 2; exit 2 ;;
kill) [ -t 0 ] || cat >/dev/null; ended 137; kill -KILL $$ ;;
crash) [ -t 0 ] || head -c 20; ended 139; kill -SEGV $$ ;;
*) "$HOWNOT" "$@" ;;
esac
status=$?
ended $status
exit $status
END
}

setup() {
	: "${HOWNOT:?is the program to test}"
	work=$BATS_TEST_TMPDIR
	mkdir -p "$work/bin" "$work/home/.config" "$work/tmp"
	# Mailers and editors leave drafts in $TMPDIR; here they go with the test.
	export HOWNOT WORK=$work TMPDIR=$work/tmp HOME=$work/home XDG_CONFIG_HOME=$work/home/.config LANG=C.UTF-8 TERM=xterm \
		PATH="$work/bin:$PATH" TROUBLE=
	unset WAYLAND_DISPLAY VISUAL EDITOR
	wrapper >"$work/bin/hownot"
	chmod +x "$work/bin/hownot"
	cd "$work" || return 1
	draft >draft.txt
	cp draft.txt before
	"$HOWNOT" rewrite <draft.txt >after
	[ -s after ] && ! cmp -s before after || { echo "the draft of these tests has to be one that is rewritten"; return 1; }
}

teardown() {
	[ -z "$socket" ] || tmux -L "$socket" kill-server 2>/dev/null || true
}

draft() {
	printf '%s\n' 'Hello Ann,' '' 'We cannot renew the book for you.' 'It is against our policy.' '' 'Kim' '' \
		'> May I keep the atlas? É 日本 🚀' '> Ann'
}

# A reply that is held back, and one that may go.
gatekeeper='Hello,\n\nWe cannot renew the book. It is against our policy.\n'
agent='Hello Ann,\n\nThank you for asking about the atlas. I will scan the pages that you need and send them today.\n\nKim\n'

# The coach's own lines about a text on standard input, under a name.
lines_about() {
	"$HOWNOT" check --format=gnu --stdin-filename="$1" "${@:2}" || [ $? = 1 ]
}

# file:3:1: warning: … -> 3:1 and, when asked for, w
places() {
	sed "s/^[^:]*:\([0-9]*:[0-9]*\): \(.\).*/\1${1:+\\2}/"
}

# Are two texts the same but for the final newline, which an editor may add by its own rule?
same_text() {
	cmp -s <(cat "$1"; echo) <(cat "$2"; echo) || cmp -s <(printf '%s\n' "$(cat "$1")") <(printf '%s\n' "$(cat "$2")")
}

# is_changed, is_kept: the file (draft.txt) is the program's revised draft; is as it was.
is_changed() { same_text after "${1:-draft.txt}" || { diff -u after "${1:-draft.txt}"; return 1; }; }
is_kept() { same_text before "${1:-draft.txt}" || { diff -u before "${1:-draft.txt}"; return 1; }; }

# What has to become of the draft in each kind of trouble. A text that came with status 1 may be taken or not.
is_safe() {
	case $1 in
	'' | slow) is_changed "${2:-draft.txt}" ;;
	one) is_changed "${2:-draft.txt}" >/dev/null || is_kept "${2:-draft.txt}" ;;
	*) is_kept "${2:-draft.txt}" ;;
	esac || { echo "^ trouble: ${1:-none}"; return 1; }
}

# The command runs with each kind of trouble, on a fresh draft each time; the draft is never lost.
safe_in_trouble() {
	local kinds=$1
	shift
	local kind
	for kind in $kinds; do
		cp before draft.txt
		TROUBLE=$kind "$@" || true
		is_safe "$kind"
	done
}

# Waits until a command succeeds; half a minute at most.
await() {
	local end=$((SECONDS + 30))
	while [ "$SECONDS" -lt "$end" ]; do
		"$@" && return 0
		sleep 0.1
	done
	echo "waited in vain for: $*"
	[ -z "$socket" ] || screen
	return 1
}

# A program in a terminal of its own, whose screen shows a pattern: on_screen PATTERN COMMAND
on_screen() {
	socket=hownot-$$-$BATS_TEST_NUMBER
	tmux -L "$socket" kill-server 2>/dev/null && await not_there
	: >ran
	tmux -L "$socket" -f /dev/null new-session -d -s s -x 100 -y 30 "$2"
	await sees "$1"
}

# Keys as tmux names them. Between them @ran waits for the filter to have ended, @sees:PATTERN and @hides:PATTERN for the
# screen, @file:NAME for a file that is not empty.
keys() {
	local key
	for key; do
		case $key in
		@ran) await has_run && : >ran ;;
		@sees:*) await sees "${key#@sees:}" ;;
		@hides:*) await hides "${key#@hides:}" ;;
		@file:*) await test -s "${key#@file:}" ;;
		*) tmux -L "$socket" send-keys -t s -- "$key" ;;
		esac || return 1
		# Programs that tell an escape key from a sequence by the time between bytes need one.
		sleep 0.1
	done
}

screen() { tmux -L "$socket" capture-pane -p -t s; }
sees() { screen 2>/dev/null | grep -q -- "$1"; }
hides() { ! sees "$1"; }
has_run() { [ -s "$work/ran" ]; }
not_there() { ! tmux -L "$socket" has-session -t s 2>/dev/null; }

# Waits until the program on the screen has ended.
ended() { await not_there; }

# in_terminal KINDS COMMAND KEY...: a real session for each kind of trouble, as a person has it.
in_terminal() {
	local kinds=$1 command=$2 kind
	shift 2
	for kind in none $kinds; do
		[ "$kind" != none ] || kind=
		cp before draft.txt
		on_screen 'Hello Ann' "TROUBLE=$kind $command"
		keys "$@"
		ended
		is_safe "$kind"
	done
}
