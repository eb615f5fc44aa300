import { isDnsLabel, nearestDnsLabel } from '../../kubernetes/names';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedPod } from './containers';
import type { PodContainer } from './containers';

/**
 * Volumes and where they are mounted.
 *
 * @param claims names of volumes that a controller adds, such as those of claim templates
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateVolumes
 */
export function checkVolumes(
  spec: JsonObject,
  containers: readonly PodContainer[],
  claims: ReadonlySet<string>,
): readonly Fault[] {
  const names = new Set(claims);
  const faults = arrayAt(spec, 'volumes').flatMap((volume, index) =>
    isObject(volume) ? checkVolume(volume, `volumes[${index}]`, names) : [],
  );
  return [...faults, ...containers.flatMap((each) => checkMounts(each, names))];
}

function checkVolume(volume: JsonObject, path: string, names: Set<string>): readonly Fault[] {
  const name = textAt(volume, 'name');
  if (name === undefined) return [];
  const faults: Fault[] = [];
  if (!isDnsLabel(name)) {
    const problem = `${inWords(name)} is no name for a volume: it allows lower-case letters, digits and dashes, at most 63`;
    faults.push(
      refusedPod('pod/volume-name', `${path}.name`, problem, `Name it '${nearestDnsLabel(name)}' wherever it stands.`),
    );
  } else if (names.has(name)) {
    const problem = `Two volumes of the pod are named '${name}'`;
    faults.push(refusedPod('pod/volume-name', `${path}.name`, problem, 'Rename one of them, or leave it out.'));
  }
  names.add(name);
  const kinds = Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== null);
  if (kinds.length > 1) {
    const problem = `The volume '${name}' is of ${kinds.length} kinds at once: ${kinds.join(', ')}`;
    faults.push(refusedPod('pod/volume-kinds', path, problem, 'Keep one of them.'));
  }
  return faults;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateVolumeMounts */
function checkMounts({ container, path }: PodContainer, names: ReadonlySet<string>): readonly Fault[] {
  const places = new Map<string, string>();
  return arrayAt(container, 'volumeMounts').flatMap((mount, index) =>
    isObject(mount) ? checkMount(mount, `${path}.volumeMounts[${index}]`, names, places) : [],
  );
}

function checkMount(
  mount: JsonObject,
  path: string,
  names: ReadonlySet<string>,
  places: Map<string, string>,
): readonly Fault[] {
  const faults: Fault[] = [];
  const name = textAt(mount, 'name');
  if (name !== undefined && !names.has(name)) {
    const known = names.size === 0 ? 'the pod has none' : `the pod has ${[...names].join(', ')}`;
    const problem = `There is no volume '${name}'; ${known}`;
    faults.push(
      refusedPod('pod/volume-missing', `${path}.name`, problem, 'Add the volume, or mount one that is there.'),
    );
  }
  const place = textAt(mount, 'mountPath');
  if (place !== undefined) {
    const other = places.get(place);
    if (other !== undefined) {
      const problem = `'${place}' is where '${other}' is mounted already`;
      faults.push(refusedPod('pod/mount-twice', `${path}.mountPath`, problem, 'Mount each at a path of its own.'));
    }
    places.set(place, name ?? '');
  }
  return [...faults, ...['subPath', 'subPathExpr'].flatMap((field) => checkSubPath(mount[field], `${path}.${field}`))];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateLocalDescendingPath */
function checkSubPath(value: JsonValue | undefined, field: string): readonly Fault[] {
  if (typeof value !== 'string' || (!value.startsWith('/') && !value.split('/').includes('..'))) return [];
  const problem = `${inWords(value)} leads out of the volume: it begins with / or has '..' in it`;
  return [refusedPod('pod/sub-path', field, problem, 'State a path inside of the volume, without / before it.')];
}
