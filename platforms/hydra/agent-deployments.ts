import type { Construct } from 'constructs';
import { report } from '../../constructs/findings';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import { deploymentFaults, deploymentOf, deploymentTemplate } from './agent-deployment';
import type { HydraDeployment } from './agent-deployment';
import { HydraConfigMap } from './config-map';
import type { ConfigMapShape, HydraConfigMapProps } from './config-map';

/** Images that a work cluster of Hydra runs. */
export interface HydraAgentDeploymentsProps extends HydraConfigMapProps {
  /** Deployments besides those of runtimes. @default none */
  readonly deployments?: readonly HydraDeployment[];
}

const SHAPE: ConfigMapShape = {
  name: 'hydra-agent',
  key: 'configmap',
  list: 'deployment_templates',
  identity: ['match_runtimes', 'match_gpu_types'],
};

/**
 * The ConfigMap `hydra-agent` of a work cluster, in which the text `configmap` says which image runs for a runtime on
 * which devices. The platform `HydraAgent` makes it and adds the runtimes of its cluster.
 */
export class HydraAgentDeployments extends HydraConfigMap {
  public constructor(scope: Construct, id: string, props: HydraAgentDeploymentsProps) {
    super(scope, id, SHAPE, props);
    for (const deployment of props.deployments ?? []) this.addDeployment(this, deployment);
  }

  /** Adds the image of a runtime; what is wrong with it is told of `owner`. */
  public add(owner: Construct, runtime: RuntimeDescription): void {
    this.addDeployment(owner, deploymentOf(runtime));
  }

  private addDeployment(owner: Construct, deployment: HydraDeployment): void {
    for (const fault of deploymentFaults(deployment)) report(owner, fault);
    this.addEntry(deploymentTemplate(deployment));
  }
}
