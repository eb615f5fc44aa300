import { isDnsLabel, nearestDnsLabel } from '../../kubernetes/names';
import { arrayAt, isArray, isObject, textAt, valueAt } from '../../kubernetes/manifest';
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
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go updateStorage
 */
export function checkVolumes(
  spec: JsonObject,
  containers: readonly PodContainer[],
  claims: ReadonlySet<string>,
): readonly Fault[] {
  // A StatefulSet puts the volume of a claim in place of one of the same name.
  const names = new Set<string>();
  const faults = arrayAt(spec, 'volumes').flatMap((volume, index) =>
    isObject(volume) ? checkVolume(volume, `volumes[${index}]`, names) : [],
  );
  const all = new Set([...claims, ...names]);
  return [...faults, ...containers.flatMap((each) => checkMounts(each, all))];
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
  return [...faults, ...checkModes(volume, path)];
}

/** Volumes whose files have modes that their pod states. */
const FILES = ['configMap', 'secret', 'downwardAPI', 'projected'] as const;

const MOST_MODE = 0o777;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateConfigMapVolumeSource, validateSecretVolumeSource, validateKeyToPath */
function checkModes(volume: JsonObject, path: string): readonly Fault[] {
  return FILES.flatMap((kind) => {
    const { [kind]: source } = volume;
    if (!isObject(source)) return [];
    const own = `${path}.${kind}`;
    const projected = arrayAt(source, 'sources').flatMap((each, index) =>
      FILES.flatMap((inner) => modesOfItems(valueAt(each, inner, 'items'), `${own}.sources[${index}].${inner}`)),
    );
    return [...checkMode(source.defaultMode, `${own}.defaultMode`), ...modesOfItems(source.items, own), ...projected];
  });
}

function modesOfItems(items: JsonValue | undefined, path: string): readonly Fault[] {
  if (!isArray(items)) return [];
  return items.flatMap((item, index) => checkMode(valueAt(item, 'mode'), `${path}.items[${index}].mode`));
}

function checkMode(mode: JsonValue | undefined, field: string): readonly Fault[] {
  if (typeof mode !== 'number' || !Number.isInteger(mode) || (mode >= 0 && mode <= MOST_MODE)) return [];
  const meant = /^[0-7]{3}$/.test(String(mode)) ? Number.parseInt(String(mode), 8) : undefined;
  const problem = `${mode} is no mode of a file: ${MOST_MODE} is the most, which is 0777 in octal`;
  const mend =
    meant === undefined ? 'Use a number from 0 to 0777.' : `Write 0${mode} in YAML, or ${meant}, which is the same.`;
  return [refusedPod('pod/file-mode', field, problem, mend)];
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
