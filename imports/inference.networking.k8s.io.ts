// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  EndpointPickerRef,
  Selector,
  TargetPort,
} from './shared';

export interface InferencePoolProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: InferencePoolSpec;
}

/** `kind: InferencePool` of `apiVersion: inference.networking.k8s.io/v1`. */
export class InferencePool extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'inference.networking.k8s.io/v1', kind: 'InferencePool' };

  static manifest(props: InferencePoolProps): ApiObjectProps {
    return { ...InferencePool.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferencePoolProps) {
    super(scope, id, InferencePool.manifest(props));
  }
}

export interface InferencePoolSpec {
  readonly appProtocol?: 'http' | 'kubernetes.io/h2c';
  readonly endpointPickerRef?: EndpointPickerRef;
  readonly selector: Selector;
  readonly targetPorts: readonly TargetPort[];
}
