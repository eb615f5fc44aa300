import { Construct } from 'constructs';
import type { Fault } from '../checks/finding';
import { Cluster } from './cluster';
import type { Engine, EngineVariable } from './engine';
import { report } from './findings';
import { recordHeldEngine } from './held-engine';
import type { RuntimeDescription } from './runtime-description';
import type { RuntimeMetadata } from './runtime-metadata';
import type { VariableValue } from './secrets/secret-ref';
import type { ServeProps, ServiceDescription } from './service';
import { Service } from './served-model';
import { wellFormedService } from './well-formed';

/**
 * An engine offered to services on the platform of its cluster.
 *
 * @typeParam Serve - what a service of this engine must and may say
 */
export abstract class Runtime<Serve extends ServeProps = ServeProps> extends Construct {
  public readonly description: RuntimeDescription;
  private readonly cluster: Cluster | undefined;

  protected constructor(scope: Construct, id: string, metadata: RuntimeMetadata, engine: Engine) {
    super(scope, id);
    this.description = { ...metadata, name: metadata.name ?? id, engine };
    this.cluster = Cluster.containing(this);
    if (this.cluster === undefined) {
      report(this, {
        id: 'construct/no-cluster',
        severity: 'error',
        problem: `The runtime '${id}' is in no Cluster`,
        consequence: 'No platform is known for it, so there is no object to write.',
        mend: "Make it inside of `new Cluster(app, 'name', { platform })`.",
      });
      return;
    }
    const { platform } = this.cluster;
    if (platform === undefined) report(this, noPlatform(id, this.cluster.node.id));
    else platform.writeRuntime(this, this.description);
  }

  /**
   * Serves one model with this engine.
   *
   * @param scope - where the service belongs: a chart of the same cluster
   * @param id - also the service's name, unless `props.name` says otherwise
   */
  public serve(scope: Construct, id: string, stated: Serve): Service {
    const platform = this.cluster?.platform;
    const { props, faults } = wellFormedService(stated);
    const service = new Service(scope, id, platform, (construct) => ({
      ...this.describe(construct, id, props),
      ...definedOnly(this.engineSettings(construct, props)),
    }));
    if (platform?.servicesHoldEngine === true) recordHeldEngine(service, this);
    for (const fault of faults) report(service, fault);
    const hasOwnEngine = service.description.runtime !== this.description;
    if (platform !== undefined && hasOwnEngine && platform.servicesHoldEngine !== true) {
      report(service, ownEngine(this.description.name));
    }
    if (this.cluster !== undefined && Cluster.containing(service) !== this.cluster) {
      report(service, otherCluster(this.description.name, this.cluster.node.id));
    }
    return service;
  }

  /**
   * What the engine adds to a service: variables, arguments, devices. Of a member that is left out, or is `undefined`,
   * the service's own props hold.
   */
  protected engineSettings(_service: Construct, _props: Serve): Partial<ServiceDescription> {
    return {};
  }

  private describe(service: Construct, id: string, props: Serve): ServiceDescription {
    const { formats, accelerator } = this.description.engine;
    const format = props.format === undefined ? formats[0] : formats.find(({ name }) => name === props.format);
    if (format === undefined) {
      report(service, {
        id: 'runtime/unknown-format',
        severity: 'error',
        field: 'format',
        problem: `The runtime '${this.description.name}' does not load ${props.format === undefined ? 'any format' : `the format '${props.format}'`}`,
        consequence: 'The controller refuses the pair (NoSupportingRuntime) and makes no pod.',
        mend:
          formats.length === 0
            ? "The runtime's list of formats is empty: add one, or leave the list out."
            : `Use one of ${formats.map(({ name }) => `'${name}'`).join(', ')}, or add the format to the runtime.`,
      });
    }
    return {
      ...props,
      name: props.name ?? id,
      namespace: props.namespace ?? this.description.namespace,
      runtime: this.description,
      format: format ?? { name: props.format ?? '' },
      accelerator: props.accelerator ?? accelerator,
      env: variables(props.env),
    };
  }
}

/** Environment given as a record, as the list that keeps its order. */
export function variables(env: Readonly<Record<string, VariableValue>> | undefined): readonly EngineVariable[] {
  return Object.entries(env ?? {}).map(([name, value]) =>
    typeof value === 'string' ? { name, value } : { name, secret: { name: value.name, key: value.key } },
  );
}

function noPlatform(runtime: string, cluster: string): Fault {
  return {
    id: 'construct/no-platform',
    severity: 'error',
    problem: `The runtime '${runtime}' is in the cluster '${cluster}', which has no platform`,
    consequence: 'Which objects carry it is not known, so there is none to write.',
    mend: `State what serves models there: \`new Cluster(app, '${cluster}', { platform })\`.`,
  };
}

function otherCluster(runtime: string, cluster: string): Fault {
  return {
    id: 'construct/other-cluster',
    severity: 'error',
    problem: `The service is not in the cluster '${cluster}' of its runtime '${runtime}'`,
    consequence: 'It would be written for a cluster that has no such runtime, in the terms of another platform.',
    mend: `Make the service inside of '${cluster}', or a runtime of its own in its cluster.`,
  };
}

function ownEngine(runtime: string): Fault {
  return {
    id: 'platform/own-engine',
    severity: 'error',
    problem: `Each service of '${runtime}' starts its engine in its own way, and on this platform they share the runtime's`,
    consequence: 'The sizes and flags of the service would be lost, and pods would start with those of the runtime.',
    mend: 'Use a platform of LeaderWorkerSets, or a runtime that is started alike for all its services.',
  };
}

function definedOnly(settings: Partial<ServiceDescription>): Partial<ServiceDescription> {
  const entries: [string, unknown][] = Object.entries(settings);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
