import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ServingRuntimeSpec } from '../imports/serving.kserve.io';

/** A KServe runtime as KServe spells it; most users make one through an engine such as `VllmRuntime`. */
export interface ServingRuntimeProps {
  /** @default the construct's id */
  readonly name?: string;
  /** With a namespace it is a `ServingRuntime`, without a `ClusterServingRuntime`. @default the whole cluster */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: ServingRuntimeSpec;
}

/** `ServingRuntime` or `ClusterServingRuntime` of `serving.kserve.io/v1alpha1`, which share one spec. */
export class ServingRuntime extends ApiObject {
  public constructor(scope: Construct, id: string, props: ServingRuntimeProps) {
    super(scope, id, {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: props.namespace === undefined ? 'ClusterServingRuntime' : 'ServingRuntime',
      metadata: {
        name: props.name ?? id,
        namespace: props.namespace,
        labels: { ...props.labels },
        annotations: { ...props.annotations },
      },
      spec: props.spec,
    });
  }
}
