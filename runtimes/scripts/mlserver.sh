#!/bin/sh
# Starts MLServer with one model, described by variables instead of a model-settings.json.
# Arguments are passed on to `mlserver start`.
set -eu

say() {
  printf 'mlserver: %s\n' "$1" >&2
}

fail() {
  say "$1"
  exit 1
}

for name in MLSERVER_MODEL_URI MLSERVER_MODEL_NAME; do
  [ -n "$(printenv "$name")" ] || fail "the variable $name is not set"
done

# A platform mounts either the one model or a folder with the model in it.
folder="$MLSERVER_MODEL_URI/$MLSERVER_MODEL_NAME"
if [ ! -d "$folder" ]; then
  say "there is no folder $folder, so the model is looked for in $MLSERVER_MODEL_URI"
  folder=$MLSERVER_MODEL_URI
fi

task=$(printenv MODEL_TYPE || true)
implementation=$(printenv MODEL_IMPLEMENTATION || true)
if [ -z "$implementation" ]; then
  case $task in
    text-to-image) implementation=mlserver_diffusers.StableDiffusionRuntime ;;
    *) implementation=mlserver_huggingface.HuggingFaceRuntime ;;
  esac
fi

case $implementation in
  mlserver_diffusers.* | mlserver_huggingface.*)
    [ -n "$task" ] || fail 'the variable MODEL_TYPE is not set, and a pipeline needs a task'
    if [ -z "$(printenv MLSERVER_MODEL_EXTRA)" ]; then
      MLSERVER_MODEL_EXTRA=$(python3 -c 'import json, sys
print(json.dumps(dict(task=sys.argv[1], pretrained_model=sys.argv[2])))' "$task" "$folder")
      export MLSERVER_MODEL_EXTRA
    fi
    ;;
esac

export MLSERVER_MODEL_URI="$folder"
export MLSERVER_MODEL_IMPLEMENTATION="$implementation"
say "starting $implementation with $folder"
exec mlserver start "$folder" "$@"
