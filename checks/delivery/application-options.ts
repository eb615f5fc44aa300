import { objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isApplication, isApplicationSet } from './argo-objects';
import { applicationOptions } from './sync-options';

/** What is wrong with the options of an Application, or of those that an ApplicationSet makes. */
export function checkApplicationOptions(manifest: Manifest): readonly Fault[] {
  if (isApplication(manifest)) return optionFaults(objectAt(manifest, 'spec'), 'spec');
  if (isApplicationSet(manifest))
    return optionFaults(objectAt(manifest, 'spec', 'template', 'spec'), 'spec.template.spec');
  return [];
}

function optionFaults(spec: JsonObject, path: string): readonly Fault[] {
  const options = applicationOptions(spec);
  const field = `${path}.syncPolicy.syncOptions`;
  return [
    ...(options.includes('Replace=true') && options.includes('ServerSideApply=true') ? [replaceFault(field)] : []),
    ...(options.includes('Force=true') ? [forceFault(field)] : []),
    ...namespaceFaults(spec, options, path),
  ];
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply */
function replaceFault(field: string): Fault {
  return {
    id: 'argo/replace',
    severity: 'warning',
    field,
    problem: 'Replace=true stands beside ServerSideApply=true, and precedes it',
    consequence:
      'Objects are overwritten as a whole: what autoscalers and webhooks have set is lost at every sync, such as the number of replicas.',
    mend: "Take out Replace=true; an object that needs it may state it in 'argocd.argoproj.io/sync-options'.",
  };
}

/** @see https://github.com/argoproj/argo-cd/blob/master/controller/sync.go SyncAppState */
function forceFault(field: string): Fault {
  return {
    id: 'argo/force',
    severity: 'warning',
    field,
    problem: 'Force=true is no option of an Application',
    consequence: 'Argo CD does not heed it; it reads it of single objects alone, which are then deleted and made anew.',
    mend: "Take it out; an object that needs it may state it in 'argocd.argoproj.io/sync-options'.",
  };
}

/** @see https://github.com/argoproj/argo-cd/blob/master/controller/sync_namespace.go syncNamespace */
function namespaceFaults(spec: JsonObject, options: readonly string[], path: string): readonly Fault[] {
  if (valueAt(spec, 'syncPolicy', 'managedNamespaceMetadata') === undefined) return [];
  const creates = options.includes('CreateNamespace=true');
  if (creates && (textAt(spec, 'destination', 'namespace') ?? '') !== '') return [];
  return [
    {
      id: 'argo/namespace-metadata',
      severity: 'warning',
      field: `${path}.syncPolicy.managedNamespaceMetadata`,
      problem: creates
        ? 'Metadata of a namespace is stated, and the destination has no namespace'
        : 'Metadata of a namespace is stated, and CreateNamespace=true is not among the syncOptions',
      consequence: 'Argo CD looks after no namespace then, and applies none of it.',
      mend: creates
        ? 'State destination.namespace.'
        : 'Add CreateNamespace=true, or state a Namespace among the manifests.',
    },
  ];
}
