// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  LeaderWorkerSetSpec,
} from './shared';

export interface LeaderWorkerSetProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LeaderWorkerSetSpec;
}

/** `kind: LeaderWorkerSet` of `apiVersion: leaderworkerset.x-k8s.io/v1`. */
export class LeaderWorkerSet extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet' };

  static manifest(props: LeaderWorkerSetProps = {}): ApiObjectProps {
    return { ...LeaderWorkerSet.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LeaderWorkerSetProps = {}) {
    super(scope, id, LeaderWorkerSet.manifest(props));
  }
}
