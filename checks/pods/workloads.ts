import { fieldPath } from '../../kubernetes/field-path';
import { groupOf, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';

/** Kinds whose controllers keep pods running that they find by a selector. */
const LASTING: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

const REFUSED = 'The API server refuses the object.';

/** What Kubernetes' own workloads ask of the template of their pods. */
export function checkWorkloads(objects: readonly LocatedManifest[]): readonly Finding[] {
  return objects.flatMap(({ manifest, where }) => faultsOf(manifest).map((fault) => ({ ...fault, where })));
}

function faultsOf(manifest: Manifest): readonly Fault[] {
  const group = groupOf(manifest);
  if (group === 'apps' && LASTING.has(manifest.kind)) return [...checkSelector(manifest), ...checkLasting(manifest)];
  if (group !== 'batch') return [];
  if (manifest.kind === 'Job') return checkEnding(manifest, ['spec', 'template']);
  return manifest.kind === 'CronJob' ? checkEnding(manifest, ['spec', 'jobTemplate', 'spec', 'template']) : [];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidatePodTemplateSpecForReplicaSet */
function checkSelector(manifest: Manifest): readonly Fault[] {
  const template = valueAt(manifest, 'spec', 'template');
  if (!isObject(template)) return [];
  const labels = objectAt(template, 'metadata', 'labels');
  const asked = Object.entries(objectAt(manifest, 'spec', 'selector', 'matchLabels'));
  return asked.flatMap(([key, value]): readonly Fault[] => {
    const stated = Object.hasOwn(labels, key) ? labels[key] : undefined;
    // What is no text is told by the schema.
    if (stated === value || typeof value !== 'string' || (stated !== undefined && typeof stated !== 'string'))
      return [];
    return [
      {
        id: 'pod/selector',
        severity: 'error',
        field: fieldPath(['spec', 'selector', 'matchLabels', key]),
        problem: `The ${manifest.kind} selects pods with '${key}: ${value}', and its own have ${stated === undefined ? 'no such label' : `'${key}: ${stated}'`}`,
        consequence: REFUSED,
        mend: `Give the template the label '${key}: ${value}': the selector of an object that is there already cannot be changed.`,
      },
    ];
  });
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidatePodTemplateSpecForReplicaSet */
function checkLasting(manifest: Manifest): readonly Fault[] {
  const policy = textAt(manifest, 'spec', 'template', 'spec', 'restartPolicy') ?? '';
  if (policy === '' || policy === 'Always') return [];
  return [
    {
      id: 'pod/restart-policy',
      severity: 'error',
      field: 'spec.template.spec.restartPolicy',
      problem: `The restartPolicy is '${policy}', and pods of a ${manifest.kind} are always restarted`,
      consequence: REFUSED,
      mend: 'Leave it out, or make the object a Job if its pods are to end.',
    },
  ];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go validateJobSpec */
function checkEnding(manifest: Manifest, path: readonly string[]): readonly Fault[] {
  if (!isObject(valueAt(manifest, ...path, 'spec'))) return [];
  const policy = textAt(manifest, ...path, 'spec', 'restartPolicy') ?? '';
  if (policy === 'OnFailure' || policy === 'Never') return [];
  return [
    {
      id: 'pod/restart-policy',
      severity: 'error',
      field: fieldPath([...path, 'spec', 'restartPolicy']),
      problem:
        policy === ''
          ? `The pods of the ${manifest.kind} state no restartPolicy, which means Always`
          : `The restartPolicy is '${policy}', and pods of a ${manifest.kind} are to end`,
      consequence: REFUSED,
      mend: 'State OnFailure, or Never if each try is to be a pod of its own.',
    },
  ];
}
