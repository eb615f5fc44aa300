import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { inWords } from '../../checks/finding';
import type { Fault } from '../../checks/finding';
import { report } from '../findings';
import type { SecretRef } from './secret-ref';

/** Where a value is in a store. */
export interface RemoteSecret {
  /** What the store calls it, such as the path `models/hugging-face` of Vault. */
  readonly key: string;
  /** A member of the value, where that is a map. @default - the value as a whole */
  readonly property?: string;
  /** @default - the newest */
  readonly version?: string;
}

/** A store of secrets, as the operator knows it. */
export interface SecretStoreReference {
  readonly name: string;
  /** @default 'SecretStore': one of the same namespace */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** A Secret whose values come from a store outside of Git. */
export interface ExternalSecretProps<Key extends string = string> {
  readonly store: SecretStoreReference;
  /** Where the value of each key of the Secret is: a place in the store, in short the store's name of it. */
  readonly keys: Readonly<Record<Key, string | RemoteSecret>>;
  /** Name of the ExternalSecret, and of the Secret. @default the construct's id */
  readonly name?: string;
  /** @default the chart's namespace */
  readonly namespace?: string;
  /**
   * How often the store is asked, such as `15m`; `0s` is once. Pods with the value in a variable keep the old one until
   * they are made anew.
   *
   * @default '1h0m0s'
   */
  readonly refreshInterval?: string;
  /** Type of the Secret, such as `kubernetes.io/dockerconfigjson`. @default 'Opaque' */
  readonly type?: string;
}

/** @see https://pkg.go.dev/time#ParseDuration */
const DURATION = /^(?:0|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/;

/** @see https://github.com/external-secrets/external-secrets/blob/main/apis/externalsecrets/v1/externalsecret_types.go ExternalSecretData */
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/**
 * `ExternalSecret` of `external-secrets.io/v1`: the External Secrets Operator makes a Secret of what a store holds, so that
 * Git has nothing but where it is. The Secret is deleted with it, and kept where the store loses the values.
 *
 * @typeParam Key - the keys that the Secret has
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecret<Key extends string = string> extends ApiObject {
  /** Of the Secret. */
  public readonly secretName: string;

  public constructor(scope: Construct, id: string, props: ExternalSecretProps<Key>) {
    const { name = id, store, refreshInterval = '1h0m0s', type } = props;
    const entries: readonly (readonly [string, string | RemoteSecret])[] = Object.entries(props.keys);
    super(scope, id, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace: props.namespace },
      spec: {
        refreshInterval,
        secretStoreRef: { kind: store.kind ?? 'SecretStore', name: store.name },
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: type === undefined ? undefined : { type, engineVersion: 'v2', mergePolicy: 'Replace' },
        },
        data: entries.map(([secretKey, place]) => ({
          secretKey,
          remoteRef: typeof place === 'string' ? { key: place } : { ...place },
        })),
      },
    });
    this.secretName = name;
    const keys = entries.map(([key]) => key);
    for (const fault of keyFaults(keys)) report(this, fault);
    if (!DURATION.test(refreshInterval)) report(this, wrongInterval(refreshInterval));
  }

  /** One key of the Secret, for whatever refers to it in the same namespace. */
  public ref(key: Key): SecretRef {
    return { name: this.secretName, key };
  }
}

function keyFaults(keys: readonly string[]): readonly Fault[] {
  if (keys.length === 0) return [NO_KEYS];
  return keys
    .filter((key) => !KEY.test(key))
    .map((key) => ({
      id: 'secret/key-name',
      severity: 'error',
      field: 'keys',
      problem: `${inWords(key)} is no key of a Secret`,
      consequence: 'The API server refuses the ExternalSecret.',
      mend: 'Use letters, digits, dashes, dots and underscores.',
    }));
}

const NO_KEYS: Fault = {
  id: 'secret/no-keys',
  severity: 'error',
  field: 'keys',
  problem: 'The Secret has no key',
  consequence: 'The operator makes a Secret with nothing in it.',
  mend: "State them: keys: { token: 'models/hugging-face' }.",
};

function wrongInterval(interval: string): Fault {
  return {
    id: 'secret/refresh-interval',
    severity: 'error',
    field: 'refreshInterval',
    problem: `${inWords(interval)} is no duration`,
    consequence: 'The API server refuses the ExternalSecret.',
    mend: "Write it as '1h', '30m' or '15m0s'.",
  };
}
