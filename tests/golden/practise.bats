#!/usr/bin/env bats
# hownot practise where a command line and its answer cannot say it: a terminal, the editor, the score.

setup() {
	[ -x "${HOWNOT:?is the program to test}" ]
	cd "$BATS_TEST_TMPDIR"
	mkdir places
	export TMPDIR=$PWD/places XDG_CONFIG_HOME=$PWD/none TERM=dumb
	unset XDG_RUNTIME_DIR VISUAL EDITOR
	answer='Thank you for asking about the book. I will scan the chapter.'
}

# What is typed (by printf's rules), and then the command: what the terminal shows goes to `seen`, the status to `status`.
on_terminal() {
	local typed=$1
	shift
	command -v script >/dev/null || skip "no script program"
	printf "$typed" | script -qec "stty -echo; $*; echo \"status \$?\"" /dev/null | tr -d '\r' >seen
}

lacks() {
	if grep -q "$@"; then return 1; fi
}

editor() {
	{ echo '#!/bin/sh'; cat; } >editor
	chmod +x editor
	export EDITOR=$PWD/editor
}

@test "a session: replies end with a dot or Ctrl-D, and q ends it" {
	on_terminal "$answer\n.\n\nWe cannot do that.\n\004a\n$answer\n.\nq\n" "$HOWNOT" practise --seed 3
	grep -qx 'A book that is asked for again  tiny/late-book' seen
	[ "$(grep -c 'A copy of a whole book  tiny/' seen)" = 2 ]
	grep -q 'ready to send' seen
	grep -q 'A bare no' seen
	grep -q 'A model answer' seen
	grep -q 'status 0$' seen
}

@test "a session: Ctrl-D instead of a reply ends it, and so does the last question" {
	on_terminal '\004' "$HOWNOT" practise
	grep -q 'status 0$' seen
	lacks 'A model answer' seen
	on_terminal "$answer\n.\n\n" "$HOWNOT" practise --scenario late-book
	grep -q 'status 0$' seen
}

@test "a session: no reply, and the model answer is shown" {
	on_terminal '.\n\n' "$HOWNOT" practise --scenario late-book
	grep -q 'A model answer' seen
	lacks 'The coach' seen
}

@test "the editor's file is private, has the question, and is gone" {
	editor <<'END'
{ stat -c %a "$1" "$(dirname "$1")"; cat "$1"; } >asked
cp "$1" "$1~"
{ printf 'Thank you for asking about the book. I will scan the chapter.\n'; sed '1,2d' "$1"; } >"$1.new"
mv "$1.new" "$1"
END
	"$HOWNOT" practise --editor --scenario late-book </dev/null >out
	[ "$(head -2 asked | tr '\n' ' ')" = '600 700 ' ]
	grep -q 'Could I keep the book' asked
	grep -q 'ready to send' out
	lacks 'Write your reply above' out
	[ -z "$(ls -A places)" ]
}

@test "the editor's file stands in the runtime folder where there is one" {
	editor <<<'dirname "$(dirname "$1")" >where'
	mkdir runtime
	XDG_RUNTIME_DIR=$PWD/runtime "$HOWNOT" practise --editor --scenario late-book </dev/null >out
	[ "$(cat where)" = "$PWD/runtime" ]
	[ -z "$(ls -A runtime places)" ] || [ "$(ls -A runtime places | grep -c hownot)" = 0 ]
}

@test "an editor that fails, or is not there, is told, and leaves nothing" {
	editor <<<'echo half >"$1"; exit 3'
	run "$HOWNOT" practise --editor --scenario late-book </dev/null
	[ "$status" = 2 ]
	[[ $output == *"did not end well"* ]]
	EDITOR=/nowhere/editor run "$HOWNOT" practise --editor --scenario late-book </dev/null
	[ "$status" = 2 ]
	[ -z "$(ls -A places)" ]
}

@test "a signal ends the editor, and its file goes first" {
	editor <<<'echo "$1" >started; exec sleep 20'
	for signal in TERM HUP; do
		rm -f started
		"$HOWNOT" practise --editor --scenario late-book </dev/null >out &
		local pid=$! status=0
		for i in $(seq 100); do [ -s started ] && break; sleep 0.05; done
		[ -e "$(cat started)" ]
		kill -"$signal" "$pid"
		wait "$pid" || status=$?
		[ "$status" = $((128 + $(kill -l "$signal"))) ]
		[ -z "$(ls -A places)" ]
	done
}

@test "the score holds figures, is private, says where it is, and report reads it" {
	echo 'We cannot renew the SECRET book.' | "$HOWNOT" practise --scenario late-book --score mine.ndjson >out || [ $? = 1 ]
	grep -q 'Score: 1 reply to 1 question, 0 of them ready to send at last. Kept in mine.ndjson' out
	[ "$(stat -c %a mine.ndjson)" = 600 ]
	echo "$answer" | "$HOWNOT" practise --scenario late-book --score mine.ndjson >out
	grep -q 'Score: 2 replies to 1 question, 1 of them' out
	lacks 'SECRET' mine.ndjson
	lacks 'scan the chapter' mine.ndjson
	"$HOWNOT" report --by topic mine.ndjson >out
	grep -q '^2 drafts, 1 ready to send' out
	grep -q '^  loans ' out
}

@test "the score asks first what did not go well, and last what did" {
	echo "$answer" | "$HOWNOT" practise --scenario late-book --score s >out
	for seed in 1 2 3 4; do "$HOWNOT" practise --show --seed "$seed" --score s; done >out
	lacks late-book out
	echo 'We cannot.' | "$HOWNOT" practise --scenario late-book --score s >out || [ $? = 1 ]
	for seed in 1 2 3 4; do "$HOWNOT" practise --show --seed "$seed" --score s; done >out
	lacks whole-copy out
}

@test "a score that cannot be kept is told with status 2; a line without its end is not spoiled" {
	run "$HOWNOT" practise --scenario late-book --score none/mine <<<"$answer"
	[ "$status" = 2 ]
	[[ $output == *"--score: none/mine: No such file or directory"* ]]
	printf '{"path": "x", "verdict": "agent"}' >s
	"$HOWNOT" practise --scenario late-book --score s <<<"$answer" >out
	[ "$(wc -l <s)" = 2 ]
	[ "$(head -1 s)" = '{"path": "x", "verdict": "agent"}' ]
}

@test "a reply with nothing else on the command line writes no file" {
	echo "$answer" | "$HOWNOT" practise --scenario late-book >out
	[ "$(ls)" = "$(printf 'out\nplaces')" ]
}

@test "a pack's own scenarios can be practised" {
	cat >mine.json <<'END'
{"pack": "mine", "scenarios": [{"id": "tea", "topic": "tea", "title": "Tea", "question": "May I have tea?", "hard": "It is hot.", "answer": "Thank you for asking about the tea. I can keep a cup for you."}]}
END
	"$HOWNOT" rules check ./mine.json | grep -q '1 model answers are'
	"$HOWNOT" practise --pack ./mine.json --list --topic tea | grep -q '^mine/tea'
}
