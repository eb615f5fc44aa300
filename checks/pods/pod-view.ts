import { fieldPath } from '../../kubernetes/field-path';
import { groupOf, isObject, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { MODEL_PATH } from '../../preview/kserve/server-defaults';
import { podTemplates } from '../../preview/pod-templates';

/** Where a field of a pod is written. */
export interface FieldPlace {
  readonly where: string;
  readonly field: string;
}

/** A pod as the cluster would make it, and where people wrote what is in it. */
export interface PodView {
  readonly namespace: string | undefined;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  /** The object that makes the pod. */
  readonly owner: FieldPlace;
  /** Whether it is what a runtime says of pods, to which each service adds. */
  readonly isPartial: boolean;
  /** Names of volumes that a controller adds to the pod. */
  readonly addedVolumes: ReadonlySet<string>;
  /**
   * Where the pods of a runtime's services find their models, which they may only read unless the service says more.
   *
   * @default - the pod's own mounts say what it may do
   */
  readonly modelFolder?: string;
  /**
   * The devices that its runtime is labelled for, such as `nvidia`.
   *
   * @default - it is labelled for none, or the pod has no runtime
   */
  readonly labelledFor?: string;
  /**
   * What its runtime says of the pod by itself, where that is not among the manifests that are checked.
   *
   * @default - the runtime is checked, too, or the pod has none
   */
  readonly given?: readonly PodView[];
  /**
   * Where a field of the pod is written, such as `spec.containers[0].image` or `metadata.annotations["a"]`; undefined
   * where nobody but a controller writes it.
   */
  readonly placeOf: (field: string) => FieldPlace | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** The pods that an object describes in full, and what a KServe runtime says of those of its services. */
export function podViews({ manifest, where }: LocatedManifest): readonly PodView[] {
  if (isKserveRuntime(manifest))
    return isObject(manifest.spec) ? [runtimeView({ manifest, where }, manifest.spec)] : [];
  return podTemplates(manifest).map(({ path, template, spec, addedVolumes }) => {
    const prefix = fieldPath(path);
    return {
      namespace: namespaceOf(manifest),
      labels: objectAt(template, 'metadata', 'labels'),
      annotations: objectAt(template, 'metadata', 'annotations'),
      spec,
      owner: { where, field: 'spec' },
      isPartial: false,
      addedVolumes,
      placeOf: (field) => ({ where, field: prefix === '' ? field : `${prefix}.${field}` }),
    };
  });
}

/** What a KServe runtime says of its pods: the fields of a pod's spec stand directly in its own. */
function runtimeView({ manifest, where }: LocatedManifest, spec: JsonObject): PodView {
  return {
    namespace: namespaceOf(manifest),
    labels: objectAt(spec, 'labels'),
    annotations: objectAt(spec, 'annotations'),
    spec,
    owner: { where, field: 'spec' },
    isPartial: true,
    addedVolumes: NONE,
    modelFolder: MODEL_PATH,
    labelledFor: labelledDevices(manifest),
    placeOf: (field) => ({ where, field: field.replace(/^metadata\./, 'spec.') }),
  };
}

/** The devices that Alauda AI offers a runtime for; undefined where it says none, or processors. */
export function labelledDevices(runtime: Manifest | undefined): string | undefined {
  const devices = runtime && textAt(runtime, 'metadata', 'labels', 'cpaas.io/accelerator-type');
  return devices === 'cpu' || devices === '' ? undefined : devices;
}

function isKserveRuntime(manifest: Manifest): boolean {
  const { kind } = manifest;
  return (kind === 'ServingRuntime' || kind === 'ClusterServingRuntime') && groupOf(manifest) === 'serving.kserve.io';
}
