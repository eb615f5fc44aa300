import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { amountAsNumber, quantityAmount } from '../../kubernetes/quantity-amount';
import { addVariable, setVariable } from '../pod-edits';
import { mergeArguments, withFlag } from './merge-arguments';
import type { ChosenAccelerator, OmeContext } from './model-context';

/** What a runner is set up with. */
export interface RunnerSetting extends OmeContext {
  readonly service: Manifest;
  readonly component: 'engine' | 'decoder';
  readonly annotations: Readonly<Record<string, string>>;
  /** Pods that compute the model together. */
  readonly nodes: number;
}

/**
 * The runner of an engine or a decoder with what OME sets up in it.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/engine.go reconcilePodSpec
 */
export function withSetting(runner: JsonObject, setting: RunnerSetting): JsonObject {
  const accelerator = setting.accelerators?.[setting.component];
  const mounted = withModel(runner, setting);
  const environment = Object.entries(objectAt(accelerator?.settings, 'environmentOverride'));
  const set = environment.reduce(
    (one, [name, value]) => (typeof value === 'string' ? setVariable(one, name, value) : one),
    mounted,
  );
  const resourced = statesResources(setting) ? set : withResources(set, setting.runtime, accelerator);
  const argued = withArguments(resourced, accelerator);
  return accelerator === undefined ? withParallelism(argued, setting.nodes) : argued;
}

/** Where the model is, and the mount by which it is there. */
function withModel(runner: JsonObject, { model, annotations }: RunnerSetting): JsonObject {
  const path = textAt(model, 'spec', 'storage', 'path');
  if (path === undefined || annotations['ome.io/inject-model-init'] === 'true') return runner;
  const mount = { name: textAt(model, 'metadata', 'name') ?? '', mountPath: path, readOnly: true };
  const located = addVariable(runner, 'MODEL_PATH', path);
  return { ...located, volumeMounts: [...arrayAt(located, 'volumeMounts'), mount] };
}

/** Whether the service states resources of the component's runner itself, whichever pod they are of. */
function statesResources({ service, component }: RunnerSetting): boolean {
  const resources = objectAt(service, 'spec', component, 'runner', 'resources');
  return isStated(resources.limits) || isStated(resources.requests) || arrayAt(resources, 'claims').length > 0;
}

function isStated(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeResource */
function withResources(
  runner: JsonObject,
  runtime: Manifest | undefined,
  accelerator: ChosenAccelerator | undefined,
): JsonObject {
  const alike = arrayAt(runtime, 'spec', 'containers').find(
    (container) => textAt(container, 'name') === textAt(runner, 'name'),
  );
  const devices = arrayAt(accelerator?.spec, 'resources').flatMap((resource) => {
    const [name, quantity] = [textAt(resource, 'name'), valueAt(resource, 'quantity')];
    return name === undefined ? [] : [[name, String(typeof quantity === 'object' ? 1 : (quantity ?? 1))] as const];
  });
  const merged = (['limits', 'requests'] as const).map((kind) => {
    const amounts = {
      ...objectAt(alike, 'resources', kind),
      ...objectAt(runner, 'resources', kind),
      ...Object.fromEntries(devices),
    };
    return [kind, amounts] as const;
  });
  const stated = merged.filter(([, amounts]) => Object.keys(amounts).length > 0);
  return { ...runner, resources: { ...objectAt(runner, 'resources'), ...Object.fromEntries(stated) } };
}

/** Names of the flags for sizes, of SGLang and of vLLM. */
const SIZE_FLAGS = {
  tensorParallelSize: ['--tp-size', '--tp', '--tensor-parallel-size'],
  pipelineParallelSize: ['--pp-size', '--pp', '--pipeline-parallel-size'],
} as const;

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go MergeRuntimeArgumentsOverride */
function withArguments(runner: JsonObject, accelerator: ChosenAccelerator | undefined): JsonObject {
  if (accelerator?.settings === undefined) return runner;
  const overrides = texts(accelerator.settings.runtimeArgsOverride);
  const merged = { ...runner, args: mergeArguments(texts(runner.args), overrides) };
  const sizes = objectAt(accelerator.settings, 'tensorParallelismOverride');
  return (['tensorParallelSize', 'pipelineParallelSize'] as const).reduce((one: JsonObject, name) => {
    const size = sizes[name];
    return typeof size === 'number' && size > 0 ? withSize(one, SIZE_FLAGS[name], size) : one;
  }, merged);
}

function withSize(runner: JsonObject, names: readonly string[], size: number): JsonObject {
  const args = withFlag('args', texts(runner.args), names, size);
  if (args !== undefined) return { ...runner, args };
  const command = withFlag('command', texts(runner.command), names, size);
  return command === undefined ? runner : { ...runner, command };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/engine.go setParallelismEnvVarForEngine */
function withParallelism(runner: JsonObject, nodes: number): JsonObject {
  const { limits, requests } = objectAt(runner, 'resources');
  const gpus = [limits, requests].map((amounts) => (isObject(amounts) ? amounts['nvidia.com/gpu'] : undefined));
  const amount = quantityAmount(gpus.find((quantity) => quantity !== undefined));
  const size = amount === undefined ? 0 : Math.ceil(amountAsNumber(amount)) * nodes;
  return size > 0 ? setVariable(runner, 'PARALLELISM_SIZE', String(size)) : runner;
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: JsonValue) => typeof item === 'string') : [];
}
