import { arrayAt, isArray, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isWithin, WritableFolders } from '../pods/writable-folders';
import type { StartedEngine } from './started-engine';

/** Where Python looks for a folder for temporary files. */
const FOLDERS = ['/tmp', '/var/tmp', '/usr/tmp'];

const VARIABLES: ReadonlySet<string> = new Set(['TMPDIR', 'TEMP', 'TMP']);

/** Where the engines' own images work, which Python tries last. */
const WORKING_FOLDERS = ['/vllm-workspace', '/sgl-workspace', '/workspace'];

/**
 * An engine in a read-only file system without a folder for temporary files. vLLM looks for one as soon as it is loaded,
 * and SGLang for the sockets between its processes.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/model_executor/model_loader/weight_utils.py temp_dir
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py PortArgs.init_new
 * @see https://github.com/python/cpython/blob/main/Lib/tempfile.py _get_default_tempdir
 */
export function checkTemporaryFolder({ launch }: StartedEngine, spec: JsonObject): readonly Fault[] {
  const { container, path } = launch.container;
  const writable = new WritableFolders(launch.container, spec).onlyFolders;
  if (writable === undefined || !launch.isOfficial || mayBeElsewhere(container)) return [];
  const working = textAt(container, 'workingDir');
  const tried = [...FOLDERS, ...(working === undefined ? WORKING_FOLDERS : [working])];
  // A folder of which only a part is mounted counts too: the engine may work in that part.
  if (writable.some((mount) => tried.some((folder) => isWithin(folder, mount) || isWithin(mount, folder)))) return [];
  return [
    {
      id: 'pod/no-temporary-folder',
      severity: 'warning',
      field: `${path}.securityContext.readOnlyRootFilesystem`,
      problem: 'The file system of the image is read-only, and nothing is mounted at /tmp',
      consequence:
        'The engine ends while it starts: Python finds no folder for temporary files (No usable temporary directory found).',
      mend: 'Mount an emptyDir at /tmp.',
    },
  ];
}

/** Whether variables or a script may lead to another folder. */
function mayBeElsewhere(container: JsonObject): boolean {
  const words = [container.command, container.args].flatMap((list) => (isArray(list) ? list : [])).map(String);
  return (
    arrayAt(container, 'envFrom').length > 0 ||
    arrayAt(container, 'env').some((variable) => VARIABLES.has(textAt(variable, 'name') ?? '')) ||
    words.some((word) => /\b(?:cd|pushd|TMPDIR|TEMP|TMP)\b/.test(word))
  );
}
