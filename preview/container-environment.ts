import { arrayAt, isObject, objectAt, textAt, valueAt } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import { expandVariables } from './expand-variables';
import type { MergedPod } from './merged-pod';
import { CURRENT_NAMESPACE } from './object-meta';

/** A variable of a container. */
export interface EnvironmentVariable {
  /** Empty where it stands for all variables of a source. */
  readonly name: string;
  /**
   * As the process sees it.
   *
   * @default - only the cluster knows it
   */
  readonly value?: string;
  /**
   * Where it comes from, such as `key token of Secret hf-token`.
   *
   * @default - it is stated as a text
   */
  readonly from?: string;
}

/** A container's variables in their order; of several of one name the last one holds. */
export class ContainerEnvironment {
  public readonly variables: readonly EnvironmentVariable[];
  private readonly values = new Map<string, string>();

  public constructor(container: JsonObject, pod: MergedPod) {
    const sources = arrayAt(container, 'envFrom').filter(isObject).map(wholeSource);
    const own = arrayAt(container, 'env').flatMap((variable) => {
      const name = textAt(variable, 'name');
      if (name === undefined) return [];
      const made = this.variable(name, variable, container, pod);
      if (made.value === undefined) this.values.delete(name);
      else this.values.set(name, made.value);
      return [made];
    });
    this.variables = [
      ...sources,
      ...own.filter(({ name }, at) => own.findLastIndex((one) => one.name === name) === at),
    ];
  }

  /** A text of the container's command or arguments as its process sees it. */
  public expand(text: string): string {
    return expandVariables(text, (name) => this.values.get(name));
  }

  /** A variable sees those that stand before it. */
  private variable(
    name: string,
    stated: JsonObject[string],
    container: JsonObject,
    pod: MergedPod,
  ): EnvironmentVariable {
    const value = textAt(stated, 'value') ?? '';
    const source = valueAt(stated, 'valueFrom');
    if (value !== '' || !isObject(source)) return { name, value: this.expand(value) };
    return { name, ...fromSource(source, container, pod) };
  }
}

function wholeSource(source: JsonObject): EnvironmentVariable {
  const [kind, reference] = isObject(source.secretRef)
    ? ['Secret', source.secretRef]
    : ['ConfigMap', objectAt(source, 'configMapRef')];
  const prefix = textAt(source, 'prefix') ?? '';
  const named = prefix === '' ? '' : `, with ${prefix} before their names`;
  return { name: '', from: `all keys of ${kind} ${textAt(reference, 'name') ?? ''}${named}` };
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go makeEnvironmentVariables */
function fromSource(
  { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef }: JsonObject,
  container: JsonObject,
  pod: MergedPod,
): Pick<EnvironmentVariable, 'value' | 'from'> {
  if (isObject(secretKeyRef)) return { from: keyOf('Secret', secretKeyRef) };
  if (isObject(configMapKeyRef)) return { from: keyOf('ConfigMap', configMapKeyRef) };
  if (isObject(fieldRef)) {
    const path = textAt(fieldRef, 'fieldPath') ?? '';
    return { value: fieldOf(path, pod), from: `field ${path} of the pod` };
  }
  if (isObject(resourceFieldRef)) {
    const of = textAt(resourceFieldRef, 'containerName') ?? textAt(container, 'name') ?? '';
    return { from: `${textAt(resourceFieldRef, 'resource') ?? ''} of the container ${of}` };
  }
  return { from: 'another source' };
}

function keyOf(kind: string, reference: JsonObject): string {
  const optional = reference.optional === true ? ', if there is one' : '';
  return `key ${textAt(reference, 'key') ?? ''} of ${kind} ${textAt(reference, 'name') ?? ''}${optional}`;
}

/** What of the downward API is known before there is a pod. */
function fieldOf(path: string, { namespace, labels, annotations, spec }: MergedPod): string | undefined {
  if (path === 'metadata.namespace') return namespace ?? CURRENT_NAMESPACE;
  if (path === 'spec.serviceAccountName') return textAt(spec, 'serviceAccountName') ?? 'default';
  const [, map, key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map === undefined) return undefined;
  const entries = map === 'labels' ? labels : annotations;
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}
