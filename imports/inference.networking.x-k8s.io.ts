// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

export interface InferenceModelRewriteProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: InferenceModelRewriteSpec;
}

/** `kind: InferenceModelRewrite` of `apiVersion: inference.networking.x-k8s.io/v1alpha2`. */
export class InferenceModelRewrite extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'inference.networking.x-k8s.io/v1alpha2', kind: 'InferenceModelRewrite' };

  static manifest(props: InferenceModelRewriteProps = {}): ApiObjectProps {
    return { ...InferenceModelRewrite.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferenceModelRewriteProps = {}) {
    super(scope, id, InferenceModelRewrite.manifest(props));
  }
}

export interface InferenceObjectiveProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: InferenceObjectiveSpec;
}

/** `kind: InferenceObjective` of `apiVersion: inference.networking.x-k8s.io/v1alpha2`. */
export class InferenceObjective extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'inference.networking.x-k8s.io/v1alpha2', kind: 'InferenceObjective' };

  static manifest(props: InferenceObjectiveProps = {}): ApiObjectProps {
    return { ...InferenceObjective.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferenceObjectiveProps = {}) {
    super(scope, id, InferenceObjective.manifest(props));
  }
}

export interface InferencePoolImportProps {
  readonly metadata?: ApiObjectMetadata;
}

/** `kind: InferencePoolImport` of `apiVersion: inference.networking.x-k8s.io/v1alpha1`. */
export class InferencePoolImport extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'inference.networking.x-k8s.io/v1alpha1', kind: 'InferencePoolImport' };

  static manifest(props: InferencePoolImportProps = {}): ApiObjectProps {
    return { ...InferencePoolImport.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferencePoolImportProps = {}) {
    super(scope, id, InferencePoolImport.manifest(props));
  }
}

export interface InferenceModelRewriteSpec {
  readonly poolRef: PoolRef;
  readonly rules: readonly Rule[];
}

export interface InferenceObjectiveSpec {
  readonly poolRef: PoolRef;
  readonly priority?: number;
}

export interface Match {
  readonly model: Model;
}

export interface Model {
  readonly type?: 'Exact';
  readonly value: string;
}

export interface PoolRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface Rule {
  readonly matches?: readonly Match[];
  readonly targets?: readonly Target[];
}

export interface Target {
  readonly modelRewrite: string;
  readonly weight?: number;
}
