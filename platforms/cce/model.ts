import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { cceModelFacts, isCceModelType } from '../../catalog/cce-model-facts';
import type { CceModelFacts, CceModelType } from '../../catalog/cce-model-facts';
import type { ScaledWorkload } from '../../constructs/autoscaling/settings';
import { report } from '../../constructs/findings';
import type { Replicas, Toleration } from '../../constructs/pod';
import { wellFormedRuntime } from '../../constructs/well-formed';
import type { WellFormed } from '../../constructs/well-formed';
import { LeaderWorkerSet } from '../../imports/leaderworkerset.x-k8s.io';
import { statedReplicas } from '../lws/group-spec';
import { leadersOf } from '../lws/serving-service';
import { instanceBounds } from './instances';
import type { Labels } from './labels';
import type { CceModelCache } from './model-cache';
import { modelFaults } from './model-faults';
import type { CceModelFolder } from './model-folder';
import { CCE_MODEL_PORT } from './model-pod';
import { modelSet } from './model-set';

/** A preset model of the CCE AI inference framework, served without the add-on. */
export interface CceModelProps {
  readonly type: CceModelType;
  /** Where the weights are. */
  readonly folder: CceModelFolder;
  /** Huawei's vLLM image for Ascend; its entry point takes the arguments of vLLM's API server. */
  readonly image: string;
  /** Name of the LeaderWorkerSet, at most 50 characters. @default the construct's id */
  readonly name?: string;
  /** @default the chart's */
  readonly namespace?: string;
  /** Name under which clients address the model. @default the type */
  readonly servedModelName?: string;
  /**
   * How many pods serve the model. A range leaves the number to an autoscaler, and one pod runs until it acts.
   *
   * @default one
   */
  readonly instances?: Replicas;
  /** Memory of one NPU. @default 64 */
  readonly npuMemoryGB?: 64 | 32;
  /** NPUs of one pod, over which each layer is split. @default the least that is known to suffice */
  readonly tensorParallel?: number;
  /**
   * Longest sequence in tokens, prompt and answer together. Models that reason before they answer need more than the
   * default.
   *
   * @default 2048, as in the template
   */
  readonly maxModelLen?: number;
  /** Arguments after the template's, of which the last wins. @default none */
  readonly args?: readonly string[];
  /** Environment, over the template's by name. @default none */
  readonly env?: Labels;
  /** Fast storage between the weights and the engine. @default the engine loads from the claim itself */
  readonly cache?: CceModelCache;
  /** Label `xds/version`, in the template the revision of the add-on's Helm release. @default 1 */
  readonly revision?: string;
  /** Label `xds/teGroupId`. @default the name */
  readonly groupId?: string;
  /** Label `xds/modelId`. @default the name */
  readonly modelId?: string;
  /** Label `xds/teGroupType`, of which no value is documented. @default default */
  readonly groupType?: string;
  /** @default volcano */
  readonly schedulerName?: string;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
  /** Secrets for the registry; CCE keeps one named `default-secret` in every namespace. @default none */
  readonly imagePullSecrets?: readonly string[];
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/**
 * One preset model in the form of the add-on's template, filled for plain GitOps: the LeaderWorkerSet that the add-on
 * would make, and a Service `<name>-serving` on port 8000 that leads to its leaders. The differences from the template
 * stand at {@link modelSet}.
 *
 * A model is either served so or registered with the add-on, which then makes set and Service itself.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
export class CceModel extends Construct {
  /** Name of the Service that leads to the model. */
  public readonly serviceName: string;
  /**
   * What `SloAutoscaling` scales, where `instances` is a range; it wants `engine` besides, since no tag of Huawei's image
   * tells which version of vLLM it holds.
   */
  public readonly scaledWorkload: Omit<ScaledWorkload, 'engine'>;

  public constructor(scope: Construct, id: string, stated: CceModelProps) {
    super(scope, id);
    const { props, faults } = wellFormed(stated);
    const name = props.name ?? id;
    const { namespace, type, servedModelName = type } = props;
    const { min, max } = instanceBounds(props.instances);
    this.serviceName = `${name}-serving`;
    this.scaledWorkload = {
      target: { kind: 'LeaderWorkerSet', name },
      namespace,
      minReplicas: min,
      maxReplicas: max,
      servedModelName,
      metricsPort: CCE_MODEL_PORT,
    };
    for (const fault of [...faults, ...modelFaults(name, props)]) report(this, fault);
    if (!isCceModelType(props.type)) return;
    this.writeSet(name, props, cceModelFacts(props.type));
    this.writeService(name, props);
  }

  private writeSet(name: string, props: CceModelProps, facts: CceModelFacts): void {
    new LeaderWorkerSet(
      this,
      'Resource',
      modelSet(
        {
          name,
          namespace: props.namespace,
          revision: props.revision ?? '1',
          replicas: statedReplicas(instanceBounds(props.instances), false),
          groupId: props.groupId ?? name,
          modelId: props.modelId ?? name,
          groupType: props.groupType ?? 'default',
          image: props.image,
          servedModelName: props.servedModelName ?? props.type,
          claim: props.folder.claim,
          path: props.folder.path ?? facts.hfId.value,
        },
        { ...props, facts, npus: npusOf(props, facts), schedulerName: props.schedulerName ?? 'volcano' },
      ),
    );
  }

  private writeService(name: string, { namespace, labels }: CceModelProps): void {
    const spec: k8s.ServiceSpec = {
      type: 'ClusterIP',
      selector: leadersOf(name),
      ports: [{ name: 'http', port: CCE_MODEL_PORT, protocol: 'TCP' }],
    };
    new ApiObject(this, 'Serving', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: this.serviceName, namespace, labels: { ...labels } },
      spec,
    });
  }
}

/** NPUs of one pod; where none are known to suffice, which is told as a fault, as many as the layers can be split over. */
function npusOf({ tensorParallel, npuMemoryGB }: CceModelProps, facts: CceModelFacts): number {
  const least = npuMemoryGB === 32 ? facts.npus32GB : facts.npus64GB;
  // A number that is none is told as a fault, and must not be told of every quantity besides.
  const stated = tensorParallel !== undefined && Number.isInteger(tensorParallel) ? tensorParallel : undefined;
  return stated ?? least?.value ?? Math.max(...facts.tensorParallelSizes.value);
}

/** With a folder always: where types are not checked, it may be missing. */
function wellFormed(stated: CceModelProps): WellFormed<CceModelProps> {
  const { props, faults } = wellFormedRuntime(stated);
  return { props: { ...props, folder: Object.assign({ claim: '' }, stated.folder) }, faults };
}
