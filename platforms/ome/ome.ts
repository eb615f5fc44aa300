import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Fault } from '../../checks/finding';
import { Cluster } from '../../constructs/cluster';
import { report } from '../../constructs/findings';
import type { Platform, PlatformFacts } from '../../constructs/platform';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { ServiceDescription } from '../../constructs/service';
import {
  BaseModel,
  ClusterBaseModel,
  ClusterServingRuntime,
  InferenceService,
  ServingRuntime,
} from '../../imports/ome.io';
import type { BaseModelSpec } from '../../imports/ome.io';
import { declaredModel, modelFolder, modelName, storageFaults } from './base-model';
import { runtimeFaults, serviceFaults } from './faults';
import { chooseFormat } from './format-choice';
import { readsTask, TASK_ANNOTATION } from './late-values';
import { OfferedFormats } from './model-formats';
import { runtimeSpec } from './runtime-spec';
import { deploymentMode, serviceSpec } from './service-spec';

/** Facts of the cluster's installation of OME, as its chart installs it unless stated. */
export interface OmeOptions {
  /** Who may use the models that services bring along: `BaseModel` or `ClusterBaseModel`. @default 'namespace' */
  readonly modelScope?: 'namespace' | 'cluster';
  /**
   * The agent's folder on every node (`modelAgent.hostPath` of the chart); models outside of it are lost when the agent
   * restarts.
   *
   * @default /mnt/data/models
   * @see https://github.com/sgl-project/ome/blob/main/charts/ome-resources/values.yaml
   */
  readonly modelsFolder?: string;
}

/**
 * Open Model Engine v0.1.5: `ClusterServingRuntime` or `ServingRuntime`, and `InferenceService`.
 *
 * A service whose model has storage brings the model's object along, once for all services of that model; one without
 * refers to a `ClusterBaseModel` that exists. A service's arguments and variables are for the pods that compute, not for
 * the router; workers that state a command of their own keep their own arguments.
 *
 * @see https://sgl-project.github.io/ome/docs/
 */
export class Ome implements Platform {
  public readonly name: string = 'ome';
  public readonly facts: PlatformFacts = { platform: 'ome' };
  private readonly modelScope: 'namespace' | 'cluster';
  private readonly modelsFolder: string;
  private readonly formats = new WeakMap<RuntimeDescription, OfferedFormats>();
  private readonly models = new WeakMap<IConstruct, Map<string, BaseModelSpec>>();

  public constructor(options: OmeOptions = {}) {
    this.modelScope = options.modelScope ?? 'namespace';
    this.modelsFolder = options.modelsFolder ?? '/mnt/data/models';
  }

  public writeRuntime(scope: Construct, runtime: RuntimeDescription): void {
    const { name, namespace, labels, annotations } = runtime;
    const props = {
      metadata: { name, namespace, labels: { ...labels }, annotations: { ...annotations } },
      spec: runtimeSpec(runtime, this.formatsOf(runtime).entries),
    };
    if (namespace === undefined) new ClusterServingRuntime(scope, 'Resource', props);
    else new ServingRuntime(scope, 'Resource', props);
    reportAll(scope, runtimeFaults(runtime));
  }

  public writeService(scope: Construct, service: ServiceDescription): void {
    const choice = chooseFormat(service);
    this.formatsOf(service.runtime).offer(choice);
    const name = modelName(service);
    const namespace = this.modelScope === 'namespace' ? (service.namespace ?? Chart.of(scope).namespace) : undefined;
    const declared = declaredModel(service, choice, modelFolder(this.modelsFolder, name, namespace));
    if (declared !== undefined) this.writeModel(scope, name, namespace, declared.spec);
    const modelPath = declared?.path ?? service.ome?.model?.path;
    const isOfNamespace = declared !== undefined && this.modelScope === 'namespace';
    new InferenceService(scope, 'Resource', {
      metadata: {
        name: service.name,
        namespace: service.namespace,
        labels: { ...service.labels },
        annotations: {
          'ome.io/deploymentMode': deploymentMode(service.runtime),
          ...taskAnnotations(service),
          ...service.annotations,
        },
      },
      spec: serviceSpec(service, {
        model: { name, kind: isOfNamespace ? 'BaseModel' : 'ClusterBaseModel' },
        modelPath,
      }),
    });
    reportAll(scope, [
      ...choice.faults,
      ...storageFaults(service),
      ...serviceFaults(service, modelPath, service.namespace ?? Chart.of(scope).namespace),
    ]);
  }

  private formatsOf(runtime: RuntimeDescription): OfferedFormats {
    const known = this.formats.get(runtime);
    if (known !== undefined) return known;
    const offered = new OfferedFormats(runtime.engine.formats, runtime.ome);
    this.formats.set(runtime, offered);
    return offered;
  }

  /** A model that several services serve is one object. */
  private writeModel(scope: Construct, name: string, namespace: string | undefined, spec: BaseModelSpec): void {
    const cluster = Cluster.containing(scope) ?? scope.node.root;
    const models = this.models.get(cluster) ?? new Map<string, BaseModelSpec>();
    this.models.set(cluster, models);
    const key = `${namespace ?? ''}/${name}`;
    const known = models.get(key);
    if (known === undefined) {
      models.set(key, spec);
      const props = { metadata: { name, namespace }, spec };
      if (this.modelScope === 'namespace') new BaseModel(scope, 'Model', props);
      else new ClusterBaseModel(scope, 'Model', props);
    } else if (JSON.stringify(known) !== JSON.stringify(spec)) {
      report(scope, modelDiffers(name, known, spec));
    }
  }
}

function taskAnnotations({ model, runtime }: ServiceDescription): Readonly<Record<string, string>> {
  const { decoder } = runtime.engine;
  const isRead = readsTask(runtime.engine) || (decoder !== undefined && readsTask(decoder));
  return isRead && model.task !== undefined ? { [TASK_ANNOTATION]: model.task } : {};
}

function modelDiffers(name: string, known: BaseModelSpec, spec: BaseModelSpec): Fault {
  const fields = Object.keys({ ...known, ...spec }).filter((field) => {
    const [one, other] = [known, spec].map((of) => JSON.stringify(Object.entries(of).find(([key]) => key === field)));
    return one !== other;
  });
  return {
    id: 'ome/model-differs',
    severity: 'error',
    field: 'model',
    problem: `Another service has a model '${name}' that differs in ${fields.join(', ')}`,
    consequence: 'Both are one object of OME, and only one of them would be written.',
    mend: 'Give this model a name of its own (`model: { name }`), or let both services say the same of it.',
  };
}

function reportAll(construct: Construct, faults: readonly Fault[]): void {
  for (const fault of faults) report(construct, fault);
}
