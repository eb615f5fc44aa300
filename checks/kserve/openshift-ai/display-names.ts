import { nameOf, namespaceOf, textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { isDnsSubdomain } from '../../../kubernetes/names';
import type { Fault } from '../../finding';
import { isRuntime } from '../admission/runtime-admission';

/** The runtimes of a cluster by the names under which OpenShift AI's dashboard shows them. */
export class DisplayNames {
  private readonly runtimes = new Map<string, Manifest>();

  public constructor(manifests: Iterable<Manifest>) {
    for (const manifest of manifests) {
      const name = textAt(manifest, 'metadata', 'annotations', 'openshift.io/display-name');
      // A runtime that is shown under its own name is found by it, in whatever namespace it is.
      if (name === undefined || name === nameOf(manifest)) continue;
      if (isRuntime(manifest)) this.runtimes.set(keyOf(name, namespaceOf(manifest)), manifest);
    }
  }

  /** A runtime that is shown under a name, of a namespace or of the cluster. */
  public shownAs(name: string, namespace: string | undefined): Manifest | undefined {
    return this.runtimes.get(keyOf(name, namespace)) ?? this.runtimes.get(keyOf(name, undefined));
  }
}

function keyOf(name: string, namespace: string | undefined): string {
  return JSON.stringify([namespace ?? null, name]);
}

/**
 * A service that names its runtime as the dashboard shows it. A name that no object can have is told of by itself.
 *
 * @param runtime - the one that the service names, where there is one
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetServingRuntime
 */
export function checkDisplayName(
  service: Manifest,
  runtime: Manifest | undefined,
  names: DisplayNames,
): readonly Fault[] {
  const name = textAt(service, 'spec', 'predictor', 'model', 'runtime');
  if (runtime !== undefined || name === undefined || !isDnsSubdomain(name)) return [];
  const shown = names.shownAs(name, namespaceOf(service));
  if (shown === undefined) return [];
  return [
    {
      id: 'kserve/runtime-display-name',
      severity: 'error',
      field: 'spec.predictor.model.runtime',
      problem: `'${name}' is the name under which the runtime '${nameOf(shown)}' is shown`,
      consequence:
        'The controller looks for an object of that name, finds none, and makes no pod (RuntimeNotRecognized).',
      mend: `Use its metadata.name, '${nameOf(shown)}'.`,
    },
  ];
}
