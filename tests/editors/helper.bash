# What the tests of recipes share: recipes come from the manual, and run as they stand there in the real programs.
#
# `hownot` in PATH is a wrapper around the program under test ($HOWNOT). $TROUBLE makes it fail:
#
#     option   the program gets an option that it does not know
#     term     the program is ended by SIGTERM before it has read all
#     silent   nothing comes out, status 2 (the program cannot be run)
#     crash    half of the text comes out, then a crash
#
# With the first two the program keeps its own promise; the others can only be met by the recipe.

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

need() {
	local program
	for program; do command -v "$program" >/dev/null || skip "$program is not there"; done
}

wrapper() {
	cat <<'END'
#!/bin/sh
case $TROUBLE in
option) exec "$HOWNOT" "$@" --no-such-option ;;
term)
	[ "$1" = rewrite ] || exec "$HOWNOT" "$@"
	exec 3<&0
	{ cat <&3; sleep 2; } | "$HOWNOT" "$@" &
	pid=$!
	sleep 0.4
	kill -TERM $pid
	wait $pid ;;
silent) [ -t 0 ] || cat >/dev/null; exit 2 ;;
crash) [ -t 0 ] || head -c 20; kill -SEGV $$ ;;
*) exec "$HOWNOT" "$@" ;;
esac
END
}

setup() {
	: "${HOWNOT:?is the program to test}"
	export HOWNOT
	work=$BATS_TEST_TMPDIR
	mkdir -p "$work/bin" "$work/home/.config"
	export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config LANG=C.UTF-8 TERM=xterm PATH="$work/bin:$PATH" TROUBLE=
	unset WAYLAND_DISPLAY VISUAL EDITOR
	wrapper >"$work/bin/hownot"
	chmod +x "$work/bin/hownot"
	cd "$work" || return 1
	draft >draft.txt
	cp draft.txt before
	"$HOWNOT" rewrite <draft.txt >after
	[ -s after ] && ! cmp -s before after
}

teardown() {
	[ -z "$socket" ] || tmux -L "$socket" kill-server 2>/dev/null || true
}

draft() {
	printf '%s\n' 'Hello Ann,' '' 'We do not allow reference books to be checked out of the library.' \
		'You must come to the desk.' '' 'Kim' '' '> May I borrow the atlas? É 日本 🚀' '> Ann'
}

# Are two texts the same but for the final newline, which an editor may add by its own rule?
same_text() {
	diff -u <(cat "$1"; echo) <(cat "$2"; echo) && return 0
	diff -u <(printf '%s\n' "$(cat "$1")") <(printf '%s\n' "$(cat "$2")")
}

# is_changed, is_kept: the file (draft.txt) is the program's revised draft; is as it was.
is_changed() { same_text after "${1:-draft.txt}"; }
is_kept() { same_text before "${1:-draft.txt}"; }

# The command runs with each kind of trouble, on a fresh draft each time; the draft is never lost.
kept_in_trouble() {
	local kinds=$1
	shift
	local kind
	for kind in $kinds; do
		cp before draft.txt
		TROUBLE=$kind "$@" || true
		is_kept || { echo "^ trouble: $kind"; return 1; }
	done
}

# A program in a terminal of its own: on_screen COMMAND, then keys KEY... (WAIT lets it work), each as tmux names it.
on_screen() {
	socket=hownot-$$-$BATS_TEST_NUMBER
	tmux -L "$socket" -f /dev/null kill-server 2>/dev/null && sleep 0.5
	tmux -L "$socket" -f /dev/null new-session -d -s s -x 100 -y 30 "$1"
	sleep 1.5
}

keys() {
	local key
	for key; do
		case $key in
		WAIT) sleep 1.5 ;;
		*) tmux -L "$socket" send-keys -t s -- "$key"; sleep 0.3 ;;
		esac
	done
}

screen() {
	tmux -L "$socket" capture-pane -p -t s
}

# Waits until the program on the screen has ended.
ended() {
	local n
	for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
		tmux -L "$socket" has-session -t s 2>/dev/null || return 0
		sleep 0.5
	done
	screen
	return 1
}
