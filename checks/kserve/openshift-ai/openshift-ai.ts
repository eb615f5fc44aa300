import { groupOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import type { ClusterFacts } from '../../cluster-facts';
import type { Fault } from '../../finding';
import type { Service } from '../service';

/** A Route has one backend and up to three others. */
const MOST_CANARIES = 3;

/** Where OpenShift AI and Open Data Hub run unless they are told otherwise. */
const USUAL_NAMESPACES: ReadonlySet<string> = new Set(['redhat-ods-applications', 'opendatahub']);

/** What OpenShift AI adds to KServe in a cluster. */
export interface OpenShiftAi {
  /** The namespace of the platform itself; undefined where it is not known. */
  readonly namespace?: string;
}

/** OpenShift AI, where the cluster is said to have it, or where its annotations and labels are found; else undefined. */
export function openShiftAiIn(manifests: readonly Manifest[], { platform }: ClusterFacts): OpenShiftAi | undefined {
  if (platform === undefined ? !manifests.some(isMarked) : platform !== 'openshift-ai') return undefined;
  const initialization = manifests.find(({ kind }) => kind === 'DSCInitialization');
  const namespace = initialization && textAt(initialization, 'spec', 'applicationsNamespace');
  return { namespace: namespace === '' ? undefined : namespace };
}

function isMarked(manifest: Manifest): boolean {
  if (groupOf(manifest) !== 'serving.kserve.io') return manifest.kind === 'DSCInitialization';
  return ['annotations', 'labels'].some((map) =>
    Object.keys(objectAt(manifest, 'metadata', map)).some((key) => key.startsWith('opendatahub.io/')),
  );
}

/**
 * What OpenShift AI's webhook refuses beside KServe's. It refuses long names too, which another rule tells.
 *
 * @see https://github.com/opendatahub-io/odh-model-controller/blob/main/internal/webhook/serving/v1beta1/inferenceservice_webhook.go InferenceServiceCustomValidator.ValidateCreate
 */
export function checkOpenShiftAi(service: Service, platform: OpenShiftAi): readonly Fault[] {
  return [...checkNamespace(service, platform), ...checkCanaries(service)];
}

function checkNamespace({ namespace = '' }: Service, platform: OpenShiftAi): readonly Fault[] {
  const isOfPlatform =
    platform.namespace === undefined ? USUAL_NAMESPACES.has(namespace) : platform.namespace === namespace;
  if (!isOfPlatform) return [];
  return [
    {
      id: 'kserve/protected-namespace',
      severity: platform.namespace === undefined ? 'warning' : 'error',
      field: 'metadata.namespace',
      problem: `'${namespace}' is the namespace that OpenShift AI itself runs in`,
      consequence: "OpenShift AI's webhook refuses the service.",
      mend: 'Use a namespace of your own.',
    },
  ];
}

/** @see https://github.com/opendatahub-io/odh-model-controller/blob/main/internal/webhook/serving/v1beta1/inferenceservice_webhook.go validateCanaryCount */
function checkCanaries({ canaries }: Service): readonly Fault[] {
  if (canaries.length <= MOST_CANARIES) return [];
  return [
    {
      id: 'kserve/too-many-canaries',
      severity: 'error',
      field: 'spec.canary',
      problem: `There are ${canaries.length} canaries, and a Route of OpenShift has room for ${MOST_CANARIES}`,
      consequence: "OpenShift AI's webhook refuses the service.",
      mend: `Use ${MOST_CANARIES} or fewer.`,
    },
  ];
}
