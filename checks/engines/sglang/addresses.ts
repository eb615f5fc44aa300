import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

const HTTP_PORT = 30000;
const BOOTSTRAP_PORT = 8998;

/** Models that are read from object storage are named by their address too. */
const OBJECT_STORAGE = /^(?:s3|gs|az):\/\//i;

/**
 * Ports that are taken twice, and names that mean something else.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/managers/disagg_service.py start_disagg_service
 */
export function checkAddresses(start: SglangStart): readonly Fault[] {
  return [
    ...refused('sglang/grpc-port', start, grpcPort(start)),
    ...refused('sglang/bootstrap-port', start, bootstrapPort(start)),
    ...refused('sglang/served-name', start, servedName(start)),
  ];
}

function grpcPort(start: SglangStart): Refusal | undefined {
  const port = start.has('--grpc-port') ? start.count('--grpc-port', 0) : undefined;
  if (port === undefined || port !== start.count('--port', HTTP_PORT)) return undefined;
  // The server of the gateway has one port alone.
  if (!start.lacks('--smg-grpc-mode') || !start.lacks('--grpc-mode')) return undefined;
  return {
    flag: '--grpc-port',
    problem: `--grpc-port is ${port}, where SGLang answers HTTP`,
    because: 'the two ports must differ',
    mend: `Use ${port + 1} for --grpc-port.`,
  };
}

function bootstrapPort(start: SglangStart): Refusal | undefined {
  const port = start.count('--disaggregation-bootstrap-port', BOOTSTRAP_PORT);
  if (start.role() !== 'prefill' || port === undefined || port !== start.count('--port', HTTP_PORT)) return undefined;
  // That server answers both on one port, and the other pods of a group answer nobody.
  if (start.sets('SGLANG_RUST_SERVER') || start.count('--node-rank', 0) !== 0) return undefined;
  return {
    flag: '--port',
    problem: `Pods that read prompts would take requests and meet the other pods on the same port ${port}`,
    outcome: 'The pod ends, and restarts for ever',
    because: 'the second of the two cannot bind a port that is taken',
    mend: port === BOOTSTRAP_PORT ? 'Use another --port.' : 'Use another --disaggregation-bootstrap-port.',
  };
}

function servedName(start: SglangStart): Refusal | undefined {
  if (!start.isBetween('0.5.5.post1')) return undefined;
  const flag = start.lacks('--served-model-name') ? '--model-path' : '--served-model-name';
  const name = start.text(flag);
  if (name?.includes(':') !== true || (OBJECT_STORAGE.test(name) && start.isBetween('0.5.10'))) return undefined;
  const isNamed = flag === '--served-model-name';
  return {
    flag,
    problem: isNamed
      ? `The served model name '${name}' has a colon`
      : `The model is served under its path '${name}', which has a colon`,
    because: 'a colon parts the names of a model and its adapter',
    mend: isNamed ? `Use '${name.replaceAll(':', '-')}'.` : 'State --served-model-name.',
  };
}
