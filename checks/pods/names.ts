import { isDnsLabel, nearestDnsLabel } from '../../kubernetes/names';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedPod } from './containers';
import type { PodContainer } from './containers';

/**
 * Names of containers, their images and the names of ports.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerCommon
 */
export function checkNames(containers: readonly PodContainer[]): readonly Fault[] {
  const names = new Set<string>();
  return containers.flatMap((each) => [...checkContainerName(each, names), ...checkImage(each), ...checkPorts(each)]);
}

function checkContainerName({ container, path }: PodContainer, names: Set<string>): readonly Fault[] {
  const { name } = container;
  const field = `${path}.name`;
  // A missing name is the schema's to tell.
  if (typeof name !== 'string') return [];
  if (!isDnsLabel(name)) {
    const problem = `${inWords(name)} is no name for a container: it allows lower-case letters, digits and dashes, at most 63`;
    return [refusedPod('pod/container-name', field, problem, `Name it '${nearestDnsLabel(name)}', say.`)];
  }
  if (!names.has(name)) {
    names.add(name);
    return [];
  }
  const problem = `Two containers of the pod are named '${name}'`;
  return [refusedPod('pod/container-twice', field, problem, 'Give one of them another name, or leave it out.')];
}

function checkImage({ container, path }: PodContainer): readonly Fault[] {
  const { image } = container;
  if (typeof image === 'string' ? image !== '' : image !== undefined && image !== null) return [];
  return [refusedPod('pod/no-image', `${path}.image`, 'The container has no image', 'State its image.')];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerPorts */
function checkPorts({ container, path }: PodContainer): readonly Fault[] {
  const names = new Set<string>();
  return arrayAt(container, 'ports').flatMap((port, index): readonly Fault[] => {
    const name = isObject(port) ? textAt(port, 'name') : undefined;
    if (name === undefined || name === '') return [];
    const field = `${path}.ports[${index}].name`;
    if (!isPortName(name)) {
      const problem = `${inWords(name)} is no name for a port: it allows lower-case letters, digits and single dashes, at most 15, a letter among them`;
      return [refusedPod('pod/port-name', field, problem, "Use a name such as 'http' or 'h2c'.")];
    }
    if (!names.has(name)) {
      names.add(name);
      return [];
    }
    return [
      refusedPod('pod/port-name', field, `Two ports of the container are named '${name}'`, 'Rename one of them.'),
    ];
  });
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsValidPortName */
export function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
