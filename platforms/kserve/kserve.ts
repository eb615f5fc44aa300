import type { Construct } from 'constructs';
import type { KserveFacts } from '../../checks/cluster-facts';
import { lateBoundNames } from '../../constructs/late-bound';
import type { LateBoundName, PlatformValueName, Text } from '../../constructs/late-bound';
import type { Engine, EnginePod, EnginePort, ModelFormat } from '../../constructs/engine';
import { report } from '../../constructs/findings';
import { InferenceService } from '../../constructs/inference-service';
import type { Platform, PlatformFacts } from '../../constructs/platform';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import { ServingRuntime } from '../../constructs/serving-runtime';
import type { DeploymentMode, ServiceDescription } from '../../constructs/service';
import { engineContainer, engineVolumes, renderer } from '../pod/container';
import { severalPods } from '../pod/several-pods';
import { predictorOf } from './predictor';
import { KSERVE_TEMPLATES, TASK_ANNOTATION } from './template';

/** Facts of the cluster's `inferenceservice-config`, as KServe ships it unless stated. */
export interface KserveOptions extends Omit<KserveFacts, 'defaultDeploymentMode'> {
  /**
   * `deploy.defaultDeploymentMode`; it is written on every service, since a change of the cluster's default would
   * otherwise change running services.
   *
   * @default 'Knative', shipped under its old name `Serverless`
   * @see https://github.com/kserve/kserve/blob/master/config/configmap/inferenceservice.yaml
   */
  readonly defaultDeploymentMode?: DeploymentMode;
  /**
   * `security.autoMountServiceAccountToken`; where it is off, the webhook adds a field to every component and this
   * platform writes it beforehand.
   *
   * @default true
   */
  readonly autoMountServiceAccountToken?: boolean;
}

/** KServe merges the service's model into the container of this name. */
const MAIN_CONTAINER = 'kserve-container';

/** Labels or annotations. */
export type Labels = Readonly<Record<string, string>>;

/** Upstream KServe: `ClusterServingRuntime` or `ServingRuntime`, and `InferenceService`. */
export class Kserve implements Platform {
  public readonly name: string = 'kserve';
  protected readonly defaultDeploymentMode: DeploymentMode;
  private readonly autoMountServiceAccountToken: boolean;
  private readonly kserveFacts: KserveFacts;

  public constructor(options: KserveOptions = {}) {
    const { autoMountServiceAccountToken = true, ...kserveFacts } = options;
    this.defaultDeploymentMode = options.defaultDeploymentMode ?? 'Knative';
    this.autoMountServiceAccountToken = autoMountServiceAccountToken;
    this.kserveFacts = kserveFacts;
  }

  public get facts(): PlatformFacts {
    return { platform: 'kserve', kserve: this.kserveFacts };
  }

  public writeRuntime(scope: Construct, runtime: RuntimeDescription): void {
    const { engine } = runtime;
    for (const fault of severalPods(engine, 'KServe')) report(scope, fault);
    new ServingRuntime(scope, 'Resource', {
      name: runtime.name,
      namespace: runtime.namespace,
      labels: { ...this.runtimeLabels(runtime), ...runtime.labels },
      annotations: { ...this.runtimeAnnotations(runtime), ...runtime.annotations },
      spec: {
        ...this.runtimeSpec(),
        annotations: { ...prometheusAnnotations(engine), ...runtime.podAnnotations },
        labels: runtime.podLabels,
        containers: [engineContainer({ ...engine, ports: servedPorts(engine) }, MAIN_CONTAINER, this.renderer(engine))],
        protocolVersions: engine.protocols,
        supportedModelFormats: engine.formats.map(kserveFormat),
        volumes: engineVolumes(engine),
      },
    });
  }

  public writeService(scope: Construct, service: ServiceDescription): void {
    new InferenceService(scope, 'Resource', {
      name: service.name,
      namespace: service.namespace,
      labels: { ...this.serviceLabels(service), ...service.labels },
      annotations: {
        ...this.taskAnnotations(service),
        ...this.serviceAnnotations(service),
        ...this.deadlineAnnotations(service),
        ...(service.runtime.engine.writesModelFolder ? { 'storage.kserve.io/readonly': 'false' } : {}),
        ...service.annotations,
      },
      deploymentMode: this.deploymentMode(service),
      stopped: service.stopped,
      predictor: {
        ...predictorOf(service, this.renderer(service.runtime.engine)),
        automountServiceAccountToken: this.autoMountServiceAccountToken ? undefined : false,
      },
    });
  }

  /** Mode in which a service runs. */
  protected deploymentMode(service: ServiceDescription): DeploymentMode {
    return service.deploymentMode ?? this.defaultDeploymentMode;
  }

  /** How a late-bound value is written in this platform's template language. */
  protected template(name: PlatformValueName): string {
    return KSERVE_TEMPLATES[name];
  }

  /** Labels the platform wants on a runtime. */
  protected runtimeLabels(_runtime: RuntimeDescription): Labels {
    return {};
  }

  /** Annotations the platform wants on a runtime. */
  protected runtimeAnnotations(_runtime: RuntimeDescription): Labels {
    return {};
  }

  /** Fields of the spec that the platform's own runtimes state. */
  protected runtimeSpec(): { readonly multiModel?: boolean } {
    return {};
  }

  /** Labels the platform wants on a service. */
  protected serviceLabels(_service: ServiceDescription): Labels {
    return {};
  }

  /** Annotations the platform wants on a service. */
  protected serviceAnnotations(_service: ServiceDescription): Labels {
    return {};
  }

  /** Annotations that carry what the runtime's templates read of the model's task. */
  protected taskAnnotations(service: ServiceDescription): Labels {
    const { task } = service.model;
    return task === undefined || !refersTo(service.runtime.engine, 'modelTask') ? {} : { [TASK_ANNOTATION]: task };
  }

  /**
   * Knative gives a revision ten minutes to become ready; one that takes longer to load needs a longer deadline.
   *
   * @see https://knative.dev/docs/serving/configuration/deployment/#configuring-progress-deadlines
   */
  private deadlineAnnotations(service: ServiceDescription): Labels {
    if (service.startupSeconds === undefined || this.deploymentMode(service) !== 'Knative') return {};
    return { 'serving.knative.dev/progress-deadline': `${service.startupSeconds + 60}s` };
  }

  private renderer(engine: Engine) {
    return renderer(engine, (name) => this.template(name));
  }
}

/** What KServe's schema has of a format. */
function kserveFormat({ name, version, autoSelect, priority }: ModelFormat) {
  return { name, version, autoSelect, priority };
}

/** Where a Service of KServe leads if the container declares no port. */
const DEFAULT_PORT = 8080;

/**
 * The engine's ports, the serving one first, since the Service leads to the first that is declared.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go
 */
function servedPorts({ ports = [], servingPort }: EnginePod): readonly EnginePort[] | undefined {
  if (ports.length === 0 && servingPort === DEFAULT_PORT) return undefined;
  const serving = ports.find(({ number }) => number === servingPort) ?? { number: servingPort };
  return [serving, ...ports.filter(({ number }) => number !== servingPort)];
}

function prometheusAnnotations({ metricsPath, servingPort }: Engine): Labels {
  if (metricsPath === undefined) return {};
  return { 'prometheus.io/path': metricsPath, 'prometheus.io/port': String(servingPort) };
}

/** Whether an engine reads a late-bound value. */
export function refersTo(engine: Engine, name: LateBoundName): boolean {
  return lateBoundNames(textsOf(engine)).has(name);
}

function textsOf(engine: Engine): readonly Text[] {
  const values = (engine.env ?? []).flatMap((variable) => ('value' in variable ? [variable.value] : []));
  return [...(engine.command ?? []), ...(engine.args ?? []), ...values];
}
