// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  Advanced,
  AuthenticationRef,
} from './shared';

export interface ClusterTriggerAuthenticationProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: TriggerAuthenticationSpec;
}

/** `kind: ClusterTriggerAuthentication` of `apiVersion: keda.sh/v1alpha1`. */
export class ClusterTriggerAuthentication extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'keda.sh/v1alpha1', kind: 'ClusterTriggerAuthentication' };

  static manifest(props: ClusterTriggerAuthenticationProps): ApiObjectProps {
    return { ...ClusterTriggerAuthentication.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ClusterTriggerAuthenticationProps) {
    super(scope, id, ClusterTriggerAuthentication.manifest(props));
  }
}

export interface ScaledObjectProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ScaledObjectSpec;
}

/** `kind: ScaledObject` of `apiVersion: keda.sh/v1alpha1`. */
export class ScaledObject extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' };

  static manifest(props: ScaledObjectProps): ApiObjectProps {
    return { ...ScaledObject.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ScaledObjectProps) {
    super(scope, id, ScaledObject.manifest(props));
  }
}

export interface TriggerAuthenticationProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: TriggerAuthenticationSpec;
}

/** `kind: TriggerAuthentication` of `apiVersion: keda.sh/v1alpha1`. */
export class TriggerAuthentication extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'keda.sh/v1alpha1', kind: 'TriggerAuthentication' };

  static manifest(props: TriggerAuthenticationProps): ApiObjectProps {
    return { ...TriggerAuthentication.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: TriggerAuthenticationProps) {
    super(scope, id, TriggerAuthentication.manifest(props));
  }
}

export interface AwsSecretManager {
  readonly credentials?: Credentials;
  readonly podIdentity?: PodIdentity;
  readonly region?: string;
  readonly secrets: readonly Secret[];
}

export interface AzureKeyVault {
  readonly cloud?: Cloud;
  readonly credentials?: AzureKeyVaultCredentials;
  readonly podIdentity?: PodIdentity;
  readonly secrets: readonly AzureKeyVaultSecret[];
  readonly vaultUri: string;
}

export interface AzureKeyVaultCredentials {
  readonly clientId: string;
  readonly clientSecret: ClientSecret;
  readonly tenantId: string;
}

export interface AzureKeyVaultSecret {
  readonly name: string;
  readonly parameter: string;
  readonly version?: string;
}

export interface BoundServiceAccountToken {
  readonly parameter: string;
  readonly serviceAccountName: string;
}

export interface ClientSecret {
  readonly valueFrom: ValueFrom;
}

export interface Cloud {
  readonly activeDirectoryEndpoint?: string;
  readonly keyVaultResourceURL?: string;
  readonly type: string;
}

export interface ConfigMapTargetRef {
  readonly key: string;
  readonly name: string;
  readonly parameter: string;
}

export interface Credential {
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly token?: string;
}

export interface Credentials {
  readonly accessKey: ClientSecret;
  readonly accessSecretKey: ClientSecret;
  readonly accessToken?: ClientSecret;
}

export interface Env {
  readonly containerName?: string;
  readonly name: string;
  readonly parameter: string;
}

export interface Fallback {
  readonly behavior?: 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower' | 'scalingModifiers' | 'static';
  readonly failureThreshold: number;
  readonly replicas: number;
}

export interface GcpSecretManager {
  readonly credentials?: GcpSecretManagerCredentials;
  readonly podIdentity?: PodIdentity;
  readonly secrets: readonly GcpSecretManagerSecret[];
}

export interface GcpSecretManagerCredentials {
  readonly clientSecret: ClientSecret;
}

export interface GcpSecretManagerSecret {
  readonly id: string;
  readonly parameter: string;
  readonly version?: string;
}

export interface HashiCorpVault {
  readonly address: string;
  readonly authentication: 'kubernetes' | 'token';
  readonly credential?: Credential;
  readonly mount?: string;
  readonly namespace?: string;
  readonly role?: string;
  readonly secrets: readonly HashiCorpVaultSecret[];
}

export interface HashiCorpVaultSecret {
  readonly key: string;
  readonly parameter: string;
  readonly path: string;
  readonly pkiData?: PkiData;
  readonly type?: '' | 'pki' | 'secret' | 'secretV2';
}

export interface Oauth2 {
  readonly clientId: string;
  readonly clientSecret?: ClientSecret;
  readonly scopes?: readonly string[];
  readonly tokenUrl: string;
  readonly tokenUrlParams?: Readonly<Record<string, string>>;
  readonly type?: 'clientCredentials';
}

export interface PkiData {
  readonly altNames?: string;
  readonly commonName?: string;
  readonly format?: string;
  readonly ipSans?: string;
  readonly otherSans?: string;
  readonly ttl?: string;
  readonly uriSans?: string;
}

export interface PodIdentity {
  readonly externalID?: string;
  readonly identityAuthorityHost?: string;
  readonly identityId?: string;
  readonly identityOwner?: 'keda' | 'workload';
  readonly identityTenantId?: string;
  readonly provider: 'aws' | 'aws-eks' | 'azure-workload' | 'gcp' | 'none';
  readonly roleArn?: string;
}

export interface ScaleTargetRef {
  readonly apiVersion?: string;
  readonly envSourceContainerName?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface ScaledObjectSpec {
  readonly advanced?: Advanced;
  readonly cooldownPeriod?: number;
  readonly fallback?: Fallback;
  readonly idleReplicaCount?: number;
  readonly initialCooldownPeriod?: number;
  readonly maxReplicaCount?: number;
  readonly minReplicaCount?: number;
  readonly pollingInterval?: number;
  readonly scaleTargetRef: ScaleTargetRef;
  readonly triggers: readonly Trigger[];
}

export interface Secret {
  readonly name: string;
  readonly parameter: string;
  readonly secretKey?: string;
  readonly versionId?: string;
  readonly versionStage?: string;
}

export interface SecretKeyRef {
  readonly key: string;
  readonly name: string;
}

export interface Trigger {
  readonly authenticationRef?: AuthenticationRef;
  readonly metadata: Readonly<Record<string, string>>;
  readonly metricType?: string;
  readonly name?: string;
  readonly type: string;
  readonly useCachedMetrics?: boolean;
}

export interface TriggerAuthenticationSpec {
  readonly awsSecretManager?: AwsSecretManager;
  readonly azureKeyVault?: AzureKeyVault;
  readonly boundServiceAccountToken?: readonly BoundServiceAccountToken[];
  readonly configMapTargetRef?: readonly ConfigMapTargetRef[];
  readonly env?: readonly Env[];
  readonly filePath?: string;
  readonly gcpSecretManager?: GcpSecretManager;
  readonly hashiCorpVault?: HashiCorpVault;
  readonly oauth2?: Oauth2;
  readonly podIdentity?: PodIdentity;
  readonly secretTargetRef?: readonly ConfigMapTargetRef[];
}

export interface ValueFrom {
  readonly secretKeyRef: SecretKeyRef;
}
