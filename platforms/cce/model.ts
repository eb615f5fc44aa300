import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { cceModelFacts, isCceModelType } from '../../catalog/cce-model-facts';
import type { CceModelFacts } from '../../catalog/cce-model-facts';
import type { ScaledWorkload } from '../../constructs/autoscaling/settings';
import { report } from '../../constructs/findings';
import { wellFormedRuntime } from '../../constructs/well-formed';
import type { WellFormed } from '../../constructs/well-formed';
import { LeaderWorkerSet } from '../../imports/leaderworkerset.x-k8s.io';
import { statedReplicas } from '../lws/group-spec';
import { leadersOf } from '../lws/serving-service';
import { instanceBounds } from './instances';
import { modelFaults } from './model-faults';
import { CCE_MODEL_PORT } from './model-pod';
import type { CceModelProps } from './model-props';
import { modelSet } from './model-set';

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
