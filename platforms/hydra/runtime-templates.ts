import type { Construct } from 'constructs';
import type { Fault } from '../../checks/finding';
import { report } from '../../constructs/findings';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import { HydraConfigMap } from './config-map';
import type { ConfigMapShape, HydraConfigMapProps } from './config-map';
import { runtimeTemplate } from './runtime-template';
import type { HydraRuntimeTemplate } from './runtime-template';

/** Runtimes that Hydra's global cluster offers. */
export interface HydraRuntimeTemplatesProps extends HydraConfigMapProps {
  /** Templates in Hydra's own words, besides those of runtimes. @default none */
  readonly templates?: readonly HydraRuntimeTemplate[];
}

const SHAPE: ConfigMapShape = {
  name: 'hydra-runtime-template',
  key: 'config.yaml',
  list: 'templates',
  identity: ['runtime'],
};

/**
 * The ConfigMap `hydra-runtime-template` of the global cluster, in which the text `config.yaml` says how engines are
 * started. The platform `Hydra` makes it and adds the runtimes of its cluster.
 */
export class HydraRuntimeTemplates extends HydraConfigMap {
  private readonly names = new Set<string>();

  public constructor(scope: Construct, id: string, props: HydraRuntimeTemplatesProps) {
    super(scope, id, SHAPE, props);
    for (const template of props.templates ?? []) this.addTemplate(this, template);
  }

  /** Adds a runtime; what is wrong with it is told of `owner`. */
  public add(owner: Construct, runtime: RuntimeDescription): void {
    const { template, faults } = runtimeTemplate(runtime);
    for (const fault of faults) report(owner, fault);
    this.addTemplate(owner, template);
  }

  private addTemplate(owner: Construct, template: HydraRuntimeTemplate): void {
    if (this.names.has(template.runtime)) report(owner, twice(template.runtime));
    this.names.add(template.runtime);
    this.addEntry(template);
  }
}

function twice(runtime: string): Fault {
  return {
    id: 'hydra/runtime-twice',
    severity: 'error',
    field: 'name',
    problem: `There are two runtimes '${runtime}'`,
    consequence: 'Which of the two a deployment starts is not documented.',
    mend: 'State a `name` of its own for one of them.',
  };
}
