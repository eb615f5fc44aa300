#!/bin/sh
# Starts vLLM in one pod of a group whose pods hold copies of a model.
# Arguments: the leader's host name, the flag for the first copy of this pod or `none`, the number of this pod, how many
# copies each pod holds, then the program with its arguments.
set -eu

limit=$(printenv GROUP_TIMEOUT_SECONDS || echo 1800)

say() {
  printf 'vllm: %s\n' "$1" >&2
}

if [ "$#" -le 4 ]; then
  say "expected 5 arguments or more, and got $#"
  exit 2
fi
leader=$1
flag=$2
pod=$3
copies=$4
shift 4

trap 'exit 143' TERM INT

address_of_leader() {
  python3 -c 'import socket, sys
print(socket.getaddrinfo(sys.argv[1], None, type=socket.SOCK_STREAM)[0][4][0])' "$leader" 2>/dev/null
}

# Some builds of ZeroMQ bind to addresses alone, and a name is published only when its pod has an address.
deadline=$(($(date +%s) + limit))
until address=$(address_of_leader); do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    say "the name $leader has no address after $limit seconds"
    exit 1
  fi
  sleep 2
done

set -- "$@" "--data-parallel-address=$address"
if [ "$flag" != none ]; then
  set -- "$@" "$flag=$((pod * copies))"
fi
exec "$@"
