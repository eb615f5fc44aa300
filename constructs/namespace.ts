import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** A namespace, and what may run in it. */
export interface NamespaceProps {
  /** @default the construct's id */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Pod Security level that is enforced (`pod-security.kubernetes.io/enforce`).
   *
   * @default the cluster's
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted';
}

/** A Kubernetes namespace. */
export class Namespace extends ApiObject {
  public constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    const { podSecurity } = props;
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: props.name ?? id,
        labels: {
          ...(podSecurity === undefined ? {} : { 'pod-security.kubernetes.io/enforce': podSecurity }),
          ...props.labels,
        },
        annotations: { ...props.annotations },
      },
    });
  }
}
