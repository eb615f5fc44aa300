import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { PodTemplateSpec } from '../../imports/shared';
import type { Labels } from './pod-template';

/** What a router's Deployment is made of. */
export interface RouterDeploymentProps {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  /** Labels by which the pods are found. */
  readonly selector: Labels;
  /** @default left to an autoscaler */
  readonly replicas?: number;
  readonly template: PodTemplateSpec;
}

/** The Deployment of a router, which keeps no state and is in no group. */
export function routerDeployment(scope: Construct, id: string, props: RouterDeploymentProps): void {
  const { metadata, spec: pod } = props.template;
  const spec: Omit<k8s.DeploymentSpec, 'template'> & { readonly template: PodTemplateSpec } = {
    replicas: props.replicas,
    selector: { matchLabels: props.selector },
    template: { metadata: { ...metadata, labels: { ...metadata?.labels, ...props.selector } }, spec: pod },
  };
  new ApiObject(scope, id, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: props.name, namespace: props.namespace, labels: { ...props.labels } },
    spec,
  });
}
