import { Construct } from 'constructs';
import { Application } from '../../imports/argoproj.io';
import { applicationParts } from './application-spec';
import type { ArgoApplicationSettings } from './application-spec';

/** An Application of Argo CD over a folder of manifests. */
export interface ArgoApplicationProps extends ArgoApplicationSettings {
  /**
   * Argo CD notes the name on everything that it applies, and KServe and OME hand what is noted of an InferenceService on to
   * its pods: another name starts them anew.
   *
   * @default the construct's id
   */
  readonly name?: string;
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /**
   * When it is made among others that an Application carries: the lower, the earlier. Argo CD waits for those before where it
   * has {@link ArgoHealthChecks}.
   *
   * @default 0
   */
  readonly wave?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Take precedence over those that follow from the other props. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * An Application of Argo CD with defaults that let models run: no deletion unless it is asked for, server-side apply, and
 * retries that see new commits. It is written for Argo CD 3.2 and later.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export class ArgoApplication extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    this.name = props.name ?? id;
    const { annotations, finalizers, spec } = applicationParts(props);
    const { wave = 0 } = props;
    new Application(this, 'Resource', {
      metadata: {
        name: this.name,
        namespace: props.namespace ?? 'argocd',
        labels: { ...props.labels },
        annotations: {
          ...annotations,
          ...(wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
          ...props.annotations,
        },
        finalizers: [...finalizers],
      },
      spec,
    });
  }
}
