#!/bin/sh
# Joins the pods of a group with Ray, and starts vLLM in the leader once all of them are there.
# Arguments: `leader`, the number of pods, then the program with its arguments; or `worker` and the leader's host name.
set -eu

port=$(printenv GROUP_PORT || echo 6379)
limit=$(printenv GROUP_TIMEOUT_SECONDS || echo 1800)

say() {
  printf 'vllm: %s\n' "$1" >&2
}

if [ -z "$(printenv VLLM_HOST_IP)" ]; then
  say 'the variable VLLM_HOST_IP is not set'
  exit 1
fi
if [ "$#" -lt 2 ]; then
  say "expected 2 arguments or more, and got $#"
  exit 2
fi
part=$1
shift

if ! command -v ray >/dev/null; then
  say 'the image has no ray, which official images of vLLM 0.18 and later leave out: add it, or use multiprocessing'
  exit 1
fi

trap 'exit 143' TERM INT
deadline=$(($(date +%s) + limit))

# wait_a_moment WHAT: fails when the time is over
wait_a_moment() {
  if [ "$(date +%s)" -ge "$deadline" ]; then
    say "$1 after $limit seconds"
    exit 1
  fi
  sleep 2
}

pods_that_joined() {
  python3 -c 'import ray
ray.init(address="auto", log_to_driver=False, logging_level="error")
print(sum(node["Alive"] for node in ray.nodes()))' 2>/dev/null
}

leader_answers() {
  python3 -c 'import socket, sys
socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=5).close()' "$1" "$port" 2>/dev/null
}

# vLLM and Ray must know a pod by the same address.
own_address="--node-ip-address=$(printenv VLLM_HOST_IP)"

case "$part" in
  leader)
    pods=$1
    shift
    ray start --head "--port=$port" "$own_address"
    joined=$(pods_that_joined) || joined=0
    until [ "$joined" -ge "$pods" ]; do
      wait_a_moment "$joined of $pods pods have joined"
      joined=$(pods_that_joined) || joined=0
    done
    say "all $pods pods have joined"
    exec "$@"
    ;;
  worker)
    until leader_answers "$1"; do
      wait_a_moment "the leader $1 does not answer on port $port"
    done
    # Ends when the leader does, and the group starts anew.
    exec ray start --block "--address=$1:$port" "$own_address"
    ;;
  *)
    say "unknown part: $part"
    exit 2
    ;;
esac
