import { isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isApplication, isApplicationSet } from './argo-objects';
import { isTemplate } from './git-names';

/**
 * Applications that name no cluster, or one in two ways.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go GetDestinationServer
 */
export function checkDestination(manifest: Manifest): readonly Fault[] {
  const path = isApplication(manifest) ? ['spec'] : isApplicationSet(manifest) ? ['spec', 'template', 'spec'] : [];
  const { destination } = objectAt(manifest, ...path);
  if (path.length === 0 || !isObject(destination)) return [];
  const [server, name] = [textAt(destination, 'server') ?? '', textAt(destination, 'name') ?? ''];
  if ((server === '') !== (name === '')) return [];
  // Of both, a template may leave one empty; a patch of it may state what is not there.
  if ([server, name].some(isTemplate) || objectAt(manifest, 'spec').templatePatch !== undefined) return [];
  return [
    {
      id: 'argo/destination',
      severity: 'error',
      field: [...path, 'destination'].join('.'),
      problem: server === '' ? 'It names no cluster' : `It names a cluster twice, as '${server}' and as '${name}'`,
      consequence: 'Argo CD calls the Application invalid (InvalidSpecError), and applies nothing.',
      mend: "State the cluster's address (server) or its name in Argo CD (name), and not both.",
    },
  ];
}
