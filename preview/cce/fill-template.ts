import type { JsonValue } from '../../kubernetes/manifest';
import { isArray, isObject } from '../../kubernetes/manifest';

/**
 * What CCE's AI inference add-on fills its templates with, as it looks in a cluster.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
const SAMPLES: ReadonlyMap<string, string | number> = new Map<string, string | number>([
  ['namespace', 'models'],
  ['name', 'deepseek-r1-distill-qwen-7b'],
  ['replicas', 1],
  ['helm_revision', '1'],
  ['te_group_id', 'b1a9c0de4f5d4e7c8a2f6b3d9e0c1a27'],
  ['model_id', 'c7e04d1f0b3a4c5e9d8f7a6b5c4d3e2f'],
  ['te_group_type', 'deepseek-r1-distill-qwen-7b'],
  ['leader_image', 'ascend-vllm-arm64:25.3.0'],
  ['model_name', 'DeepSeek-R1-Distill-Qwen-7B'],
  ['model_path', 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B'],
  ['pvc_name', 'models'],
]);

/** The names that a template may have. */
export const CCE_PLACEHOLDERS: readonly string[] = [...SAMPLES.keys()];

const PLACEHOLDER = /\$\{(\w+)\}/g;

/** A template with its placeholders filled, and the names of those that the add-on does not know. */
export interface FilledTemplate {
  readonly value: JsonValue;
  readonly unknown: readonly string[];
}

/** Fills a template as CCE's add-on does. A text that is one placeholder alone takes the type of its value. */
export function fillTemplate(template: JsonValue): FilledTemplate {
  const unknown = new Set<string>();
  const fill = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return fillText(value, unknown);
    if (isArray(value)) return value.map(fill);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, fill(field)]));
  };
  return { value: fill(template), unknown: [...unknown] };
}

function fillText(text: string, unknown: Set<string>): JsonValue {
  const only = /^\$\{(\w+)\}$/.exec(text)?.[1];
  const whole = only === undefined ? undefined : SAMPLES.get(only);
  if (whole !== undefined) return whole;
  return text.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = SAMPLES.get(name);
    if (value === undefined) unknown.add(name);
    return value === undefined ? placeholder : String(value);
  });
}
