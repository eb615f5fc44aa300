import type { Fault } from '../../checks/finding';
import type { EnginePod } from '../../constructs/engine';
import { GROUP_OF_ONE } from '../../constructs/late-bound';
import type { GroupValueName, PlatformValueName, ServiceValueName } from '../../constructs/late-bound';
import type { ServiceDescription } from '../../constructs/service';
import { renderer } from '../pod/container';
import type { Render } from '../pod/container';
import type { Weights } from './weights';

type KnownValueName = Exclude<ServiceValueName, 'servingPort'>;

/**
 * Writes the late-bound values of one service down: literally, since a LeaderWorkerSet is written for one service
 * alone, or as the variables that LeaderWorkerSet puts before all others of a container.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/pod/pod_utils.go AddLWSVariables
 */
export class LateValues {
  private readonly values: Readonly<Record<KnownValueName, string | undefined>>;
  private readonly used = new Set<PlatformValueName>();

  public constructor(
    { name, model }: ServiceDescription,
    private readonly weights: Weights,
    namespace: string | undefined,
  ) {
    this.values = {
      modelPath: weights.modelPath,
      modelRoot: weights.modelRoot,
      modelName: model.name ?? name,
      modelTask: model.task,
      serviceName: name,
      namespace,
    };
  }

  /** For the pods of a group: each layer is split over the devices of a pod, and the layers over the pods. */
  public inGroup(leader: EnginePod): Render {
    return this.render(leader, {
      leaderAddress: '$(LWS_LEADER_ADDRESS)',
      groupSize: '$(LWS_GROUP_SIZE)',
      podIndex: '$(LWS_WORKER_INDEX)',
      tensorParallel: String(Math.max(leader.accelerator.count, 1)),
      pipelineParallel: '$(LWS_GROUP_SIZE)',
    });
  }

  /** For a pod that is in no group. */
  public alone(pod: EnginePod): Render {
    return this.render(pod, GROUP_OF_ONE);
  }

  /** What is wrong with the values that were written. */
  public faults(): readonly Fault[] {
    const missing = (['modelTask', 'namespace'] as const).filter(
      (name) => this.used.has(name) && this.values[name] === undefined,
    );
    const faults = missing.map((name) => MISSING[name]);
    return this.readsNothing() ? [...faults, noWeights(this.weights.modelRoot)] : faults;
  }

  private readsNothing(): boolean {
    const { mounted, modelPath, modelRoot } = this.weights;
    if (mounted !== undefined || (this.weights.faults ?? []).some(({ severity }) => severity === 'error')) return false;
    return this.used.has('modelRoot') || (modelPath === modelRoot && this.used.has('modelPath'));
  }

  private render(pod: EnginePod, group: Readonly<Record<GroupValueName, string>>): Render {
    return renderer(pod, (name) => {
      this.used.add(name);
      return isGroupValue(name, group) ? group[name] : withoutReferences(this.values[name] ?? '');
    });
  }
}

function isGroupValue(
  name: PlatformValueName,
  group: Readonly<Record<GroupValueName, string>>,
): name is GroupValueName {
  return name in group;
}

/** Text in which the kubelet, which replaces `$(NAME)` and reads `$$` as `$`, finds nothing to replace. */
function withoutReferences(text: string): string {
  return text.replaceAll('$', () => '$$');
}

const MISSING: Readonly<Record<'modelTask' | 'namespace', Fault>> = {
  modelTask: {
    id: 'lws/unknown-value',
    severity: 'error',
    field: 'model.task',
    problem: "The engine reads the model's task, and the service does not state it",
    consequence: 'The engine would be started with an empty task.',
    mend: "State it, such as `task: 'text-generation'`.",
  },
  namespace: {
    id: 'lws/unknown-value',
    severity: 'error',
    field: 'namespace',
    problem: 'The engine reads the namespace, and neither service nor chart states it',
    consequence: 'The engine would be started with an empty namespace.',
    mend: "State it of the service, or of the cluster: `new Cluster(app, 'name', { namespace })`.",
  },
};

function noWeights(folder: string): Fault {
  return {
    id: 'lws/no-weights',
    severity: 'warning',
    field: 'model.storage',
    problem: `The engine reads the model from '${folder}', and nothing is mounted there`,
    consequence: 'Unless the image has the files, the engine finds no model and does not start.',
    mend: "State where the weights are, such as `storage: ModelStorage.pvc('claim', 'folder')`.",
  };
}
