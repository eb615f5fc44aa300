import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { ClusterFacts } from '../cluster-facts';
import type { Fault, Finding } from '../finding';
import { checkCanaryAutoscaler } from './controller/canary-autoscaler';
import { checkCanaryPercent } from './controller/canary-percent';
import { isKserveConfiguration } from './config-map';
import { checkConfiguration } from './configuration';
import { checkContainerNames } from './controller/container-names';
import { checkDisplayName, DisplayNames } from './openshift-ai/display-names';
import { checkEqualPriorities } from './admission/equal-priorities';
import { checkHostName } from './controller/host-name';
import { isInferenceService, isOfKserve, KserveServices } from './kserve-services';
import { checkMultiNodeDevices } from './controller/multi-node-devices';
import { checkOpenShiftAi, openShiftAiIn } from './openshift-ai/openshift-ai';
import type { OpenShiftAi } from './openshift-ai/openshift-ai';
import { checkRewritten } from './rewritten';
import { checkRuntime, isRuntime } from './admission/runtime-admission';
import { serviceOf } from './service';
import type { Service } from './service';
import { checkServiceAdmission } from './admission/service-admission';
import { checkName } from './service-name';
import { checkStorage, Secrets } from './controller/storage-key';
import { checkStorageMounts } from './controller/storage-mounts';
import { checkStorageContainer, checkStorageUri, storageContainersIn } from './controller/storage-uri';
import type { StorageContainers } from './controller/storage-uri';

/** What services of one cluster are looked at with. */
interface Cluster {
  readonly services: KserveServices;
  readonly displayNames: DisplayNames;
  readonly secrets: Secrets;
  readonly storageContainers: StorageContainers;
  readonly openShiftAi?: OpenShiftAi;
}

/** What KServe's webhooks and controllers would refuse of the objects of one cluster, or could not make pods of. */
export function checkKserve(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts = {},
  services = new KserveServices(objects, facts),
): readonly Finding[] {
  const concerned = objects.filter(({ manifest }) => isOfKserve(manifest) || isKserveConfiguration(manifest));
  if (concerned.length === 0) return [];
  const inventory = facts.inventory ?? [];
  const cluster = clusterOf([...inventory, ...objects.map(({ manifest }) => manifest)], facts, services);
  return [
    ...concerned.flatMap(({ manifest, where }) => checkObject(manifest, cluster).map((fault) => ({ ...fault, where }))),
    ...checkEqualPriorities(concerned, inventory),
  ];
}

/** What is checked takes the place of what has its name in the cluster. */
function clusterOf(all: readonly Manifest[], facts: ClusterFacts, services: KserveServices): Cluster {
  return {
    services,
    displayNames: new DisplayNames(all),
    secrets: new Secrets(all),
    storageContainers: storageContainersIn(all),
    openShiftAi: openShiftAiIn(all, facts),
  };
}

function checkObject(manifest: Manifest, cluster: Cluster): readonly Fault[] {
  if (isKserveConfiguration(manifest)) return checkConfiguration(manifest);
  if (isRuntime(manifest)) return checkRuntime(manifest, cluster.services.configuration);
  return isInferenceService(manifest) ? checkService(manifest, cluster) : [];
}

function checkService(manifest: Manifest, cluster: Cluster): readonly Fault[] {
  const { openShiftAi, services } = cluster;
  const { configuration } = services;
  const service = serviceOf(manifest, configuration);
  const runtime = services.runtimeOf(manifest);
  return [
    ...checkName(service, openShiftAi !== undefined),
    ...checkServiceAdmission(service, configuration),
    ...(openShiftAi === undefined ? [] : checkOpenShiftAi(service, openShiftAi)),
    ...checkRewritten(service, configuration),
    ...checkHostName(service, configuration),
    ...checkPlaceOfModel(service, cluster),
    ...checkContainerNames(service, runtime),
    ...(runtime === undefined ? [] : checkMultiNodeDevices(service, runtime, configuration)),
    ...checkCanaryPercent(service),
    ...checkCanaryAutoscaler(service),
    ...checkDisplayName(manifest, runtime, cluster.displayNames),
  ];
}

/**
 * Where the model comes from, and how it gets into the pods. Under ModelMesh KServe makes no pods of predictors.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/controller.go Reconcile
 */
function checkPlaceOfModel(service: Service, { secrets, services, storageContainers }: Cluster): readonly Fault[] {
  if (service.mode === 'ModelMesh') return [];
  const { configuration } = services;
  return [
    ...service.components.flatMap((component) => checkStorageUri(component, storageContainers)),
    ...checkStorageContainer(service.predictor, storageContainers),
    ...checkStorage(service, secrets, configuration),
    ...checkStorageMounts(service, configuration),
  ];
}
