import { ApiObject } from 'cdk8s';
import type { Fault } from '../../checks/finding';
import { groupOf, isManifest, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Service } from '../served-model';
import type { ServiceDescription } from '../service';
import type { DeploymentTarget, ScaleTarget } from './scale-target';

/** Half of an engine with prefill and decode apart. */
export type ServiceRole = 'prefill' | 'decode';

/** What carries a service. */
export interface ServiceTarget {
  readonly target: ScaleTarget;
  /** Name under which the platform tells the engine to serve the model. */
  readonly servedModelName: string;
}

/** What the platform wrote for a service, or has its controller make, or why that cannot be scaled. */
export function targetOfService(service: Service, role: ServiceRole | undefined): ServiceTarget | Fault {
  const { description } = service;
  const { decoder } = description.runtime.engine;
  if (decoder !== undefined && role === undefined) return NO_ROLE;
  if (decoder === undefined && role !== undefined) return noHalves(role);
  for (const manifest of manifestsOf(service)) {
    switch (`${groupOf(manifest)}/${manifest.kind}`) {
      case 'leaderworkerset.x-k8s.io/LeaderWorkerSet':
      case 'disaggregatedset.x-k8s.io/DisaggregatedSet':
        return { target: groups(description, role), servedModelName: description.model.name ?? description.name };
      case 'serving.kserve.io/InferenceService':
        return kserveTarget(description, manifest);
      case 'ome.io/InferenceService':
        return omeTarget(description, manifest, role);
    }
  }
  return NO_TARGET;
}

/** One set, two sets, or one with two roles, named as the platform of LeaderWorkerSets does. */
function groups(
  { name, leaderWorkerSet, runtime: { engine } }: ServiceDescription,
  role: ServiceRole | undefined,
): ScaleTarget {
  const pod = role === 'decode' ? engine.decoder : engine;
  const workersAnswer = pod?.workers?.answerRequests;
  if (role === undefined) return { kind: 'LeaderWorkerSet', name, workersAnswer };
  if (leaderWorkerSet?.disaggregatedSet === true) {
    return { kind: 'DisaggregatedSetRoleScaler', set: name, role, workersAnswer };
  }
  return { kind: 'LeaderWorkerSet', name: `${name}-${role}`, workersAnswer };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go */
function kserveTarget({ name }: ServiceDescription, manifest: Manifest): ServiceTarget | Fault {
  if (textAt(manifest, 'metadata', 'annotations', 'serving.kserve.io/deploymentMode') === 'Knative') return KNATIVE;
  return controlled(manifest, 'serving.kserve.io/autoscalerClass', {
    kind: 'Deployment',
    name: `${name}-predictor`,
    podLabels: { 'serving.kserve.io/inferenceservice': name, component: 'predictor' },
  });
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/engine.go */
function omeTarget(
  { name, runtime, replicas }: ServiceDescription,
  manifest: Manifest,
  role: ServiceRole | undefined,
): ServiceTarget | Fault {
  const component = role === 'decode' ? 'decoder' : 'engine';
  const pod = role === 'decode' ? runtime.engine.decoder : runtime.engine;
  if (pod?.workers !== undefined) return OME_GROUP;
  if (role === undefined && replicas?.min === 0) return OME_SERVERLESS;
  return controlled(manifest, 'ome.io/autoscalerClass', {
    kind: 'Deployment',
    name: `${name}-${component}`,
    podLabels: { 'ome.io/inferenceservice': name, component },
  });
}

/** A Deployment of a controller that makes an autoscaler of its own, unless it is told that there is another. */
function controlled(manifest: Manifest, annotation: string, target: DeploymentTarget): ServiceTarget | Fault {
  const stated = textAt(manifest, 'metadata', 'annotations', annotation);
  const servedModelName = textAt(manifest, 'metadata', 'name') ?? '';
  return stated === 'external' ? { target, servedModelName } : otherAutoscaler(annotation, stated, target.name);
}

function manifestsOf(service: Service): readonly Manifest[] {
  return service.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object): unknown => object.toJson())
    .filter(isManifest);
}

const NO_TARGET: Fault = {
  id: 'autoscaling/no-target',
  severity: 'error',
  field: 'service',
  problem: 'The platform of the service makes nothing that is known to be scaled',
  consequence: 'No scaler is written, and the number of replicas never changes.',
  mend: 'State `target`, `engine`, `servedModelName` and the numbers of replicas instead of `service`.',
};

const NO_ROLE: Fault = {
  id: 'autoscaling/role',
  severity: 'error',
  field: 'role',
  problem: 'The engine has prefill and decode apart, and it is not said which of them is scaled',
  consequence: 'No scaler is written, and the number of replicas never changes.',
  mend: "State `role: 'prefill'` or `role: 'decode'`; each is scaled by itself.",
};

const KNATIVE: Fault = {
  id: 'autoscaling/no-target',
  severity: 'error',
  field: 'service',
  problem: 'KServe runs the service on Knative',
  consequence: 'Knative sets the number of replicas itself, and sets back what another autoscaler sets.',
  mend: "State `deploymentMode: 'Standard'` of the service, or leave its scaling to Knative.",
};

const OME_GROUP: Fault = {
  id: 'autoscaling/no-target',
  severity: 'error',
  field: 'service',
  problem: 'OME runs the service in groups of pods',
  consequence: 'Its controller writes minReplicas into the LeaderWorkerSet, and sets back what an autoscaler sets.',
  mend: 'Serve it on the platform of LeaderWorkerSets, or with an engine of one pod.',
};

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/deployment.go */
const OME_SERVERLESS: Fault = {
  id: 'autoscaling/no-target',
  severity: 'error',
  field: 'replicas.min',
  problem: 'The service may have no replica, and OME runs it on Knative then',
  consequence: 'Knative sets the number of replicas itself, and sets back what another autoscaler sets.',
  mend: 'State at least 1 replica of the service, or leave its scaling to Knative.',
};

function noHalves(role: ServiceRole): Fault {
  return {
    id: 'autoscaling/role',
    severity: 'error',
    field: 'role',
    problem: `The engine does not have prefill and decode apart, and its ${role} is to be scaled`,
    consequence: 'No scaler is written, and the number of replicas never changes.',
    mend: 'Leave `role` out.',
  };
}

function otherAutoscaler(annotation: string, stated: string | undefined, deployment: string): Fault {
  return {
    id: 'autoscaling/other-autoscaler',
    severity: 'error',
    field: 'service',
    problem: stated === undefined ? `The service has no annotation '${annotation}'` : `'${annotation}' is '${stated}'`,
    consequence: `The service's controller scales the Deployment '${deployment}' itself; KEDA's webhook refuses a second scaler, and two HPAs undo each other's work.`,
    mend: `State it of the service: annotations: { '${annotation}': 'external' }.`,
  };
}
