import { objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { isDns1035Label, isDnsSubdomain, nearestDnsLabel } from '../../kubernetes/names';
import { childName } from '../../preview/llm-inference-service/child-name';
import { isStated, workloadsOf } from '../../preview/llm-inference-service/workload';
import type { Workload } from '../../preview/llm-inference-service/workload';
import type { Fault } from '../finding';

/** As long as a label's value may be, and so the name, which is the value of one. */
const LONGEST = 63;

/** A dash and a hash, in the label of each pod that a StatefulSet makes. */
const REVISION_LENGTH = 1 + 10;

/**
 * Names from which no Service can be named. Names that no object may have are not told of here.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload.go reconcileWorkloadService
 */
export function checkServiceName(name: string): readonly Fault[] {
  if (!isDnsSubdomain(name) || isDns1035Label(name)) return [];
  const problem =
    name.length > LONGEST
      ? `'${name}' has ${name.length} characters, ${LONGEST} fit`
      : `'${name}' begins with a digit, or has a dot in it`;
  return [
    {
      id: 'llmisvc/name',
      severity: 'error',
      field: 'metadata.name',
      problem,
      consequence:
        "The name stands in labels and in the names of Services, which may not be so: the controller's objects are refused, and no pod is made.",
      mend: `Name it '${nearestDnsLabel(name.replace(/^[^a-z]+/, ''))}', say.`,
    },
  ];
}

const GROUP_SUFFIXES: Readonly<Record<Workload['role'], string>> = {
  main: '-kserve-mn',
  prefill: '-kserve-mn-prefill',
};

/**
 * Names from which the workers of a group cannot be named: their StatefulSet labels them with its own name and a
 * revision. Longer names have a hash in them, and are as long as a name may be.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_multi_node.go mainLWSName, prefillLWSName
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 */
export function checkGroupName(name: string, spec: JsonObject): readonly Fault[] {
  return workloadsOf(spec).flatMap(({ role, path, fields }): readonly Fault[] => {
    if (!isStated(fields.worker)) return [];
    const suffix = GROUP_SUFFIXES[role];
    const lastGroup = String(Math.max(mostGroups(fields), 1) - 1);
    const longest = LONGEST - REVISION_LENGTH - 1 - lastGroup.length - suffix.length;
    if (name.length <= longest || name.length > LONGEST) return [];
    return [
      {
        id: 'llmisvc/group-name',
        severity: 'error',
        field: 'metadata.name',
        problem: `'${name}' has ${name.length} characters, and ${longest} fit, since \`${path}.worker\` makes a LeaderWorkerSet '${childName(name, suffix)}'`,
        consequence:
          'The StatefulSet of the workers labels its pods with its name and a revision, over the 63 characters that a label value may have, and makes none.',
        mend: `Shorten it to '${name.slice(0, longest).replace(/-+$/, '')}', say.`,
      },
    ];
  });
}

/** How many groups there may be, as far as it is stated. */
function mostGroups(workload: JsonObject): number {
  const stated = [
    workload.replicas,
    objectAt(workload, 'scaling').maxReplicas,
    valueAt(workload, 'rolloutStrategy', 'maxSurge'),
  ];
  const [replicas = 1, scaled = 1, surge = 0] = stated.map((value) => (typeof value === 'number' ? value : undefined));
  return Math.max(replicas, scaled) + surge;
}
