import { Construct } from 'constructs';
import { ApplicationSet } from '../../imports/argoproj.io';
import type { ApplicationSetGenerator, IgnoreApplicationDifference, Strategy } from '../../imports/argoproj.io';
import { applicationParts } from './application-spec';
import type { ArgoApplicationSettings } from './application-spec';

/** What each Application of a set is like; texts are templates of Go, such as `{{ .name }}`. */
export interface ArgoApplicationTemplate extends ArgoApplicationSettings {
  /** Template of the names. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Take precedence over those that follow from the other props. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A set of Applications, one for each thing that its generators find. */
export interface ArgoApplicationSetProps {
  /** @default the construct's id */
  readonly name?: string;
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /** Where the Applications come from. Of folders, a renamed one is another Application. */
  readonly generators: readonly ApplicationSetGenerator[];
  readonly template: ArgoApplicationTemplate;
  /**
   * What the controller may do with Applications that exist.
   *
   * @default 'create-update': an Application that its generator no longer finds stays, and somebody deletes it
   */
  readonly applicationsSync?: 'create-only' | 'create-update' | 'create-delete' | 'sync';
  /** Whether objects stay where the set, or an Application of it, is deleted. @default true */
  readonly preserveResourcesOnDeletion?: boolean;
  /**
   * What people may change in an Application that was made.
   *
   * @default `/spec/syncPolicy`, so that whoever is on call can pause one
   */
  readonly ignoreApplicationDifferences?: readonly IgnoreApplicationDifference[];
  /** Updates in steps, which needs {@link ArgoHealthChecks} to be worth anything. @default - all at once */
  readonly strategy?: Strategy;
}

/**
 * An ApplicationSet whose templates fail where a value is missing, and which deletes nothing by itself.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export class ArgoApplicationSet extends Construct {
  public constructor(scope: Construct, id: string, props: ArgoApplicationSetProps) {
    super(scope, id);
    const { template, strategy } = props;
    const { annotations, finalizers, spec } = applicationParts(template);
    new ApplicationSet(this, 'Resource', {
      metadata: { name: props.name ?? id, namespace: props.namespace ?? 'argocd' },
      spec: {
        goTemplate: true,
        // Without it a missing value is the text '<no value>', and a name or a path of that.
        goTemplateOptions: ['missingkey=error'],
        generators: props.generators,
        syncPolicy: {
          applicationsSync: props.applicationsSync ?? 'create-update',
          preserveResourcesOnDeletion: props.preserveResourcesOnDeletion ?? true,
        },
        ignoreApplicationDifferences: props.ignoreApplicationDifferences ?? [{ jsonPointers: ['/spec/syncPolicy'] }],
        ...(strategy === undefined ? {} : { strategy }),
        template: {
          metadata: {
            name: template.name,
            ...(template.labels === undefined ? {} : { labels: template.labels }),
            annotations: { ...annotations, ...template.annotations },
            ...(finalizers.length === 0 ? {} : { finalizers }),
          },
          spec,
        },
      },
    });
  }
}
