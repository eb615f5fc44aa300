// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  CommonMetadata,
  LocalObjectReference,
  Target,
} from './shared';

export interface KustomizationProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: KustomizationSpec;
}

/** `kind: Kustomization` of `apiVersion: kustomize.toolkit.fluxcd.io/v1`. */
export class Kustomization extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' };

  static manifest(props: KustomizationProps = {}): ApiObjectProps {
    return { ...Kustomization.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: KustomizationProps = {}) {
    super(scope, id, Kustomization.manifest(props));
  }
}

export interface Decryption {
  readonly provider: 'sops';
  readonly secretRef?: LocalObjectReference;
  readonly serviceAccountName?: string;
}

export interface DependsOn {
  readonly name: string;
  readonly namespace?: string;
  readonly readyExpr?: string;
}

export interface HealthCheck {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface HealthCheckExpr {
  readonly apiVersion: string;
  readonly current: string;
  readonly failed?: string;
  readonly inProgress?: string;
  readonly kind?: string;
}

export interface Ignore {
  readonly paths: readonly string[];
  readonly target?: Target;
}

export interface Image {
  readonly digest?: string;
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
}

export interface KubeConfig {
  readonly configMapRef?: LocalObjectReference;
  readonly secretRef?: SecretRef;
}

export interface KustomizationSpec {
  readonly buildMetadata?: readonly ('originAnnotations' | 'transformerAnnotations')[];
  readonly commonMetadata?: CommonMetadata;
  readonly components?: readonly string[];
  readonly decryption?: Decryption;
  readonly deletionPolicy?: 'Delete' | 'MirrorPrune' | 'Orphan' | 'WaitForTermination';
  readonly dependsOn?: readonly DependsOn[];
  readonly force?: boolean;
  readonly healthCheckExprs?: readonly HealthCheckExpr[];
  readonly healthChecks?: readonly HealthCheck[];
  readonly ignore?: readonly Ignore[];
  readonly ignoreMissingComponents?: boolean;
  readonly images?: readonly Image[];
  readonly interval: string;
  readonly kubeConfig?: KubeConfig;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly patches?: readonly Patch[];
  readonly path?: string;
  readonly postBuild?: PostBuild;
  readonly prune: boolean;
  readonly retryInterval?: string;
  readonly serviceAccountName?: string;
  readonly sourceRef: SourceRef;
  readonly suspend?: boolean;
  readonly targetNamespace?: string;
  readonly timeout?: string;
  readonly wait?: boolean;
}

export interface Patch {
  readonly patch: string;
  readonly target?: Target;
}

export interface PostBuild {
  readonly substitute?: Readonly<Record<string, string>>;
  readonly substituteFrom?: readonly SubstituteFrom[];
  readonly substituteStrategy?: 'Always' | 'WithVariables';
}

export interface SecretRef {
  readonly key?: string;
  readonly name: string;
}

export interface SourceRef {
  readonly apiVersion?: string;
  readonly kind: 'Bucket' | 'ExternalArtifact' | 'GitRepository' | 'OCIRepository';
  readonly name: string;
  readonly namespace?: string;
}

export interface SubstituteFrom {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly optional?: boolean;
}
