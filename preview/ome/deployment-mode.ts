import { textAt } from '../../kubernetes/manifest';
import type { MergedComponent } from './component-parts';

export type DeploymentMode = 'RawDeployment' | 'MultiNode' | 'MultiNodeRayVLLM' | 'Serverless' | 'VirtualDeployment';

const MODES: readonly DeploymentMode[] = [
  'RawDeployment',
  'MultiNode',
  'MultiNodeRayVLLM',
  'Serverless',
  'VirtualDeployment',
];

/**
 * How the pods of a component are made.
 *
 * @param hasDecoder - whether the service decodes in pods of their own, which keeps the engine from being serverless
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/deployment.go DetermineDeploymentModes
 */
export function deploymentModeOf({ name, fields }: MergedComponent, hasDecoder: boolean): DeploymentMode {
  const annotated = MODES.find((mode) => mode === textAt(fields, 'annotations', 'ome.io/deploymentMode'));
  const stated = name === 'engine' ? annotated : undefined;
  const isGroup = name !== 'router' && (fields.leader !== undefined || fields.worker !== undefined);
  const isServerless = name !== 'decoder' && fields.minReplicas === 0;
  const mode = stated ?? (isGroup ? 'MultiNode' : isServerless ? 'Serverless' : 'RawDeployment');
  return mode === 'Serverless' && hasDecoder && name === 'engine' ? 'RawDeployment' : mode;
}
