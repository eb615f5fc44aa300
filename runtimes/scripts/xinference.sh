#!/bin/sh
# Starts Xinference, launches one model on it and stays until the server ends.
# Arguments are passed on to `xinference launch`.
# shellcheck disable=SC2317 # functions are reached through `trap` and by name
set -eu

start_limit=$(printenv XINFERENCE_START_TIMEOUT_SECONDS || echo 600)
launch_limit=$(printenv XINFERENCE_LAUNCH_TIMEOUT_SECONDS || echo 3600)
server=
launcher=

say() {
  printf 'xinference: %s\n' "$1" >&2
}

# The readiness probe looks for the marker, since the server answers before the model is loaded.
end_processes() {
  trap '' TERM INT
  rm -f "$marker"
  [ -z "$launcher" ] || kill -TERM "$launcher" 2>/dev/null || true
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
}

# A server that hangs must not keep the container from ending.
fail() {
  say "$1"
  end_processes
  exit 1
}

stop() {
  say 'stopping'
  end_processes
  code=0
  [ -z "$server" ] || wait "$server" || code=$?
  exit "$code"
}

for name in MODEL_PATH MODEL_UID MODEL_ENGINE MODEL_FAMILY XINFERENCE_HOME XINFERENCE_LISTEN_PORT; do
  if [ -z "$(printenv "$name")" ]; then
    say "the variable $name is not set"
    exit 1
  fi
done

# wait_until SECONDS WHAT CONDITION: fails when the time is over or the server has ended
wait_until() {
  deadline=$(($(date +%s) + $1))
  until "$3"; do
    kill -0 "$server" 2>/dev/null || fail "the server ended while $2"
    [ "$(date +%s)" -lt "$deadline" ] || fail "$2 took longer than $1 seconds"
    sleep 1
  done
}

server_answers() {
  curl -fsS -o /dev/null --max-time 5 "$endpoint/docs" 2>/dev/null
}

launch_ended() {
  ! kill -0 "$launcher" 2>/dev/null
}

# The first account can be created by anybody; a server that has one refuses, and the login decides.
sign_in() {
  python3 -c 'import json, os
account = dict(username=os.environ["XINFERENCE_ADMIN_USERNAME"], password=os.environ["XINFERENCE_ADMIN_PASSWORD"])
print(json.dumps(account))' |
    curl -sS -o /dev/null --max-time 30 -H 'Content-Type: application/json' --data-binary @- "$endpoint/v1/admin/setup"
  xinference login -e "$endpoint" --username "$XINFERENCE_ADMIN_USERNAME" --password "$XINFERENCE_ADMIN_PASSWORD"
}

# Since 1.5 `xinference launch` succeeds even where the model failed to load.
model_is_running() {
  python3 -c 'import os, sys
from xinference.client import Client
client = Client(sys.argv[1])
if os.environ.get("XINFERENCE_ADMIN_PASSWORD"):
    client.login(os.environ["XINFERENCE_ADMIN_USERNAME"], os.environ["XINFERENCE_ADMIN_PASSWORD"])
sys.exit(os.environ["MODEL_UID"] not in client.list_models())' "$endpoint"
}

marker="$XINFERENCE_HOME/model-loaded"
endpoint="http://127.0.0.1:$XINFERENCE_LISTEN_PORT"
mkdir -p "$XINFERENCE_HOME"
rm -f "$marker"
trap stop TERM INT

xinference-local --host 0.0.0.0 --port "$XINFERENCE_LISTEN_PORT" &
server=$!
wait_until "$start_limit" 'starting the server' server_answers

if [ -n "$(printenv XINFERENCE_ADMIN_PASSWORD)" ]; then
  sign_in || fail 'the administrator could not sign in'
fi

# Xinference 1.2 knows --model_path alone; later versions take it for --model-path.
xinference launch -e "$endpoint" --model_path "$MODEL_PATH" --model-engine "$MODEL_ENGINE" \
  -u "$MODEL_UID" -n "$MODEL_FAMILY" "$@" &
launcher=$!
wait_until "$launch_limit" 'loading the model' launch_ended
wait "$launcher" || fail 'the model could not be launched'
launcher=
model_is_running || fail "the server does not run the model $MODEL_UID"

touch "$marker"
say "the model $MODEL_UID is loaded"
code=0
wait "$server" || code=$?
rm -f "$marker"
say "the server ended with $code"
exit "$code"
