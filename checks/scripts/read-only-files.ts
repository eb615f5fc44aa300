import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { shellCommands } from '../engines/shell-commands';
import type { Fault } from '../finding';
import type { PodContainer } from '../pods/containers';
import { changedPaths, programOf } from './changed-paths';
import { scriptsOf } from './scripts-of';
import { ShellVariables } from './shell-variables';

/** A mounted folder of a container. */
interface Folder {
  readonly path: string;
  readonly isReadOnly: boolean;
  /** Whether KServe mounts it, which asks the annotations of each service whether it may be written to. */
  readonly isModel: boolean;
}

/** What is around a container. */
interface AroundContainer {
  readonly spec: JsonObject;
  /** Where KServe mounts the model of each service, where what is seen is a runtime. */
  readonly modelFolder?: string;
}

const MODEL_VOLUMES: ReadonlySet<string> = new Set(['kserve-provision-location', 'kserve-pvc-source']);

/** What a script does where a file may not be written to is its own business. */
const ASKS_WHETHER_WRITABLE = /(?:\[{1,2}|\btest)\s+(?:!\s+)?-w\s/;

/**
 * Scripts that change files which are mounted to be read. Of a KServe runtime it is a note: the services that are
 * annotated for it may write to their models. Fields are those of the pod.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/storage_initializer_injector.go CommonStorageInitialization
 */
export function checkReadOnlyFiles(each: PodContainer, around: AroundContainer): readonly Fault[] {
  const folders = foldersOf(each, around);
  if (!folders.some(({ isReadOnly }) => isReadOnly)) return [];
  return scriptsOf(each).flatMap(({ text, field }) => {
    const change = changeIn(text, each.container, folders);
    return change === undefined ? [] : [faultOf(change, `spec.${field}`, around.modelFolder !== undefined)];
  });
}

/** A command that changes files of a folder which may not be written to. */
interface Change {
  readonly program: string;
  readonly folder: Folder;
}

function changeIn(script: string, container: JsonObject, folders: readonly Folder[]): Change | undefined {
  if (ASKS_WHETHER_WRITABLE.test(script)) return undefined;
  const commands = shellCommands(script);
  // Most scripts change none, and their variables need no look.
  if (!commands.some((command) => changedPaths(command).length > 0)) return undefined;
  const variables = new ShellVariables(statedVariables(container), commands);
  const tolerated = new Set(toleratedCommands(script));
  for (const command of commands) {
    const paths = tolerated.has(command.join(' ')) ? [] : changedPaths(command).map((path) => variables.expand(path));
    variables.pass(command);
    const hit = paths.flatMap((path) => (path === undefined ? [] : (folderOf(path, folders) ?? [])));
    const folder = hit.find(({ isReadOnly }) => isReadOnly);
    if (folder !== undefined) return { program: programOf(command) ?? '', folder };
  }
  return undefined;
}

function faultOf({ program, folder }: Change, field: string, isRuntime: boolean): Fault {
  const id = 'script/read-only-files';
  const change = `changes files in ${folder.path} (${program})`;
  if (!folder.isModel) {
    return {
      id,
      severity: 'warning',
      field,
      problem: `The script ${change}, which is mounted to be read alone`,
      consequence: FAILS,
      mend: 'Mount the volume without readOnly, or write to another folder.',
    };
  }
  if (isRuntime) {
    return {
      id,
      severity: 'note',
      field,
      problem: `The script ${change}, where KServe mounts models to be read alone`,
      consequence: `On a service without the annotation ${ANNOTATION}: "false", the command fails (Read-only file system).`,
      mend: `Annotate each of its services with ${ANNOTATION}: "false", or leave the model as it is.`,
    };
  }
  return {
    id,
    severity: 'warning',
    field: `metadata.annotations[${JSON.stringify(ANNOTATION)}]`,
    problem: `The script of the runtime ${change}, where KServe mounts the model to be read alone`,
    consequence: FAILS,
    mend: `Annotate the service with ${ANNOTATION}: "false", or leave the model as it is.`,
  };
}

const ANNOTATION = 'storage.kserve.io/readonly';
const FAILS = 'The command fails (Read-only file system); the script ends, or goes on without what was to be changed.';

function foldersOf({ container }: PodContainer, { spec, modelFolder }: AroundContainer): readonly Folder[] {
  const mounts = arrayAt(container, 'volumeMounts').flatMap((mount): readonly Folder[] => {
    const path = textAt(mount, 'mountPath');
    const volume = textAt(mount, 'name') ?? '';
    if (path === undefined) return [];
    const isReadOnly = valueAt(mount, 'readOnly') === true || isAlwaysReadOnly(spec, volume);
    return [{ path: path.replace(/\/+$/, ''), isReadOnly, isModel: MODEL_VOLUMES.has(volume) }];
  });
  if (modelFolder === undefined || mounts.some(({ path }) => path === modelFolder)) return mounts;
  return [...mounts, { path: modelFolder, isReadOnly: true, isModel: true }];
}

/** @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap */
function isAlwaysReadOnly(spec: JsonObject, name: string): boolean {
  const volume = arrayAt(spec, 'volumes').find((each) => textAt(each, 'name') === name);
  return ['configMap', 'secret', 'downwardAPI', 'projected', 'image'].some((kind) => isObject(valueAt(volume, kind)));
}

/** The folder that a file is in: of several the innermost. */
function folderOf(path: string, folders: readonly Folder[]): Folder | undefined {
  return folders
    .filter((folder) => path === folder.path || path.startsWith(`${folder.path}/`))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
}

function statedVariables(container: JsonObject): ReadonlyMap<string, string | undefined> {
  return new Map(
    arrayAt(container, 'env').flatMap((variable) => {
      const name = textAt(variable, 'name');
      return name === undefined ? [] : [[name, textAt(variable, 'value')] as const];
    }),
  );
}

/** Commands after which the script says what to do where they fail. */
function toleratedCommands(script: string): readonly string[] {
  return script
    .split('\n')
    .filter((line) => line.includes('||'))
    .flatMap((line) => shellCommands(line).map((command) => command.join(' ')));
}
