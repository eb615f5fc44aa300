import type { Construct } from 'constructs';
import type { Fault } from '../checks/finding';
import { Accelerator } from '../constructs/accelerator';
import type { Engine, EngineVariable, ModelFormat, SecurityContext } from '../constructs/engine';
import { report } from '../constructs/findings';
import { late, text } from '../constructs/late-bound';
import { fixedResources } from '../constructs/pod';
import type { Resources } from '../constructs/pod';
import { Runtime } from '../constructs/runtime';
import type { RuntimeMetadata } from '../constructs/runtime-metadata';
import type { VariableValue } from '../constructs/secrets/secret-ref';
import type { ServeProps, ServiceDescription } from '../constructs/service';
import { environmentOf } from './environment';
import { implementationFormats, implementationPath, needsTask } from './mlserver-implementation';
import type { MLServerImplementation } from './mlserver-implementation';
import { scriptText } from './script';
import { startupSeconds } from './startup-budget';

const DEFAULT_PORT = 8080;

/** The image's own user; it runs under Pod Security "restricted". */
const SECURITY: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What can be said of MLServer both for a runtime and for one service. */
export interface MLServerSettings {
  /**
   * How the model is loaded (`MODEL_IMPLEMENTATION`).
   *
   * @default by the model's task: diffusers for `text-to-image`, Hugging Face pipelines otherwise
   */
  readonly implementation?: MLServerImplementation;
  /** Processes that infer side by side, 0 for inference in the server's own (`MLSERVER_PARALLEL_WORKERS`). @default 1 */
  readonly parallelWorkers?: number;
  /** Requests to group into one inference; it needs `maxBatchTime` too (`MLSERVER_MODEL_MAX_BATCH_SIZE`). @default 0: one by one */
  readonly maxBatchSize?: number;
  /** Seconds to wait for a full batch (`MLSERVER_MODEL_MAX_BATCH_TIME`). @default 0 */
  readonly maxBatchTime?: number;
}

/** A runtime that serves with MLServer. */
export interface MLServerRuntimeProps extends RuntimeMetadata, MLServerSettings {
  /** Such as `seldonio/mlserver:1.6.1`; text-to-image needs an image that has `mlserver_diffusers`. */
  readonly image: string;
  /** What every model does, such as `text-classification`. @default what each model states */
  readonly task?: string;
  /** NVIDIA GPUs or the processor. @default one NVIDIA GPU */
  readonly accelerator?: Accelerator<'nvidia' | 'cpu'>;
  /** Where MLServer answers. @default 8080 */
  readonly port?: number;
  /** @default 2 processors and 6Gi, requested and at most */
  readonly resources?: Resources;
  /** @default those of `implementation`, else mlflow and transformers, version 1 each */
  readonly formats?: readonly ModelFormat[];
  readonly env?: Readonly<Record<string, VariableValue>>;
}

/** A service of MLServer. */
export interface MLServerServeProps extends ServeProps, MLServerSettings {}

/**
 * MLServer with the Open Inference Protocol, on NVIDIA GPUs and processors: Hugging Face pipelines, diffusers,
 * scikit-learn, XGBoost, LightGBM and MLflow.
 *
 * @see https://github.com/SeldonIO/MLServer/blob/master/mlserver/settings.py
 */
export class MLServerRuntime extends Runtime<MLServerServeProps> {
  private readonly settings: MLServerSettings;
  private readonly task: string | undefined;

  public constructor(scope: Construct, id: string, props: MLServerRuntimeProps) {
    const engine = mlserverEngine(props);
    super(scope, id, props, engine);
    this.settings = props;
    this.task = props.task;
    for (const fault of [...acceleratorFaults(engine.accelerator), ...settingFaults(props)]) report(this, fault);
  }

  protected override engineSettings(service: Construct, props: MLServerServeProps): Partial<ServiceDescription> {
    const { accelerator } = props;
    const faults = [
      ...(accelerator === undefined ? [] : acceleratorFaults(accelerator)),
      ...settingFaults(props, this.settings),
      ...(this.task === undefined ? taskFaults(props.implementation ?? this.settings.implementation, props) : []),
    ];
    for (const fault of faults) report(service, fault);
    const budget = startupSeconds(props.model);
    return {
      env: environmentOf(settingVariables(props), props.env),
      startupSeconds: budget === startupSeconds(undefined) ? undefined : budget,
    };
  }
}

function mlserverEngine(props: MLServerRuntimeProps): Engine {
  const accelerator = props.accelerator ?? Accelerator.nvidia();
  return {
    name: 'mlserver',
    image: props.image,
    // A login shell, since images activate their conda environment in /etc/profile.d.
    command: ['/bin/bash', '-lc', scriptText('mlserver'), 'mlserver'],
    env: environmentOf(
      [
        { name: 'MLSERVER_MODEL_URI', value: late.modelRoot },
        { name: 'MLSERVER_MODEL_NAME', value: late.modelName },
        { name: 'MODEL_TYPE', value: props.task ?? late.modelTask },
        { name: 'MLSERVER_HTTP_PORT', value: late.servingPort },
        ...deviceVariables(accelerator),
        ...settingVariables(props),
      ],
      props.env,
    ),
    servingPort: props.port ?? DEFAULT_PORT,
    protocols: ['v2'],
    formats: props.formats ?? implementationFormats(props.implementation),
    accelerator,
    resources: props.resources ?? fixedResources(2, '6Gi'),
    probes: {
      startup: {
        path: text`/v2/models/${late.modelName}/ready`,
        failureThreshold: 60,
        periodSeconds: 10,
        timeoutSeconds: 10,
      },
    },
    security: SECURITY,
  };
}

/** Hugging Face pipelines stay on the processor unless told. */
function deviceVariables({ vendor }: Accelerator): readonly EngineVariable[] {
  return vendor === 'nvidia' ? [{ name: 'MLSERVER_MODEL_HUGGINGFACE_DEVICE', value: 'cuda' }] : [];
}

function settingVariables(settings: MLServerSettings): readonly EngineVariable[] {
  const { implementation } = settings;
  return [
    ...variable('MODEL_IMPLEMENTATION', implementation === undefined ? undefined : implementationPath(implementation)),
    ...variable('MLSERVER_PARALLEL_WORKERS', settings.parallelWorkers),
    ...variable('MLSERVER_MODEL_MAX_BATCH_SIZE', settings.maxBatchSize),
    ...variable('MLSERVER_MODEL_MAX_BATCH_TIME', settings.maxBatchTime),
  ];
}

function variable(name: string, value: string | number | undefined): readonly EngineVariable[] {
  return value === undefined ? [] : [{ name, value: String(value) }];
}

function acceleratorFaults({ vendor }: Accelerator): readonly Fault[] {
  if (vendor === 'nvidia' || vendor === 'cpu') return [];
  return [
    {
      id: 'mlserver/accelerator',
      severity: 'error',
      field: 'accelerator',
      problem: `MLServer's images do not run on '${vendor}'`,
      consequence: 'The pod holds devices that the engine cannot use, and the model runs on the processor.',
      mend: 'Use Accelerator.nvidia() or Accelerator.cpu().',
    },
  ];
}

/** @see https://github.com/SeldonIO/MLServer/blob/master/mlserver/batching/hooks.py load_batching */
function settingFaults(stated: MLServerSettings, otherwise: MLServerSettings = {}): readonly Fault[] {
  const { parallelWorkers } = stated;
  const maxBatchSize = stated.maxBatchSize ?? otherwise.maxBatchSize ?? 0;
  const maxBatchTime = stated.maxBatchTime ?? otherwise.maxBatchTime ?? 0;
  const faults: Fault[] = [];
  if (parallelWorkers !== undefined && !(Number.isInteger(parallelWorkers) && parallelWorkers >= 0)) {
    faults.push({
      id: 'mlserver/parallel-workers',
      severity: 'error',
      field: 'parallelWorkers',
      problem: `parallelWorkers is ${parallelWorkers}`,
      consequence:
        'MLServer refuses a fraction and the pod restarts for ever; with fewer than 0 it starts no worker, and every request fails.',
      mend: 'Use a whole number; 0 infers in the server itself.',
    });
  }
  if (maxBatchSize > 1 !== maxBatchTime > 0) {
    faults.push({
      id: 'mlserver/batching',
      severity: 'warning',
      field: maxBatchSize > 1 ? 'maxBatchTime' : 'maxBatchSize',
      problem: `maxBatchSize is ${maxBatchSize} and maxBatchTime is ${maxBatchTime} seconds`,
      consequence:
        'MLServer batches only where the size is above 1 and the time above 0, so every request is inferred alone.',
      mend: 'State both, such as `maxBatchSize: 8, maxBatchTime: 0.1`, or neither.',
    });
  }
  return faults;
}

function taskFaults(
  implementation: MLServerImplementation | undefined,
  { model, env }: MLServerServeProps,
): readonly Fault[] {
  if (!needsTask(implementation) || model.task !== undefined || env?.MODEL_TYPE !== undefined) return [];
  return [
    {
      id: 'mlserver/task',
      severity: 'warning',
      field: 'model.task',
      problem: 'The model states no task',
      consequence:
        'Unless an annotation of the service brings one, the start-up script ends at once: a pipeline needs a task.',
      mend: "State it, such as `task: 'text-classification'`, or an `implementation` that needs none, such as 'sklearn'.",
    },
  ];
}
