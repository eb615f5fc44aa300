import { arrayAt, isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { amountAsNumber, quantityAmount } from '../../kubernetes/quantity-amount';
import { TemplateProblem } from '../go-template/fault';
import { BUILT_IN } from '../go-template/functions';
import type { TemplateFunction, TemplateFunctions } from '../go-template/functions';
import { Struct, typeName } from '../go-template/value';
import type { Value } from '../go-template/value';
import { childName } from './child-name';
import { OFFLOADING } from './template-data';

/** Seconds that pods have to end, and that are kept for what comes after the engine. */
const GRACE = 60n;
const RESERVE = 5n;

const CHILD_NAME: TemplateFunction = {
  least: 2,
  most: 2,
  apply: ([parent, suffix]) => childName(textOf(parent), textOf(suffix)),
};

const KV_TRANSFER_CONFIG: TemplateFunction = {
  least: 1,
  most: 1,
  apply: ([settings]) => {
    const stated = settings instanceof Struct ? OFFLOADING.get(settings) : undefined;
    return stated === undefined ? '' : kvTransferConfig(stated);
  },
};

const SHUTDOWN_TIMEOUT: TemplateFunction = {
  least: 2,
  most: 2,
  apply: ([pod, preStop]) => {
    if (typeof preStop !== 'bigint') throw wrongType('int64', preStop);
    const grace = graceOf(pod);
    const left = grace - preStop - (grace < RESERVE ? grace : RESERVE);
    return left < 0n ? 0n : left;
  },
};

/** Go's functions that look at what a pointer points to, while others take it for itself. */
const LOOKS_THROUGH: ReadonlySet<string> = new Set(['len', 'slice', 'index', 'html', 'js', 'urlquery']);

/**
 * The functions of templates of configurations.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go ReplaceVariables
 */
export const CONFIG_FUNCTIONS: TemplateFunctions = new Map([
  ...[...BUILT_IN].map(([name, built]) => [name, LOOKS_THROUGH.has(name) ? lookingThrough(built) : built] as const),
  ['ChildName', CHILD_NAME],
  ['kvTransferConfig', KV_TRANSFER_CONFIG],
  ['shutdownTimeout', SHUTDOWN_TIMEOUT],
]);

function lookingThrough(built: TemplateFunction): TemplateFunction {
  return { ...built, apply: (values, allowance) => built.apply(values.map(pointedTo), allowance) };
}

function pointedTo(value: Value): Value {
  return value instanceof Struct && value.type === '*string' ? value.text : value;
}

function textOf(value: Value): string {
  const text = pointedTo(value);
  if (typeof text === 'string') return text;
  throw wrongType('string', value);
}

function wrongType(expected: string, value: Value): TemplateProblem {
  return new TemplateProblem(`wrong type for value; expected ${expected}; got ${typeName(value)}`, 'execute');
}

/** Seconds that a pod has to end. */
function graceOf(pod: Value): bigint {
  const stated = pod instanceof Struct && pod.type === 'v1.PodSpec' ? pod.field('TerminationGracePeriodSeconds') : null;
  return stated instanceof Struct && /^-?\d+$/.test(stated.text ?? '') ? BigInt(stated.text ?? '') : GRACE;
}

/** The flag of vLLM that moves its KV cache out of the devices, escaped for the shell line of the presets. */
function kvTransferConfig(settings: JsonObject): string {
  const { evictionPolicy } = settings;
  const tiers = arrayAt(settings, 'secondary').flatMap((tier, index) =>
    isObject(tier) && isObject(tier.fileSystem) ? [{ root_dir: `/mnt/kv-cache-${index}`, type: 'fs' }] : [],
  );
  const extra = {
    cpu_bytes_to_use: Math.ceil(amountAsNumber(quantityAmount(settings.cpu) ?? 0n)),
    ...(typeof evictionPolicy === 'string' && evictionPolicy !== '' ? { eviction_policy: evictionPolicy } : {}),
    ...(tiers.length > 0 ? { secondary_tiers: tiers } : {}),
    spec_name: 'TieringOffloadingSpec',
  };
  // Go sorts the keys of maps; the text becomes a part of a text of JSON, and then of a quoted one of a shell.
  const json = JSON.stringify({
    kv_connector: 'OffloadingConnector',
    kv_connector_extra_config: extra,
    kv_role: 'kv_both',
  });
  return `--kv-transfer-config '${json.replaceAll('"', '\\\\\\"')}'`;
}
