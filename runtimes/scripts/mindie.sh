#!/bin/bash
# Writes MindIE's configuration for one model and becomes its daemon.
# Arguments are settings of the configuration, such as --max-seq-len=4096; a later one wins.
set -eu

ascend=$(printenv ASCEND_ROOT || echo /usr/local/Ascend)

say() {
  printf 'mindie: %s\n' "$1" >&2
}

fail() {
  say "$1"
  exit 1
}

# Ascend's own scripts read unset variables and go on after failing commands.
load_environment() {
  local file=$1
  shift
  [ -f "$file" ] || fail "the image has no $file"
  set +eu
  # shellcheck disable=SC1090
  source "$file"
  set -eu
}

for name in MODEL_NAME MODEL_PATH MY_POD_IP; do
  [ -n "$(printenv "$name")" ] || fail "the variable $name is not set"
done
[ -f "$MODEL_PATH/config.json" ] || fail "there is no config.json in $MODEL_PATH"

listing=$(npu-smi info -l) || fail 'npu-smi sees no device: the pod has no NPU, or one that is in use'
# A card of the 300I Duo has two chips, each of which is a device.
devices=$(printf '%s\n' "$listing" | awk -F : '
  /Total Count/ { cards = $2 + 0 }
  /Chip Count/ { chips += $2 }
  END { print (chips > cards ? chips : cards) }')
[ "$devices" -gt 0 ] || fail 'npu-smi lists no device'

load_environment "$ascend/ascend-toolkit/set_env.sh"
load_environment "$ascend/mindie/set_env.sh"
export MIES_INSTALL_PATH="$ascend/mindie/latest/mindie-service"
# A rank table would make one pod wait for the others.
unset RANKTABLEFILE RANK_TABLE_FILE

# MindIE refuses models that others may write, and configurations that others may read.
if ! { chmod -R 755 "$MODEL_PATH" && chmod 600 "$MODEL_PATH/config.json"; }; then
  fail "$MODEL_PATH must be writable; on KServe, storage.kserve.io/readonly of the service must be \"false\""
fi

config="$MIES_INSTALL_PATH/conf/config.json"
chmod u+w "$MIES_INSTALL_PATH/conf" "$config"
python3 -c '
import argparse, ipaddress, json, sys

config_file, devices, model_name, model_path, pod_ip = sys.argv[1:6]


def boolean(text):
    if text not in ["true", "false"]:
        raise ValueError(text)
    return text == "true"


def address(text):
    return str(ipaddress.ip_address(text))


def port(text):
    number = int(text)
    if number not in range(1025, 65536):
        raise ValueError(text)
    return number


parser = argparse.ArgumentParser(prog="mindie", usage="mindie [--SETTING=VALUE ...]", allow_abbrev=False)
for kind, names in [
    (int, "maxSeqLen maxInputTokenLen maxPrefillTokens maxIterTimes maxPreemptCount"),
    (int, "maxPrefillBatchSize npuMemSize worldSize"),
    (boolean, "truncation supportSelectBatch"),
    (str, "templateType"),
    (address, "ipAddress managementIpAddress"),
    (port, "port managementPort metricsPort"),
]:
    for name in names.split():
        option = "".join("-" + letter.lower() if letter.isupper() else letter for letter in name)
        option = option.replace("ip-address", "ip")
        parser.add_argument("--" + option, dest=name, type=kind)
settings = dict((name, value) for name, value in vars(parser.parse_args(sys.argv[6:])).items() if value is not None)

world_size = settings.setdefault("worldSize", int(devices))
if world_size > int(devices):
    sys.exit("mindie: the world size is %d, but npu-smi lists %s devices" % (world_size, devices))
settings.setdefault("ipAddress", address(pod_ip))
settings.update(
    modelName=model_name,
    modelWeightPath=model_path,
    npuDeviceIds=[list(range(world_size))],
    backendType="atb",
    httpsEnabled=False,
    multiNodesInferEnabled=False,
)


def patch(node):
    found = set()
    if isinstance(node, list):
        for item in node:
            found |= patch(item)
    elif isinstance(node, dict):
        for key in node:
            if key in settings:
                node[key] = settings[key]
                found.add(key)
            else:
                found |= patch(node[key])
    return found


with open(config_file, encoding="utf-8") as source:
    config = json.load(source)
unknown = sorted(set(settings) - patch(config))
for name in ["modelName", "modelWeightPath", "npuDeviceIds", "worldSize", "ipAddress", "port"]:
    if name in unknown:
        sys.exit("mindie: %s has no %s, so this version of MindIE cannot be configured" % (config_file, name))
if unknown:
    print("mindie: this version of MindIE has no", ", ".join(unknown), file=sys.stderr)
with open(config_file, "w", encoding="utf-8") as target:
    json.dump(config, target, indent=4)
print("mindie: starting with", json.dumps(settings, sort_keys=True), file=sys.stderr)
' "$config" "$devices" "$MODEL_NAME" "$MODEL_PATH" "$MY_POD_IP" "$@"

npu-smi info -m >"$HOME/device_info" || say 'npu-smi does not map the devices'
exec "$MIES_INSTALL_PATH/bin/mindieservice_daemon"
