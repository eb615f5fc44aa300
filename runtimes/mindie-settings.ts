import { isIP } from 'node:net';
import type { Fault } from '../checks/finding';
import { text } from '../constructs/late-bound';
import type { LateBound, Text } from '../constructs/late-bound';

/**
 * What can be said of MindIE both for a runtime and for one service. Lengths are in tokens.
 *
 * @see https://www.hiascend.com/document/detail/zh/mindie/10RC3/mindiellm/llmdev/mindie_llm0004.html
 */
export interface MindIESettings {
  /** Longest sequence, prompt and output together. @default 2560 */
  readonly maxSeqLen?: number;
  /** Longest prompt, at most `maxSeqLen`. @default 2048, or `maxSeqLen` where that is less */
  readonly maxInputTokenLen?: number;
  /** Longest output. @default 512 */
  readonly maxIterTimes?: number;
  /** Tokens of all prompts that are prefilled together, at least `maxSeqLen`. @default 8192, or `maxSeqLen` where that is more */
  readonly maxPrefillTokens?: number;
  /** Prompts that are prefilled together. @default 50 */
  readonly maxPrefillBatchSize?: number;
  /** Cut prompts that are too long instead of refusing them. @default false */
  readonly truncation?: boolean;
  /** `Mix` batches prefill and decode together. @default Standard */
  readonly templateType?: 'Standard' | 'Mix';
  /** Requests of a batch that may be swapped out to the processor's memory. @default 0 */
  readonly maxPreemptCount?: number;
  /** Choose between prefill and decode by what is waiting. @default false */
  readonly supportSelectBatch?: boolean;
  /** GiB of an NPU for the KV cache; -1 takes what is left over by the weights. @default 8 */
  readonly npuMemSize?: number;
}

/** Where MindIE listens; ports are from 1025 to 65535 and differ. */
export interface MindIEAddresses {
  /** Address of the API; `0.0.0.0` is refused by MindIE. @default the pod's */
  readonly ip?: string;
  /** Port of the API. @default 8080 */
  readonly port?: number;
  /** Address of management, inside of the pod. @default 127.0.0.2 */
  readonly managementIp?: string;
  /** @default 1026 */
  readonly managementPort?: number;
  /** Port of Prometheus metrics. @default 1027 */
  readonly metricsPort?: number;
}

/** Everything that the start-up script is told. */
export type MindIEConfiguration = Required<MindIESettings> &
  Required<Omit<MindIEAddresses, 'ip'>> &
  Pick<MindIEAddresses, 'ip'> & {
    /** NPUs over which the model is split. */
    readonly worldSize: number;
  };

/** A runtime's settings with those of a service over them and the defaults under them. */
export function configurationOf(
  runtime: MindIESettings & MindIEAddresses,
  worldSize: number,
  service: MindIESettings = {},
): MindIEConfiguration {
  const maxSeqLen = service.maxSeqLen ?? runtime.maxSeqLen ?? 2560;
  return {
    ip: runtime.ip,
    port: runtime.port ?? 8080,
    managementIp: runtime.managementIp ?? '127.0.0.2',
    managementPort: runtime.managementPort ?? 1026,
    metricsPort: runtime.metricsPort ?? 1027,
    worldSize,
    maxSeqLen,
    maxInputTokenLen: service.maxInputTokenLen ?? runtime.maxInputTokenLen ?? Math.min(2048, maxSeqLen),
    maxIterTimes: service.maxIterTimes ?? runtime.maxIterTimes ?? 512,
    maxPrefillTokens: service.maxPrefillTokens ?? runtime.maxPrefillTokens ?? Math.max(8192, maxSeqLen),
    maxPrefillBatchSize: service.maxPrefillBatchSize ?? runtime.maxPrefillBatchSize ?? 50,
    truncation: service.truncation ?? runtime.truncation ?? false,
    templateType: service.templateType ?? runtime.templateType ?? 'Standard',
    maxPreemptCount: service.maxPreemptCount ?? runtime.maxPreemptCount ?? 0,
    supportSelectBatch: service.supportSelectBatch ?? runtime.supportSelectBatch ?? false,
    npuMemSize: service.npuMemSize ?? runtime.npuMemSize ?? 8,
  };
}

/** Option of the start-up script for each setting, in the order in which they are written. */
const OPTIONS = {
  ip: '--ip',
  port: '--port',
  managementIp: '--management-ip',
  managementPort: '--management-port',
  metricsPort: '--metrics-port',
  worldSize: '--world-size',
  maxSeqLen: '--max-seq-len',
  maxInputTokenLen: '--max-input-token-len',
  maxIterTimes: '--max-iter-times',
  maxPrefillTokens: '--max-prefill-tokens',
  maxPrefillBatchSize: '--max-prefill-batch-size',
  truncation: '--truncation',
  templateType: '--template-type',
  maxPreemptCount: '--max-preempt-count',
  supportSelectBatch: '--support-select-batch',
  npuMemSize: '--npu-mem-size',
} as const satisfies Readonly<Record<keyof MindIEConfiguration, string>>;

const SETTINGS = Object.keys(OPTIONS).filter((key): key is keyof MindIEConfiguration => Object.hasOwn(OPTIONS, key));

/** A configuration as arguments of the start-up script; over another one, only what differs. */
export function configurationArguments(
  configuration: MindIEConfiguration,
  over: Partial<MindIEConfiguration> = {},
): readonly string[] {
  return SETTINGS.flatMap((key) => {
    const value = configuration[key];
    return value === undefined || value === over[key] ? [] : [`${OPTIONS[key]}=${String(value)}`];
  });
}

/** As {@link configurationArguments}, with settings that the platform decides. */
export function lateBoundArguments(
  configuration: MindIEConfiguration,
  decided: Readonly<Partial<Record<keyof MindIEConfiguration, LateBound>>>,
): readonly Text[] {
  return SETTINGS.flatMap((key) => {
    const value = decided[key] ?? configuration[key];
    return value === undefined ? [] : [text`${OPTIONS[key]}=${typeof value === 'object' ? value : String(value)}`];
  });
}

const WHOLE_NUMBERS = {
  worldSize: 1,
  maxSeqLen: 1,
  maxInputTokenLen: 1,
  maxIterTimes: 1,
  maxPrefillTokens: 1,
  maxPrefillBatchSize: 1,
  maxPreemptCount: 0,
} as const;

const PORTS = ['port', 'managementPort', 'metricsPort'] as const;

/** What MindIE would refuse of a configuration. */
export function configurationFaults(configuration: MindIEConfiguration): readonly Fault[] {
  return [...numberFaults(configuration), ...lengthFaults(configuration), ...addressFaults(configuration)];
}

function numberFaults(configuration: MindIEConfiguration): readonly Fault[] {
  const faults: Fault[] = [];
  for (const key of SETTINGS) {
    if (!isWholeNumberSetting(key)) continue;
    const least = WHOLE_NUMBERS[key];
    if (isWhole(configuration[key]) && configuration[key] >= least) continue;
    faults.push(refusal(key, `${key} is ${configuration[key]}`, `Use a whole number of at least ${least}.`));
  }
  const { npuMemSize } = configuration;
  if (!(isWhole(npuMemSize) && (npuMemSize === -1 || npuMemSize > 0))) {
    faults.push(
      refusal('npuMemSize', `npuMemSize is ${npuMemSize}`, 'Use a whole number of GiB, or -1 for all that is left.'),
    );
  }
  return faults;
}

function lengthFaults({ maxInputTokenLen, maxSeqLen, maxPrefillTokens }: MindIEConfiguration): readonly Fault[] {
  const faults: Fault[] = [];
  if (maxInputTokenLen > maxSeqLen) {
    faults.push(
      refusal(
        'maxInputTokenLen',
        `maxInputTokenLen is ${maxInputTokenLen}, more than maxSeqLen, which is ${maxSeqLen}`,
        `Use at most ${maxSeqLen}, or raise maxSeqLen.`,
      ),
    );
  }
  if (maxPrefillTokens < maxSeqLen) {
    faults.push(
      refusal(
        'maxPrefillTokens',
        `maxPrefillTokens is ${maxPrefillTokens}, less than maxSeqLen, which is ${maxSeqLen}`,
        `Use at least ${maxSeqLen}, or leave it out.`,
      ),
    );
  }
  return faults;
}

function addressFaults(configuration: MindIEConfiguration): readonly Fault[] {
  const faults: Fault[] = [];
  PORTS.forEach((key, index) => {
    const port = configuration[key];
    if (!(isWhole(port) && port >= 1025 && port <= 65535)) {
      faults.push(refusal(key, `${key} is ${port}`, 'Use a port from 1025 to 65535.'));
    }
    const same = PORTS.slice(0, index).find((other) => configuration[other] === port);
    if (same !== undefined) faults.push(refusal(key, `${key} and ${same} are both ${port}`, 'Use a port for each.'));
  });
  for (const key of ['ip', 'managementIp'] as const) {
    const address = configuration[key];
    if (address !== undefined && (isIP(address) === 0 || address === '0.0.0.0')) {
      faults.push(refusal(key, `${key} is '${address}'`, 'Use one address; left out, `ip` is the address of the pod.'));
    }
  }
  return faults;
}

function refusal(field: keyof MindIEConfiguration, problem: string, mend: string): Fault {
  return {
    id: `mindie/${OPTIONS[field].slice('--'.length)}`,
    severity: 'error',
    field,
    problem,
    consequence: 'MindIE refuses its configuration and the pod restarts for ever.',
    mend,
  };
}

function isWholeNumberSetting(key: keyof MindIEConfiguration): key is keyof typeof WHOLE_NUMBERS {
  return Object.hasOwn(WHOLE_NUMBERS, key);
}

function isWhole(value: number): boolean {
  return Number.isInteger(value);
}
