import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

/** OME gives a default readiness probe to a container of this name alone. */
const MAIN_CONTAINER = 'ome-container';

const DEPLOYMENT_MODES = ['RawDeployment', 'Serverless', 'MultiNode', 'MultiNodeRayVLLM', 'VirtualDeployment'];

/** An engine, a decoder or a router, of a service or of a runtime. */
export interface Component {
  readonly name: 'engine' | 'decoder' | 'router';
  readonly fields: JsonObject;
  readonly path: string;
  readonly of: 'service' | 'runtime';
  /** What is to scale it, where that is stated. */
  readonly autoscaler: string | undefined;
}

const NAMES = ['engine', 'decoder', 'router'] as const;

/** The components that a service or a runtime states. */
export function componentsOf(manifest: Manifest, of: Component['of']): readonly Component[] {
  const inherited = of === 'service' ? objectAt(manifest, 'metadata', 'annotations') : {};
  return NAMES.flatMap((name) => {
    const key = of === 'service' ? name : `${name}Config`;
    const fields = valueAt(manifest, 'spec', key);
    if (!isObject(fields)) return [];
    const autoscaler = textAt({ ...inherited, ...objectAt(fields, 'annotations') }, 'ome.io/autoscalerClass');
    return [{ name, fields, path: `spec.${key}`, of, autoscaler }];
  });
}

/** What would go wrong with one component, whatever it is merged with. */
export function checkComponent(component: Component): readonly Fault[] {
  return [
    ...checkRunner(component),
    ...checkGroup(component),
    ...checkReadiness(component),
    ...checkReplicas(component),
    ...checkScaling(component),
    ...checkDisruptions(component),
    ...checkIgnored(component),
    ...checkAnnotations(component),
  ];
}

/** The container of a component that runs the engine, or one of a group's. */
interface Runner {
  readonly runner: JsonObject;
  readonly path: string;
  readonly isWorker: boolean;
}

/** The runners of a component, with their paths. */
export function runnersOf({ fields, path }: Component): readonly Runner[] {
  return [[], ['leader'], ['worker']].flatMap((keys) => {
    const runner = valueAt(fields, ...keys, 'runner');
    if (!isObject(runner)) return [];
    return [{ runner, path: [path, ...keys, 'runner'].join('.'), isWorker: keys.includes('worker') }];
  });
}

/**
 * Whether a component runs as a Deployment, which alone gets an autoscaler and a disruption budget, as far as it tells.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/deployment.go DetermineDeploymentModes
 */
export function isDeployment({ name, fields }: Component): boolean {
  const mode = name === 'engine' ? textAt(fields, 'annotations', 'ome.io/deploymentMode') : undefined;
  if (mode !== undefined && DEPLOYMENT_MODES.includes(mode)) return mode === 'RawDeployment';
  if (fields.leader !== undefined || fields.worker !== undefined) return false;
  return name === 'decoder' || fields.minReplicas !== 0;
}

/** Whether a runner has no name, and the schema does not tell. */
function isNameless(runner: JsonObject, isOptional: boolean): boolean {
  return runner.name === '' || (isOptional && (runner.name ?? undefined) === undefined);
}

/**
 * A name is never left out of a container's JSON, so that a runner without one names the runtime's container ''.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go mergeSpec
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go buildServicePorts
 */
function checkRunner(component: Component): readonly Fault[] {
  return runnersOf(component).flatMap(({ runner, path, isWorker }) => {
    const faults: Fault[] = [];
    if (isNameless(runner, component.of === 'service' && path === `${component.path}.runner`)) {
      faults.push({
        id: 'ome/runner-name',
        severity: 'error',
        field: `${path}.name`,
        problem: 'The runner has no name',
        consequence:
          component.of === 'runtime'
            ? 'The API server takes the runtime, and refuses its pods: a container must have a name.'
            : "OME merges the empty name over the runtime's, and the API server refuses the container.",
        mend: `Name it '${component.name === 'router' ? 'router' : MAIN_CONTAINER}'${component.of === 'runtime' ? '' : ', as in the runtime'}.`,
      });
    }
    const ports = arrayAt(runner, 'ports');
    if (!isWorker && ports.length > 1 && ports.some((port) => textAt(port, 'name') === undefined)) {
      faults.push({
        id: 'ome/port-name',
        severity: 'error',
        field: `${path}.ports`,
        problem: `The runner has ${ports.length} ports, and not all of them have names`,
        consequence:
          'OME makes a Service of them, and the API server refuses a Service of several ports without names.',
        mend: 'Name each port, the one that serves first.',
      });
    }
    return faults;
  });
}

/**
 * Whether the pods of a group can be made; a service may state the half that its runtime leaves out.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/lws/lws_reconciler.go createLWS
 */
function checkGroup({ fields, path, of, name }: Component): readonly Fault[] {
  if (of === 'service') return [];
  const { leader, worker } = fields;
  if (leader !== undefined && worker === undefined) return [leaderAlone(`${path}.leader`)];
  if (!isObject(worker)) return [];
  const faults: Fault[] = [];
  const size = worker.size;
  if (typeof size !== 'number' || size < 1) {
    faults.push({
      id: 'ome/worker-size',
      severity: 'error',
      field: `${path}.worker.size`,
      problem: size === undefined ? 'The workers have no size' : `The size of the workers is ${JSON.stringify(size)}`,
      consequence: 'OME makes groups of the leader alone, which waits for its workers for ever.',
      mend: 'State how many pods there are besides the leader: 1 for a group of two.',
    });
  }
  const hasContainer = isObject(fields.runner) || arrayAt(fields, 'containers').length > 0;
  if (leader === undefined && !hasContainer) {
    faults.push({
      id: 'ome/no-leader',
      severity: 'error',
      field: `${path}.leader`,
      problem: `The ${name} has workers, and neither a leader nor a runner of its own`,
      consequence: 'The controller finds no container for the leading pod (no containers found in pod spec) and fails.',
      mend: 'State the leader with its runner.',
    });
  }
  return faults;
}

/** A group whose workers nobody states. */
export function leaderAlone(field: string): Fault {
  return {
    id: 'ome/leader-without-worker',
    severity: 'error',
    field,
    problem: 'There is a leader and no worker',
    consequence: 'The controller fails over the missing worker (a nil pointer) at every try, and makes no pod.',
    mend: 'State the worker with its size and its runner, or move the runner out of the leader.',
  };
}

/**
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go setDefaultReadinessProbe
 */
function checkReadiness({ fields, path, of }: Component): readonly Fault[] {
  if (of === 'service') return [];
  const isGroup = isObject(fields.leader);
  const runner = isGroup ? valueAt(fields, 'leader', 'runner') : fields.runner;
  if (!isObject(runner) || runner.readinessProbe !== undefined) return [];
  if (!isGroup && textAt(runner, 'name') === MAIN_CONTAINER) return [];
  return [
    {
      id: 'ome/no-readiness',
      severity: 'warning',
      field: `${path}${isGroup ? '.leader' : ''}.runner.readinessProbe`,
      problem: 'The runner has no readiness probe',
      consequence: `It counts as ready as soon as it runs, and gets requests that nobody answers: OME adds a probe to a runner '${MAIN_CONTAINER}' of a Deployment alone.`,
      mend: 'State a readinessProbe.',
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go calculateMaxReplicas */
function checkReplicas({ fields, path }: Component): readonly Fault[] {
  const { minReplicas: min = 1, maxReplicas: max = 0 } = fields;
  if (typeof min !== 'number' || typeof max !== 'number' || max === 0 || min <= max) return [];
  return [
    {
      id: 'ome/replicas-range',
      severity: 'warning',
      field: `${path}.maxReplicas`,
      problem: `The largest number of replicas, ${max}, is under the least, ${min}`,
      consequence: `OME takes ${min} for both, and does not scale.`,
      mend: `Set maxReplicas to ${min} or more, or minReplicas to ${max} or less.`,
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go getHPAMetrics */
function checkScaling(component: Component): readonly Fault[] {
  const { fields, path, autoscaler = 'hpa' } = component;
  const metric = textAt(fields, 'scaleMetric');
  if ((metric !== 'concurrency' && metric !== 'rps') || autoscaler !== 'hpa' || !isDeployment(component)) return [];
  return [
    {
      id: 'ome/scale-metric',
      severity: 'warning',
      field: `${path}.scaleMetric`,
      problem: `The metric '${metric}' is none of a pod's resources`,
      consequence:
        'OME asks the HorizontalPodAutoscaler for a resource of that name, which it never finds: nothing scales.',
      mend: 'Use cpu or memory, or the autoscaler class keda.',
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/pdb/pdb_reconciler.go createPDB */
function checkDisruptions(component: Component): readonly Fault[] {
  const { fields, path } = component;
  if (fields.minAvailable === undefined || fields.maxUnavailable === undefined || !isDeployment(component)) return [];
  return [
    {
      id: 'ome/disruption-budget',
      severity: 'error',
      field: `${path}.maxUnavailable`,
      problem: 'Both minAvailable and maxUnavailable are stated',
      consequence:
        'OME makes a PodDisruptionBudget of both, which the API server refuses; the service does not become ready.',
      mend: 'State one of them.',
    },
  ];
}

/**
 * Fields that the schema takes and no code reads.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/common/deployment_reconciler.go
 * @see https://github.com/sgl-project/ome/blob/main/pkg/acceleratorclassselector/selector.go getAcceleratorClassByPolicy
 */
function checkIgnored({ fields, path, of }: Component): readonly Fault[] {
  const faults: Fault[] = [];
  if (fields.kedaConfig !== undefined) {
    faults.push({
      id: 'ome/ignored-keda',
      severity: 'warning',
      field: `${path}.kedaConfig`,
      problem: 'The component has a kedaConfig of its own',
      consequence: "OME reads the service's spec.kedaConfig alone.",
      mend: 'Move it to spec.kedaConfig of the service.',
    });
  }
  if (of === 'service' && Object.keys(objectAt(fields, 'acceleratorOverride', 'constraints')).length > 0) {
    faults.push({
      id: 'ome/ignored-constraints',
      severity: 'warning',
      field: `${path}.acceleratorOverride.constraints`,
      problem: 'The component has constraints on accelerators of its own',
      consequence: "OME reads the service's spec.acceleratorSelector.constraints alone.",
      mend: 'Move them to spec.acceleratorSelector.',
    });
  }
  return faults;
}

/**
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/annotations.go GetDeploymentModeFromAnnotations
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/pod/rdma_injector.go
 */
function checkAnnotations({ fields, path, name }: Component): readonly Fault[] {
  const annotations = objectAt(fields, 'annotations');
  const faults: Fault[] = [];
  const mode = textAt(annotations, 'ome.io/deploymentMode');
  if (mode !== undefined && (name !== 'engine' || !DEPLOYMENT_MODES.includes(mode))) {
    faults.push({
      id: 'ome/deployment-mode',
      severity: 'warning',
      field: `${path}.annotations["ome.io/deploymentMode"]`,
      problem: name === 'engine' ? `'${mode}' is no deployment mode of an engine` : `A ${name} has no deployment mode`,
      consequence: 'OME ignores it and decides by the fields: groups for a leader or workers, else Deployments.',
      mend: name === 'engine' ? `Use ${DEPLOYMENT_MODES.join(', ')}, or leave it out.` : 'Leave it out.',
    });
  }
  const profile = textAt(annotations, 'rdma.ome.io/profile') ?? '';
  const injects = textAt(annotations, 'rdma.ome.io/auto-inject') === 'true';
  if (injects && profile !== '' && profile !== 'oci-roce') {
    faults.push({
      id: 'ome/rdma-profile',
      severity: 'error',
      field: `${path}.annotations["rdma.ome.io/profile"]`,
      problem: `'${profile}' is no profile that OME knows`,
      consequence: "OME's webhook refuses every pod (unknown RDMA profile).",
      mend: "Use 'oci-roce', or state the devices and variables in the runtime and leave auto-inject out.",
    });
  }
  return faults;
}
