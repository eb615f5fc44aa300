import { podType } from '../../catalog/pod-types';
import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { expandContainer } from '../container-template';
import { asGoWritesIt } from '../go-json/go-value';
import { mergeContainers } from '../merge-containers';
import type { PodSources } from '../merged-pod';
import { objectMeta } from '../object-meta';
import { containersOf } from '../pod-edits';
import { refused } from '../pods-result';
import type { ExpandedContainer, NoPods } from '../pods-result';
import { containerSources, runnerSources } from './component-parts';
import type { PodPart } from './component-parts';
import type { ChosenAccelerator, OmeContext } from './model-context';
import { modelLabel } from './model-label';

export interface ComponentPod {
  readonly spec: JsonObject;
  readonly sources: PodSources;
  readonly expanded: readonly ExpandedContainer[];
}

export type ComponentPodResult =
  { readonly ok: true; readonly pod: ComponentPod } | { readonly ok: false; readonly none: NoPods };

/**
 * The pod that a part of a component states: its runner is put over the container of its name, or stands after the
 * others, and its templates are expanded; without a runner, the first container's are.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/common/podspec_reconciler.go ReconcilePodSpec
 */
export function podOfPart(service: Manifest, part: PodPart, runner: JsonObject | undefined): ComponentPodResult {
  const pod = asGoWritesIt(part.fields, podType('PodSpec'));
  const containers = containersOf(pod);
  const name = runner === undefined ? textAt(containers[0], 'name') : textAt(runner, 'name');
  const index = containers.findIndex((container) => textAt(container, 'name') === name);
  if (runner === undefined && containers.length === 0) {
    return { ok: false, none: refused('no containers found in pod spec and no runner spec provided') };
  }
  const at = index === -1 ? containers.length : index;
  const base = containers[at] ?? asGoWritesIt({}, podType('Container'));
  const merged = runner === undefined ? { ok: true as const, merged: base } : mergeContainers(base, runner);
  if (!merged.ok) return { ok: false, none: refused(`failed to merge runner container: ${merged.problem}`) };
  const main = runner === undefined ? containerSources(part, name ?? '') : runnerSources(part, name ?? '');
  const result = expandContainer(merged.merged, objectMeta(service));
  const expanded = [{ container: merged.merged, sources: main, result }];
  if (!result.ok) {
    const { problem, stage } = result.fault;
    if (stage === 'preview') return { ok: false, none: { outcome: 'unknown', because: problem, expanded } };
    return { ok: false, none: refused(`failed to replace placeholders in container: ${problem}`, undefined, expanded) };
  }
  const others = containers.filter((_container, other) => other !== at);
  const named = others.map((one) => textAt(one, 'name') ?? '');
  const sources = new Map([...named.map((one) => [one, containerSources(part, one)] as const), [name ?? '', main]]);
  const all = [...containers.slice(0, at), result.container, ...containers.slice(at + 1)];
  return {
    ok: true,
    pod: {
      spec: { ...pod, containers: all },
      sources: { manifest: service, pod: { layers: part.layers }, containers: sources },
      expanded,
    },
  };
}

/** The pod with the volume of the model, which is on the node. */
export function withModelVolume(spec: JsonObject, { model }: OmeContext): JsonObject {
  const path = textAt(model, 'spec', 'storage', 'path');
  if (model === undefined || path === undefined) return spec;
  return { ...spec, volumes: [...arrayAt(spec, 'volumes'), { name: nameOf(model), hostPath: { path } }] };
}

/**
 * The pod on nodes that have the model, and the devices.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go UpdatePodSpecNodeSelector, UpdateEngineAffinity
 */
export function onNodes(
  spec: JsonObject,
  service: Manifest,
  component: 'engine' | 'decoder',
  { model, runtime }: OmeContext,
  accelerator: ChosenAccelerator | undefined,
): JsonObject {
  const affinity = objectAt(accelerator?.spec, 'discovery').affinity;
  const isFree = objectAt(service, 'spec', component).affinity === undefined;
  const placed = isFree && isObject(affinity) ? { ...spec, affinity } : spec;
  if (model === undefined) return placed;
  const label = modelLabel(nameOf(model), model.kind === 'BaseModel' ? namespaceOf(model) : undefined);
  const nodeSelector = {
    [label]: 'Ready',
    ...objectAt(spec, 'nodeSelector'),
    ...objectAt(runtime, 'spec', 'nodeSelector'),
    ...objectAt(accelerator?.spec, 'discovery', 'nodeSelector'),
    ...objectAt(service, 'spec', component, 'nodeSelector'),
  };
  return { ...placed, nodeSelector };
}
