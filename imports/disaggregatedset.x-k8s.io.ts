// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  EmbeddedObjectMetadata,
  LeaderWorkerSetSpec,
} from './shared';

export interface DisaggregatedSetProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: DisaggregatedSetSpec;
}

/** `kind: DisaggregatedSet` of `apiVersion: disaggregatedset.x-k8s.io/v1`. */
export class DisaggregatedSet extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSet' };

  static manifest(props: DisaggregatedSetProps): ApiObjectProps {
    return { ...DisaggregatedSet.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: DisaggregatedSetProps) {
    super(scope, id, DisaggregatedSet.manifest(props));
  }
}

export interface DisaggregatedSetRoleScalerProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: DisaggregatedSetRoleScalerSpec;
}

/** `kind: DisaggregatedSetRoleScaler` of `apiVersion: disaggregatedset.x-k8s.io/v1`. */
export class DisaggregatedSetRoleScaler extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSetRoleScaler' };

  static manifest(props: DisaggregatedSetRoleScalerProps = {}): ApiObjectProps {
    return { ...DisaggregatedSetRoleScaler.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: DisaggregatedSetRoleScalerProps = {}) {
    super(scope, id, DisaggregatedSetRoleScaler.manifest(props));
  }
}

export interface DisaggregatedSetRoleScalerSpec {
  readonly replicas?: number;
}

export interface DisaggregatedSetSpec {
  readonly placementPolicy?: PlacementPolicy;
  readonly roles: readonly Role[];
  readonly slices?: number;
}

export interface PlacementPolicy {
  readonly topology?: string;
  readonly type?: 'ExclusiveSlice' | 'ExclusiveTopology' | 'None';
}

export interface Role {
  readonly metadata?: EmbeddedObjectMetadata;
  readonly name: string;
  readonly scaling?: Scaling;
  readonly spec?: LeaderWorkerSetSpec;
}

export interface Scaling {
  readonly mode?: 'External' | 'Static';
}
