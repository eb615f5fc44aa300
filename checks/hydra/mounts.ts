import { posix } from 'node:path';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonArray, JsonValue } from '../../kubernetes/manifest';
import { portFault } from '../ports';
import type { HydraFault } from './hydra-fault';
import type { RuntimeTemplate } from './runtime-template';
import { shown } from './shape';

/** Where the platform puts the model, as its variable MODEL_PATH says. */
const MODEL_PATH = '/data/serving-model';

/** Volumes, mounts and ports, which are the same as in a pod. */
export function checkMounts({ pod, podPath, container, containerPath }: RuntimeTemplate): readonly HydraFault[] {
  const volumes = arrayAt(pod, 'volumes');
  const names = new Set(volumes.map((volume) => textAt(volume, 'name')));
  return [
    ...checkVolumes(volumes, `${podPath}.volumes`),
    ...checkContainer(container, containerPath, names),
    ...checkModelMounts(arrayAt(container, 'volumeMounts'), `${containerPath}.volumeMounts`),
    ...arrayAt(pod, 'initContainers').flatMap((each, index) =>
      checkContainer(each, `${podPath}.initContainers[${index}]`, names),
    ),
    ...checkPorts(arrayAt(container, 'ports'), `${containerPath}.ports`),
  ];
}

function checkVolumes(volumes: JsonArray, path: string): readonly HydraFault[] {
  const known = new Set<string>();
  return volumes.flatMap((volume, index): readonly HydraFault[] => {
    const name = textAt(volume, 'name');
    if (name === undefined || !known.has(name)) {
      known.add(name ?? '');
      return [];
    }
    return [
      {
        id: 'hydra/volume-twice',
        severity: 'error',
        field: `${path}[${index}].name`,
        problem: `Two volumes are named '${name}'`,
        consequence: 'The API server refuses the pods.',
        mend: 'Give each a name of its own.',
      },
    ];
  });
}

function checkContainer(
  container: JsonValue,
  path: string,
  names: ReadonlySet<string | undefined>,
): readonly HydraFault[] {
  const paths = new Set<string>();
  return arrayAt(container, 'volumeMounts').flatMap((mount, index): readonly HydraFault[] => {
    const field = `${path}.volumeMounts[${index}]`;
    const name = textAt(mount, 'name');
    const mountPath = textAt(mount, 'mountPath');
    const faults: HydraFault[] = [];
    if (isObject(mount) && (name === undefined || !names.has(name))) {
      faults.push({
        id: 'hydra/volume-missing',
        severity: 'error',
        field: `${field}.name`,
        problem:
          name === undefined ? 'The mount names no volume' : `There is no volume '${name}' in podTemplate.volumes`,
        consequence: 'The API server refuses the pods.',
        mend:
          names.size === 0 ? 'Add it to podTemplate.volumes.' : `Add it there, or use one of ${[...names].join(', ')}.`,
      });
    }
    if (mountPath === undefined) return faults;
    if (!mountPath.startsWith('/')) faults.push(relative(`${field}.mountPath`, mountPath));
    if (paths.has(mountPath)) faults.push(mountedTwice(`${field}.mountPath`, mountPath));
    paths.add(mountPath);
    return faults;
  });
}

function relative(field: string, mountPath: string): HydraFault {
  return {
    id: 'hydra/mount-path',
    severity: mountPath === '' ? 'error' : 'warning',
    field,
    problem: `The mount path '${mountPath}' does not begin at the root`,
    consequence:
      mountPath === ''
        ? 'The API server refuses the pods.'
        : `The kubelet puts it below the root, at '/${mountPath}', and not below the working directory.`,
    mend: 'Write the path from the root on.',
  };
}

function mountedTwice(field: string, mountPath: string): HydraFault {
  return {
    id: 'hydra/mount-twice',
    severity: 'error',
    field,
    problem: `Two volumes are mounted at '${mountPath}'`,
    consequence: 'The API server refuses the pods.',
    mend: 'Mount each at a path of its own.',
  };
}

/** Mounts at the folder of the model, or above it. */
function checkModelMounts(mounts: JsonArray, path: string): readonly HydraFault[] {
  return mounts.flatMap((mount, index): readonly HydraFault[] => {
    const mountPath = textAt(mount, 'mountPath');
    if (!mountPath?.startsWith('/')) return [];
    if (posix.relative(mountPath, MODEL_PATH).startsWith('..')) return [];
    return [
      {
        id: 'hydra/model-mount',
        severity: 'error',
        field: `${path}[${index}].mountPath`,
        problem: `A volume is mounted at '${mountPath}', and the model is in ${MODEL_PATH}`,
        consequence: 'It can hide the model, or be refused beside it: the engine finds no weights.',
        mend: `Mount it elsewhere, as at /data/cache: a path beside ${MODEL_PATH} hides nothing.`,
      },
    ];
  });
}

function checkPorts(ports: JsonArray, path: string): readonly HydraFault[] {
  return ports.flatMap((port, index): readonly HydraFault[] => {
    if (!isObject(port)) return [];
    const field = `${path}[${index}].containerPort`;
    const stated = port.containerPort;
    if (typeof stated === 'number' && portFault('containerPort', stated, () => field) === undefined) return [];
    return [
      {
        id: 'hydra/container-port',
        severity: 'error',
        field,
        problem: `${stated === undefined ? 'Nothing' : shown(stated)} is no port: ports are whole numbers from 1 to 65535`,
        consequence: 'The API server refuses the pods, or the platform cannot read the text.',
        mend: 'Write a number; the engine serves on 8000.',
      },
    ];
  });
}
