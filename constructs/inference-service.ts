import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { InferenceServiceSpec } from '../imports/serving.kserve.io';
import type { DeploymentMode } from './service';

/** What decides how many replicas run; `none` leaves them at `minReplicas`, `external` to somebody else. */
export type AutoscalerClass = 'hpa' | 'keda' | 'external' | 'none';

/** A KServe service as KServe spells it; most users make one through `runtime.serve()`. */
export interface InferenceServiceProps extends Pick<
  InferenceServiceSpec,
  'predictor' | 'transformer' | 'explainer' | 'canary'
> {
  /** @default the construct's id */
  readonly name?: string;
  /** @default the chart's namespace */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Written as `serving.kserve.io/deploymentMode`. @default the cluster's own default */
  readonly deploymentMode?: DeploymentMode;
  /** Written as `serving.kserve.io/autoscalerClass`. @default an HPA in Standard mode */
  readonly autoscalerClass?: AutoscalerClass;
  /** Keeps the object but deletes its workloads (`serving.kserve.io/stop`). @default false */
  readonly stopped?: boolean;
}

/** `InferenceService` of `serving.kserve.io/v1beta1`. */
export class InferenceService extends ApiObject {
  public constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    const { deploymentMode, autoscalerClass, stopped } = props;
    super(scope, id, {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: {
        name: props.name ?? id,
        namespace: props.namespace,
        labels: { ...props.labels },
        annotations: {
          ...(deploymentMode === undefined ? {} : { 'serving.kserve.io/deploymentMode': deploymentMode }),
          ...(autoscalerClass === undefined ? {} : { 'serving.kserve.io/autoscalerClass': autoscalerClass }),
          ...(stopped === true ? { 'serving.kserve.io/stop': 'true' } : {}),
          ...props.annotations,
        },
      },
      spec: {
        predictor: props.predictor,
        transformer: props.transformer,
        explainer: props.explainer,
        canary: props.canary,
      },
    });
  }
}
