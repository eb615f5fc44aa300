import { ApiObject, Chart } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Fault } from '../../checks/finding';
import { report } from '../../constructs/findings';
import type { Labels } from './labels';

/** What volumes of Everest, CCE's storage add-on, have in common. */
export interface EverestVolumeProps {
  /** Name of the claim. @default the construct's id */
  readonly name?: string;
  /** Namespace of the claim. @default the chart's */
  readonly namespace?: string;
  /** Name of the PersistentVolume, which belongs to the whole cluster. @default `<namespace>-<name>` of the claim */
  readonly volumeName?: string;
  /** @default Everest's own */
  readonly mountOptions?: readonly string[];
  readonly labels?: Labels;
  /** Of the claim and of the volume, such as to keep them from being pruned. @default none */
  readonly annotations?: Labels;
}

/** What one kind of storage adds. */
export interface EverestStorage {
  readonly driver: string;
  readonly fsType: string;
  readonly volumeHandle: string;
  readonly attributes: Labels;
  readonly secret?: { readonly name: string; readonly namespace?: string };
  readonly storageClassName: string;
  readonly size: string;
  /** Annotations of the claim that repeat what the volume says. @default none */
  readonly claimAnnotations?: Labels;
}

function secretOf({ secret }: EverestStorage, namespace: string | undefined) {
  return secret === undefined ? undefined : { name: secret.name, namespace: secret.namespace ?? namespace };
}

const NO_NAMESPACE: Fault = {
  id: 'cce/secret-namespace',
  severity: 'error',
  field: 'accessKey.namespace',
  problem: 'Neither the access key, nor the claim, nor the chart states a namespace',
  consequence: 'The volume belongs to the whole cluster, and Everest does not find the key without its namespace.',
  mend: "State it of the cluster: `new Cluster(app, 'name', { namespace })`.",
};

const PROVISIONER = 'everest-csi-provisioner';

/**
 * A volume of storage that exists, and a claim for it; where the namespace is known, the volume is for nothing else.
 * Deleting the claim deletes neither volume nor storage; a claim that is made again after that needs a new volume.
 *
 * @returns the name of the claim
 */
export function everestVolume(
  scope: Construct,
  id: string,
  props: EverestVolumeProps,
  storage: EverestStorage,
): string {
  const claimName = props.name ?? id;
  const namespace = props.namespace ?? Chart.of(scope).namespace;
  const volumeName = props.volumeName ?? (namespace === undefined ? claimName : `${namespace}-${claimName}`);
  const secret = secretOf(storage, namespace);
  if (storage.secret !== undefined && secret?.namespace === undefined) report(scope, NO_NAMESPACE);
  const common = {
    accessModes: ['ReadWriteMany'],
    storageClassName: storage.storageClassName,
    volumeMode: 'Filesystem',
  };
  const volume: Omit<k8s.PersistentVolumeSpec, 'capacity'> & { readonly capacity: Labels } = {
    ...common,
    capacity: { storage: storage.size },
    claimRef:
      namespace === undefined
        ? undefined
        : { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claimName },
    csi: {
      driver: storage.driver,
      fsType: storage.fsType,
      volumeHandle: storage.volumeHandle,
      volumeAttributes: {
        ...storage.attributes,
        'storage.kubernetes.io/csiProvisionerIdentity': PROVISIONER,
      },
      nodePublishSecretRef: secret,
    },
    mountOptions: props.mountOptions === undefined ? undefined : [...props.mountOptions],
    persistentVolumeReclaimPolicy: 'Retain',
  };
  new ApiObject(scope, 'Volume', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volumeName,
      labels: { ...props.labels },
      annotations: { 'pv.kubernetes.io/provisioned-by': PROVISIONER, ...props.annotations },
    },
    spec: volume,
  });
  const claim: Omit<k8s.PersistentVolumeClaimSpec, 'resources'> & { readonly resources: { requests: Labels } } = {
    ...common,
    resources: { requests: { storage: storage.size } },
    volumeName,
  };
  new ApiObject(scope, 'Claim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: claimName,
      namespace: props.namespace,
      labels: { ...props.labels },
      annotations: {
        'volume.beta.kubernetes.io/storage-provisioner': PROVISIONER,
        ...storage.claimAnnotations,
        ...(secret === undefined
          ? {}
          : {
              'csi.storage.k8s.io/node-publish-secret-name': secret.name,
              'csi.storage.k8s.io/node-publish-secret-namespace': secret.namespace ?? '',
            }),
        ...props.annotations,
      },
    },
    spec: claim,
  });
  return claimName;
}
