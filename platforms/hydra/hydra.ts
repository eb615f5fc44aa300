import type { Construct } from 'constructs';
import type { Fault } from '../../checks/finding';
import { Cluster } from '../../constructs/cluster';
import { report } from '../../constructs/findings';
import type { Platform, PlatformFacts } from '../../constructs/platform';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { ServiceDescription } from '../../constructs/service';
import { HydraRuntimeTemplates } from './runtime-templates';
import type { HydraRuntimeTemplatesProps } from './runtime-templates';
import { serviceFaults } from './service-faults';

/** Facts of Hydra's global cluster. */
export type HydraOptions = HydraRuntimeTemplatesProps;

/**
 * The global cluster of Hydra, where runtimes are offered: templates in the ConfigMap `hydra-runtime-template`. The
 * images are stated in each work cluster, by the platform `HydraAgent`.
 *
 * A service has no object: it is deployed in the console. A note says with which runtime and parameters.
 */
export class Hydra implements Platform {
  public readonly name = 'hydra';
  public readonly facts: PlatformFacts = { platform: 'hydra' };
  private readonly templates = new WeakMap<Cluster, HydraRuntimeTemplates>();

  public constructor(private readonly options: HydraOptions) {}

  public writeRuntime(scope: Construct, runtime: RuntimeDescription): void {
    const cluster = Cluster.containing(scope);
    if (cluster === undefined) return;
    let templates = this.templates.get(cluster);
    if (templates === undefined) {
      templates = new HydraRuntimeTemplates(cluster, 'hydra-runtime-template', this.options);
      this.templates.set(cluster, templates);
    }
    templates.add(scope, runtime);
  }

  public writeService(scope: Construct, service: ServiceDescription): void {
    for (const fault of serviceFaults(service)) report(scope, fault);
    report(scope, deployInConsole(service));
  }
}

function deployInConsole({ name, runtime, accelerator, args = [] }: ServiceDescription): Fault {
  const parameters = args.length === 0 ? '' : `, and these parameters: ${args.join(' ')}`;
  const devices = accelerator.count > 1 ? `, a tensor parallel size of ${accelerator.count}` : '';
  return {
    id: 'hydra/deploy-in-console',
    severity: 'note',
    problem: `'${name}' is deployed in Hydra's console, since a service has no object`,
    consequence: 'Nothing is written for it.',
    mend: `Choose the runtime '${runtime.name}'${devices}${parameters}.`,
  };
}
