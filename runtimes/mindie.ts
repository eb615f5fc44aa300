import type { Construct } from 'constructs';
import type { Fault } from '../checks/finding';
import type { Accelerator } from '../constructs/accelerator';
import type { Engine, EngineVariable, ModelFormat } from '../constructs/engine';
import { report } from '../constructs/findings';
import { late } from '../constructs/late-bound';
import { fixedResources } from '../constructs/pod';
import type { Resources } from '../constructs/pod';
import { Runtime } from '../constructs/runtime';
import type { RuntimeMetadata } from '../constructs/runtime-metadata';
import type { VariableValue } from '../constructs/secrets/secret-ref';
import type { ServeProps, ServiceDescription } from '../constructs/service';
import { environmentOf } from './environment';
import { configurationArguments, configurationFaults, configurationOf, lateBoundArguments } from './mindie-settings';
import type { MindIEAddresses, MindIEConfiguration, MindIESettings } from './mindie-settings';
import { scriptText } from './script';
import { startupSeconds } from './startup-budget';

/** A MindSpore scheduler to register with (`MS_SCHED_HOST`, `MS_SCHED_PORT`). */
export interface MindSporeScheduler {
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** @default 8119 */
  readonly port?: number;
}

/** A runtime that serves with MindIE. */
export interface MindIERuntimeProps extends RuntimeMetadata, MindIESettings, MindIEAddresses {
  /** Such as `swr.cn-south-1.myhuaweicloud.com/ascendhub/mindie:2.2.RC1-300I-Duo-py311-openeuler24.03-lts`. */
  readonly image: string;
  /** The NPUs; the model is split over all of them (`worldSize`). */
  readonly accelerator: Accelerator<'ascend'>;
  /** Memory covers the shared memory, which counts to it. @default 2 processors and 16Gi, requested and at most */
  readonly resources?: Resources;
  /** Size of `/dev/shm`, through which MindIE's processes talk. @default 8Gi */
  readonly sharedMemory?: string;
  /** @default none */
  readonly msSched?: MindSporeScheduler;
  /** @default transformers, version 1 */
  readonly formats?: readonly ModelFormat[];
  readonly env?: Readonly<Record<string, VariableValue>>;
}

/** A service of MindIE; its devices are NPUs of the runtime's kind. */
export interface MindIEServeProps extends Omit<ServeProps, 'accelerator'>, MindIESettings {
  /** NPUs of each pod, over which the model is split. @default the runtime's */
  readonly worldSize?: number;
}

/**
 * MindIE with its OpenAI-compatible API, on Ascend NPUs. It runs as root, and services mount their model writable.
 *
 * @see https://www.hiascend.com/document/detail/zh/mindie/10RC3/mindiellm/llmdev/mindie_llm0004.html
 */
export class MindIERuntime extends Runtime<MindIEServeProps> {
  private readonly props: MindIERuntimeProps;
  private readonly configuration: MindIEConfiguration;

  public constructor(scope: Construct, id: string, props: MindIERuntimeProps) {
    const { accelerator } = props;
    const configuration = configurationOf(props, accelerator.count);
    super(scope, id, props, mindieEngine(props, accelerator, configuration));
    this.props = props;
    this.configuration = configuration;
    const faults = [
      ...acceleratorFaults(accelerator),
      ...configurationFaults(configuration),
      ...schedulerFaults(props.msSched),
    ];
    for (const fault of faults) report(this, fault);
  }

  protected override engineSettings(service: Construct, props: MindIEServeProps): Partial<ServiceDescription> {
    const { accelerator } = this.description.engine;
    const worldSize = props.worldSize ?? accelerator.count;
    const configuration = configurationOf(this.props, worldSize, props);
    for (const fault of configurationFaults(configuration)) report(service, fault);
    const args = [...configurationArguments(configuration, this.configuration), ...(props.args ?? [])];
    const budget = startupSeconds(props.model);
    return {
      accelerator: worldSize === accelerator.count ? accelerator : accelerator.withCount(worldSize),
      args: args.length === 0 ? undefined : args,
      startupSeconds: budget === startupSeconds(undefined) ? undefined : budget,
    };
  }
}

function mindieEngine(props: MindIERuntimeProps, accelerator: Accelerator, configuration: MindIEConfiguration): Engine {
  const command = ['/bin/bash', '-c', scriptText('mindie'), 'mindie'];
  return {
    name: 'mindie',
    image: props.image,
    command,
    args: lateBoundArguments(configuration, { port: late.servingPort }),
    env: environmentOf(
      [
        { name: 'MODEL_NAME', value: late.modelName },
        { name: 'MODEL_PATH', value: late.modelPath },
        { name: 'MY_POD_IP', field: 'status.podIP' },
        ...schedulerVariables(props.msSched),
      ],
      props.env,
    ),
    servingPort: configuration.port,
    formats: props.formats ?? [{ name: 'transformers', version: '1' }],
    accelerator,
    resources: props.resources ?? fixedResources(2, '16Gi'),
    probes: { startup: { path: '/v1/models', failureThreshold: 60, periodSeconds: 10, timeoutSeconds: 10 } },
    sharedMemory: props.sharedMemory ?? '8Gi',
    security: { runAsNonRoot: false, runAsUser: 0 },
    writesModelFolder: true,
    starts: {
      single: [
        ...command,
        ...lateBoundArguments(configuration, { port: late.servingPort, worldSize: late.tensorParallel }),
      ],
    },
  };
}

function schedulerVariables(scheduler: MindSporeScheduler | undefined): readonly EngineVariable[] {
  if (scheduler === undefined) return [];
  return [
    { name: 'MS_SCHED_HOST', value: scheduler.host ?? '127.0.0.1' },
    { name: 'MS_SCHED_PORT', value: String(scheduler.port ?? 8119) },
  ];
}

/** A chip that the types do not know has no resource to request. */
function acceleratorFaults({ vendor }: Accelerator): readonly Fault[] {
  if (vendor === 'ascend') return [];
  return [
    {
      id: 'mindie/accelerator',
      severity: 'error',
      field: 'accelerator',
      problem: `MindIE runs on Ascend NPUs, not on ${vendor}`,
      consequence: 'The pod would get no NPU and the start-up script would end at once.',
      mend: "Use Accelerator.ascend({ chip: '310P' }), or another runtime.",
    },
  ];
}

function schedulerFaults(scheduler: MindSporeScheduler | undefined): readonly Fault[] {
  const port = scheduler?.port;
  if (port === undefined || (Number.isInteger(port) && port >= 1025 && port <= 65535)) return [];
  return [
    {
      id: 'mindie/ms-sched-port',
      severity: 'error',
      field: 'msSched.port',
      problem: `The scheduler's port is ${port}`,
      consequence: 'MindIE cannot reach the scheduler and does not start.',
      mend: 'Use a port from 1025 to 65535.',
    },
  ];
}
