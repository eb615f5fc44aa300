import { groupOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import type { ClusterFacts } from '../cluster-facts';
import type { Fault, Finding } from '../finding';
import { checkCanaryPercent } from './controller/canary-percent';
import { isKserveConfiguration } from './config-map';
import { checkConfiguration } from './configuration';
import { checkContainerNames } from './controller/container-names';
import { checkDisplayName, DisplayNames } from './openshift-ai/display-names';
import { checkEqualPriorities } from './admission/equal-priorities';
import { checkHostName } from './controller/host-name';
import { kserveConfiguration } from './kserve-facts';
import type { KserveConfiguration } from './kserve-facts';
import { checkMultiNodeDevices } from './controller/multi-node-devices';
import { checkOpenShiftAi, openShiftAiIn } from './openshift-ai/openshift-ai';
import type { OpenShiftAi } from './openshift-ai/openshift-ai';
import { checkRewritten } from './rewritten';
import { checkRuntime, isRuntime } from './admission/runtime-admission';
import { serviceOf } from './service';
import { checkServiceAdmission } from './admission/service-admission';
import { checkName } from './service-name';
import { checkStorage, Secrets } from './controller/storage-key';
import { checkStorageMounts } from './controller/storage-mounts';
import { checkStorageContainer, checkStorageUri, storageContainersIn } from './controller/storage-uri';
import type { StorageContainers } from './controller/storage-uri';

/** What services of one cluster are looked at with. */
interface Cluster {
  readonly configuration: KserveConfiguration;
  readonly runtimes: RuntimeIndex;
  readonly displayNames: DisplayNames;
  readonly secrets: Secrets;
  readonly storageContainers: StorageContainers;
  readonly openShiftAi?: OpenShiftAi;
}

/** What KServe's webhooks and controllers would refuse of the objects of one cluster, or could not make pods of. */
export function checkKserve(objects: readonly LocatedManifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const concerned = objects.filter(({ manifest }) => isOfKserve(manifest) || isKserveConfiguration(manifest));
  if (concerned.length === 0) return [];
  const inventory = facts.inventory ?? [];
  const cluster = clusterOf(
    objects.map(({ manifest }) => manifest),
    inventory,
    facts,
  );
  return [
    ...concerned.flatMap(({ manifest, where }) => checkObject(manifest, cluster).map((fault) => ({ ...fault, where }))),
    ...checkEqualPriorities(concerned, inventory),
  ];
}

/** What is checked takes the place of what has its name in the cluster. */
function clusterOf(manifests: readonly Manifest[], inventory: readonly Manifest[], facts: ClusterFacts): Cluster {
  const all = [...inventory, ...manifests];
  return {
    configuration: kserveConfiguration([...manifests, ...inventory], facts.kserve),
    runtimes: new RuntimeIndex(manifests, inventory),
    displayNames: new DisplayNames(all),
    secrets: new Secrets(all),
    storageContainers: storageContainersIn(all),
    openShiftAi: openShiftAiIn(all, facts),
  };
}

function checkObject(manifest: Manifest, cluster: Cluster): readonly Fault[] {
  if (isKserveConfiguration(manifest)) return checkConfiguration(manifest);
  if (isRuntime(manifest)) return checkRuntime(manifest, cluster.configuration);
  return isService(manifest) ? checkService(manifest, cluster) : [];
}

/** Of versions that KServe no longer serves, nothing can be said. */
function isService({ apiVersion, kind }: Manifest): boolean {
  return kind === 'InferenceService' && apiVersion === 'serving.kserve.io/v1beta1';
}

function checkService(manifest: Manifest, cluster: Cluster): readonly Fault[] {
  const { configuration, openShiftAi, storageContainers } = cluster;
  const service = serviceOf(manifest, configuration);
  const named = textAt(manifest, 'spec', 'predictor', 'model', 'runtime');
  const runtime = named === undefined ? undefined : cluster.runtimes.named(named, namespaceOf(manifest))?.manifest;
  return [
    ...checkName(service, openShiftAi !== undefined),
    ...checkServiceAdmission(service, configuration),
    ...(openShiftAi === undefined ? [] : checkOpenShiftAi(service, openShiftAi)),
    ...checkRewritten(service, configuration),
    ...checkHostName(service, configuration),
    ...service.components.flatMap((component) => checkStorageUri(component, storageContainers)),
    ...checkStorageContainer(service.predictor, storageContainers),
    ...checkStorage(service, cluster.secrets, configuration),
    ...checkStorageMounts(service, configuration),
    ...checkContainerNames(service, runtime),
    ...(runtime === undefined ? [] : checkMultiNodeDevices(service, runtime, configuration)),
    ...checkCanaryPercent(service),
    ...checkDisplayName(manifest, runtime, cluster.displayNames),
  ];
}

function isOfKserve(manifest: Manifest): boolean {
  return groupOf(manifest) === 'serving.kserve.io';
}
