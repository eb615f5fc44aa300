import type { Construct } from 'constructs';
import { Cluster } from '../../constructs/cluster';
import { report } from '../../constructs/findings';
import type { Platform, PlatformFacts } from '../../constructs/platform';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { ServiceDescription } from '../../constructs/service';
import { HydraAgentDeployments } from './agent-deployments';
import type { HydraAgentDeploymentsProps } from './agent-deployments';

/** Facts of a work cluster of Hydra. */
export type HydraAgentOptions = HydraAgentDeploymentsProps;

/**
 * A work cluster of Hydra, where runtimes run: their images in the ConfigMap `hydra-agent`. How they are started is
 * stated in the global cluster, by the platform `Hydra`, for a runtime of the same name.
 */
export class HydraAgent implements Platform {
  public readonly name = 'hydra-agent';
  public readonly facts: PlatformFacts = { platform: 'hydra' };
  private readonly deployments = new WeakMap<Cluster, HydraAgentDeployments>();

  public constructor(private readonly options: HydraAgentOptions) {}

  public writeRuntime(scope: Construct, runtime: RuntimeDescription): void {
    const cluster = Cluster.containing(scope);
    if (cluster === undefined) return;
    let deployments = this.deployments.get(cluster);
    if (deployments === undefined) {
      deployments = new HydraAgentDeployments(cluster, 'hydra-agent', this.options);
      this.deployments.set(cluster, deployments);
    }
    deployments.add(scope, runtime);
  }

  public writeService(scope: Construct, { name }: ServiceDescription): void {
    report(scope, {
      id: 'hydra/deploy-in-console',
      severity: 'note',
      problem: `'${name}' is deployed in Hydra's console, since a service has no object`,
      consequence: 'Nothing is written for it.',
      mend: "Make it of the runtime in the global cluster's chart, where a note says how to deploy it.",
    });
  }
}
