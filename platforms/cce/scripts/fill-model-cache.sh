#!/bin/sh
# Copies a model from slow storage to fast storage, where the engine reads it.
#
# MODEL_SOURCE  folder with the model's files
# MODEL_CACHE   root of the fast storage
# MODEL_PATH    folder below it in which the engine looks for the model
# COPY_ID       a name that no other pod has
#
# A copy is made in a folder of its own and gets its name by one rename, so that nobody ever sees a part of it. Pods
# that start together take turns by a lock; should two of them hold it after a failure, both copies are complete and
# one of them stays.
set -eu

# Seconds between two looks at a lock, and looks without a sign of life after which its holder counts as dead.
poll=5
patience=24

say() {
  printf 'fill-model-cache: %s\n' "$1" >&2
}

fail() {
  say "$1"
  exit 1
}

for name in MODEL_SOURCE MODEL_CACHE MODEL_PATH COPY_ID; do
  [ -n "$(printenv "$name" || true)" ] || fail "the variable $name is not set"
done

target=$MODEL_CACHE/$MODEL_PATH
parent=$(dirname "$target")
leaf=$(basename "$target")
# Beside the model, since a rename does not leave a file system.
mine=$parent/.$leaf.copy-$COPY_ID
old=$parent/.$leaf.old-$COPY_ID
lock=$parent/.$leaf.lock

# Of a complete copy: names and sizes of the files, and a file as old as the copy.
files=.copied-files
start=.copied-at

# Sizes and names of a folder's files, a line for each.
listing() {
  (cd "$1" && find -L . -type f ! -name "$files" ! -name "$start" -exec ls -lnL {} +) |
    awk '{ size = $5; for (field = 8; field > 0; field--) sub(/^[^ ]+ +/, ""); print size, $0 }' | LC_ALL=C sort
}

is_complete() {
  [ -f "$target/$files" ]
}

is_current() {
  is_complete && [ "$(cat "$target/$files")" = "$wanted" ] &&
    [ -z "$(find -L "$MODEL_SOURCE" -type f -newer "$target/$start")" ]
}

wanted=$(listing "$MODEL_SOURCE" || true)
case $wanted in
  *' ./config.json'*) ;;
  *)
    is_complete || fail "there is no config.json in $MODEL_SOURCE: it is no model, or not yet uploaded"
    say "there is no config.json in $MODEL_SOURCE; the copy in $target is used"
    exit 0
    ;;
esac

if is_current; then
  say "$target is a copy of the model already"
  exit 0
fi
if [ -e "$target" ] && ! is_complete; then
  rmdir "$target" 2> /dev/null ||
    fail "$target has files that were not copied here: remove them, or use another path"
fi
mkdir -p "$parent"

copying=
beating=
release() {
  for process in $copying $beating; do kill "$process" 2> /dev/null || true; done
  rm -rf "$mine" "$old"
  if [ "$(cat "$lock/owner" 2> /dev/null || true)" = "$COPY_ID" ]; then rm -rf "$lock"; fi
}
trap release EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

seen=
looks=0
while ! mkdir "$lock" 2> /dev/null; do
  if [ -e "$lock" ] && [ ! -d "$lock" ]; then fail "$lock is in the way and is no folder"; fi
  [ -w "$parent" ] || fail "$parent cannot be written to"
  beat=$(cat "$lock/owner" "$lock/beat" 2> /dev/null || true)
  if [ "$beat" = "$seen" ]; then
    looks=$((looks + 1))
  else
    [ -n "$seen" ] || say 'another pod makes the copy; waiting'
    seen=$beat
    looks=0
  fi
  if [ "$looks" -ge "$patience" ]; then
    say 'the pod that made the copy is gone; taking over'
    mv "$lock" "$lock-$COPY_ID" 2> /dev/null || true
    rm -rf "$lock-$COPY_ID"
    continue
  fi
  sleep "$poll" &
  wait $!
  if is_current; then
    say "another pod has made the copy in $target"
    exit 0
  fi
done
printf '%s\n' "$COPY_ID" > "$lock/owner"
# As long as it lives, the holder changes the beat.
(
  count=0
  while printf '%s\n' "$count" > "$lock/beat"; do
    count=$((count + 1))
    sleep "$poll"
  done
) > /dev/null 2>&1 &
beating=$!

if is_current; then
  say "another pod has made the copy in $target"
  exit 0
fi

# What dead pods have left.
rm -rf "$parent/.$leaf.copy-"* "$parent/.$leaf.old-"*
say "copying the model to $target"
mkdir -p "$mine/$leaf"
touch "$mine/$leaf/$start"
cp -RL "$MODEL_SOURCE/." "$mine/$leaf/" &
copying=$!
wait "$copying" || fail "the copy failed: is there room in $MODEL_CACHE?"
copying=
[ "$(listing "$mine/$leaf")" = "$wanted" ] ||
  fail 'the copy has other files than the model had when it began: was something being uploaded?'
printf '%s\n' "$wanted" > "$mine/$leaf/$files"

if [ -d "$target" ]; then
  mkdir -p "$old"
  mv "$target" "$old/" 2> /dev/null || true
fi
# With the parent as its operand, mv renames, and fails where another pod was faster.
if mv "$mine/$leaf" "$parent/" 2> /dev/null; then
  say "$target is complete"
else
  is_current || fail "the copy could not be renamed to $target"
  say "another pod has made the copy in $target"
fi
