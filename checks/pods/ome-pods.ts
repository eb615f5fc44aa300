import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { groupOf, objectAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { fieldSteps } from '../../preview/field-steps';
import type { MergedPod } from '../../preview/merged-pod';
import type { ComponentName } from '../../preview/ome/component-parts';
import type { ChosenAccelerator } from '../../preview/ome/model-context';
import { withRdma } from '../../preview/ome/rdma';
import type { ClusterFacts } from '../cluster-facts';
import { OmeServices } from '../ome/ome-services';
import { RuntimesElsewhere } from './given-faults';
import { mergedPlace } from './merged-place';
import { omeRuntimePods } from './ome-runtime-pods';
import type { FieldPlace, PodView } from './pod-view';

const COMPONENTS = ['engine', 'decoder', 'router'] as const;

/**
 * The pods that OME makes of the services of one cluster whose runtime is known, and what its runtimes say of pods that
 * are made of no service here.
 */
export function omePods(objects: readonly LocatedManifest[], facts: ClusterFacts): readonly PodView[] {
  const concerned = objects.filter(({ manifest }) => groupOf(manifest) === 'ome.io');
  if (concerned.length === 0) return [];
  const made = new MadePods(concerned, facts);
  const pods = concerned.flatMap((each) => (each.manifest.kind === 'InferenceService' ? made.of(each) : []));
  const stated = concerned.filter(({ manifest }) => isRuntime(manifest));
  return [
    ...pods,
    ...stated.flatMap((runtime) =>
      COMPONENTS.filter((component) => !made.isMerged(runtime.manifest, component)).flatMap((component) =>
        omeRuntimePods(runtime, component),
      ),
    ),
  ];
}

/** What one pod of a service was made of. */
interface Making {
  readonly service: LocatedManifest;
  readonly runtime: Manifest;
  readonly component: ComponentName;
  readonly accelerator: ChosenAccelerator | undefined;
}

class MadePods {
  private readonly services: OmeServices;
  private readonly places: ReadonlyMap<Manifest, string>;
  private readonly merged = new Map<Manifest, Set<ComponentName>>();
  private readonly given = new RuntimesElsewhere((runtime) =>
    COMPONENTS.flatMap((component) => omeRuntimePods({ manifest: runtime, where: '' }, component)),
  );

  public constructor(objects: readonly LocatedManifest[], { inventory = [] }: ClusterFacts) {
    this.services = new OmeServices([...inventory, ...objects.map(({ manifest }) => manifest)]);
    this.places = new Map(objects.map(({ manifest, where }) => [manifest, where]));
  }

  /** The pods of a service; none where they depend on what only the cluster knows. */
  public of(service: LocatedManifest): readonly PodView[] {
    const made = this.services.made(service.manifest);
    if (made?.result.outcome !== 'pods') return [];
    const { runtime, accelerators, result } = made;
    return result.pods.flatMap((pod) => {
      const component = COMPONENTS.find((name) => pod.component.split('-')[0] === name);
      if (component === undefined || isChangedLater(pod)) return [];
      this.remember(runtime, component);
      const accelerator = component === 'router' ? undefined : accelerators[component];
      return [this.viewOf(pod, { service, runtime, component, accelerator })];
    });
  }

  /** Whether pods of a service show what a runtime says of a component. */
  public isMerged(runtime: Manifest, component: ComponentName): boolean {
    return this.merged.get(runtime)?.has(component) === true;
  }

  private remember(runtime: Manifest, component: ComponentName): void {
    const known = this.merged.get(runtime);
    if (known === undefined) this.merged.set(runtime, new Set([component]));
    else known.add(component);
  }

  private viewOf(pod: MergedPod, making: Making): PodView {
    const owner = { where: making.service.where, field: `spec.${making.component}` };
    const spec = withRdma(pod.spec, pod.annotations);
    const places = { spec, originOf: pod.originOf, placeOf: (manifest: Manifest) => this.places.get(manifest), owner };
    return {
      namespace: pod.namespace,
      labels: pod.labels,
      // Workers answer nobody, whatever the component's annotations say.
      annotations: pod.component.endsWith('-worker') ? {} : pod.annotations,
      spec,
      owner,
      isPartial: false,
      addedVolumes: pod.addedVolumes,
      given: this.places.has(making.runtime) ? undefined : this.given.of(making.runtime),
      placeOf: (field) => {
        const [root, ...steps] = fieldSteps(field);
        if (root !== 'spec') return this.placeOfAnnotation(String(steps[1] ?? ''), field, making);
        return mergedPlace(fieldPath(withoutReorderedArgument(steps, making)), places);
      },
    };
  }

  /** What a component says comes before what the service says, and of components the service's before the runtime's. */
  private placeOfAnnotation(key: string, field: string, { service, runtime, component }: Making): FieldPlace {
    const own = ['spec', component, 'annotations'];
    const theirs = ['spec', `${component}Config`, 'annotations'];
    const where = this.places.get(runtime);
    if (Object.hasOwn(objectAt(service.manifest, ...own), key)) {
      return { where: service.where, field: fieldPath([...own, key]) };
    }
    return where !== undefined && Object.hasOwn(objectAt(runtime, ...theirs), key)
      ? { where, field: fieldPath([...theirs, key]) }
      : { where: service.where, field };
  }
}

/** The settings of an accelerator change the order of arguments. */
function withoutReorderedArgument(
  steps: readonly FieldPathSegment[],
  { accelerator }: Making,
): readonly FieldPathSegment[] {
  const isReordered = Object.keys(accelerator?.settings ?? {}).length > 0;
  return isReordered && steps[0] === 'containers' && steps[2] === 'args' ? steps.slice(0, 3) : steps;
}

/**
 * Whether OME's webhook puts containers and volumes into the pod that its configuration alone decides.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/pod/mutator.go mutate
 */
function isChangedLater({ annotations }: MergedPod): boolean {
  const isAsked = (name: string) => annotations[`ome.io/inject-${name}`] === 'true';
  return (
    isAsked('model-init') ||
    isAsked('serving-sidecar') ||
    (annotations['ome.io/inject-fine-tuned-adapter'] ?? '') !== ''
  );
}

function isRuntime({ kind }: Manifest): boolean {
  return kind === 'ServingRuntime' || kind === 'ClusterServingRuntime';
}
