import { groupOf, isObject, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { podTemplates } from '../../preview/pod-templates';
import type { ClusterFacts } from '../cluster-facts';
import { isInferenceService, KserveServices } from '../kserve/kserve-services';
import { serviceOf } from '../kserve/service';
import { madeServices } from '../llm-inference-service/made-services';
import { OmeServices } from '../ome/ome-services';
import { objectSecrets } from './object-secrets';
import { podSecrets } from './pod-secrets';
import type { SecretReference } from './secret-reference';

/** A pod, and the object that it is made of. */
interface OwnedPod {
  readonly spec: JsonObject;
  readonly namespace: string | undefined;
  readonly manifest: Manifest;
}

/** KServe makes Secrets whose names end with this itself. */
const OF_CONTROLLERS = '-kserve-self-signed-certs';

/** All that the objects of a cluster, and the pods that come of them, need of Secrets. */
export function clusterSecrets(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts = {},
  services = new KserveServices(objects, facts),
): readonly SecretReference[] {
  // Merging is costly, and without a word of Secrets on either side it yields none.
  const runtimes = [...objects.map(({ manifest }) => manifest), ...(facts.inventory ?? [])].filter(isRuntime);
  const anyMay = runtimes.some(mentionsSecrets);
  const merged = objects.filter(({ manifest }) => isService(manifest) && (anyMay || mentionsSecrets(manifest)));
  const pods = [
    ...objects.flatMap(({ manifest }) =>
      podTemplates(manifest).map(({ spec }) => ({ spec, namespace: namespaceOf(manifest), manifest })),
    ),
    ...kservePods(merged, services),
    ...llmPods(objects, facts),
    ...omePods(merged, objects, facts),
  ];
  const ofPods = pods.flatMap(({ spec, namespace, manifest }) =>
    podSecrets(spec).map((secret) => ({ ...secret, namespace, manifest })),
  );
  const ofObjects = objects.flatMap(({ manifest }) => [
    ...objectSecrets(manifest),
    ...storageSecrets(manifest, services),
  ]);
  return [...ofPods, ...ofObjects].filter(({ name }) => !name.endsWith(OF_CONTROLLERS));
}

function isRuntime({ kind }: Manifest): boolean {
  return kind === 'ServingRuntime' || kind === 'ClusterServingRuntime';
}

function isService({ kind }: Manifest): boolean {
  return kind === 'InferenceService';
}

function mentionsSecrets(manifest: Manifest): boolean {
  return /secret/i.test(JSON.stringify(manifest));
}

function kservePods(objects: readonly LocatedManifest[], services: KserveServices): readonly OwnedPod[] {
  return objects.flatMap(({ manifest }) => {
    if (!isInferenceService(manifest)) return [];
    const result = services.podsOf(manifest);
    return result.outcome === 'pods' ? result.pods.map(({ spec, namespace }) => ({ spec, namespace, manifest })) : [];
  });
}

function llmPods(objects: readonly LocatedManifest[], facts: ClusterFacts): readonly OwnedPod[] {
  if (!objects.some(({ manifest }) => manifest.kind === 'LLMInferenceService')) return [];
  return madeServices(objects, facts).services.flatMap(({ service, made }) =>
    made.started.map(({ pod }) => ({ spec: pod.spec, namespace: pod.namespace, manifest: service.manifest })),
  );
}

function omePods(
  merged: readonly LocatedManifest[],
  objects: readonly LocatedManifest[],
  { inventory = [] }: ClusterFacts,
): readonly OwnedPod[] {
  const concerned = merged.filter(({ manifest }) => groupOf(manifest) === 'ome.io');
  if (concerned.length === 0) return [];
  const services = new OmeServices([...inventory, ...objects.map(({ manifest }) => manifest)]);
  return concerned.flatMap(({ manifest }) => {
    const result = services.made(manifest)?.result;
    return result?.outcome === 'pods' ? result.pods.map(({ spec, namespace }) => ({ spec, namespace, manifest })) : [];
  });
}

/**
 * The entry by which a service of KServe states where its model is.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/credentials/service_account_credentials.go CreateStorageSpecSecretEnvs
 */
function storageSecrets(manifest: Manifest, { configuration }: KserveServices): readonly SecretReference[] {
  if (!isInferenceService(manifest)) return [];
  const { predictor, annotations, namespace } = serviceOf(manifest, configuration);
  return predictor.implementations.flatMap(({ fields: { storage } }): readonly SecretReference[] => {
    const key = isObject(storage) ? textAt(storage, 'key') : undefined;
    const name = textAt(annotations, 'serving.kserve.io/storageSecretName') ?? configuration.storageSecretName;
    return key === undefined || key === '' ? [] : [{ name, key, namespace, manifest, isStorage: true }];
  });
}
