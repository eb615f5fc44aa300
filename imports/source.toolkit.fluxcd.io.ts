// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  LocalObjectReference,
} from './shared';

export interface GitRepositoryProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: GitRepositorySpec;
}

/** `kind: GitRepository` of `apiVersion: source.toolkit.fluxcd.io/v1`. */
export class GitRepository extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };

  static manifest(props: GitRepositoryProps = {}): ApiObjectProps {
    return { ...GitRepository.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: GitRepositoryProps = {}) {
    super(scope, id, GitRepository.manifest(props));
  }
}

export interface OCIRepositoryProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: OCIRepositorySpec;
}

/** `kind: OCIRepository` of `apiVersion: source.toolkit.fluxcd.io/v1`. */
export class OCIRepository extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'OCIRepository' };

  static manifest(props: OCIRepositoryProps = {}): ApiObjectProps {
    return { ...OCIRepository.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: OCIRepositoryProps = {}) {
    super(scope, id, OCIRepository.manifest(props));
  }
}

export interface GitRepositorySpec {
  readonly ignore?: string;
  readonly include?: readonly Include[];
  readonly interval: string;
  readonly provider?: 'aws' | 'azure' | 'generic' | 'github';
  readonly proxySecretRef?: LocalObjectReference;
  readonly recurseSubmodules?: boolean;
  readonly ref?: Ref;
  readonly secretRef?: LocalObjectReference;
  readonly serviceAccountName?: string;
  readonly sparseCheckout?: readonly string[];
  readonly suspend?: boolean;
  readonly timeout?: string;
  readonly url: string;
  readonly verify?: Verify;
}

export interface Include {
  readonly fromPath?: string;
  readonly repository: LocalObjectReference;
  readonly toPath?: string;
}

export interface LayerSelector {
  readonly mediaType?: string;
  readonly operation?: 'copy' | 'extract';
}

export interface MatchOIDCIdentity {
  readonly issuer: string;
  readonly subject: string;
}

export interface OCIRepositoryRef {
  readonly digest?: string;
  readonly semver?: string;
  readonly semverFilter?: string;
  readonly tag?: string;
}

export interface OCIRepositorySpec {
  readonly certSecretRef?: LocalObjectReference;
  readonly ignore?: string;
  readonly insecure?: boolean;
  readonly interval: string;
  readonly layerSelector?: LayerSelector;
  readonly provider?: 'aws' | 'azure' | 'gcp' | 'generic';
  readonly proxySecretRef?: LocalObjectReference;
  readonly ref?: OCIRepositoryRef;
  readonly secretRef?: LocalObjectReference;
  readonly serviceAccountName?: string;
  readonly suspend?: boolean;
  readonly timeout?: string;
  readonly url: string;
  readonly verify?: OCIRepositoryVerify;
}

export interface OCIRepositoryVerify {
  readonly matchOIDCIdentity?: readonly MatchOIDCIdentity[];
  readonly provider?: 'cosign' | 'notation';
  readonly secretRef?: LocalObjectReference;
  readonly trustedRootSecretRef?: LocalObjectReference;
}

export interface Ref {
  readonly branch?: string;
  readonly commit?: string;
  readonly name?: string;
  readonly semver?: string;
  readonly tag?: string;
}

export interface Verify {
  readonly mode?: 'HEAD' | 'Tag' | 'TagAndHEAD' | 'head';
  readonly secretRef: LocalObjectReference;
}
