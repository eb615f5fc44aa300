import type { Fault } from '../../checks/finding';

/** A folder of weights on a PersistentVolumeClaim of the model's namespace. */
export interface CceModelFolder {
  /** Name of the claim. */
  readonly claim: string;
  /** Folder below the root of the claim. @default the model's identifier on Hugging Face */
  readonly path?: string;
}

/** What is wrong with the folder of a model, whose path becomes the `subPath` of a mount. */
export function folderFaults({ claim, path }: CceModelFolder, field: string): readonly Fault[] {
  const faults: Fault[] = [];
  if (claim === '') {
    faults.push({
      id: 'cce/model-folder',
      severity: 'error',
      field: `${field}.claim`,
      problem: 'The claim has no name',
      consequence: 'The API server refuses the pods.',
      mend: 'State the name of a PersistentVolumeClaim, such as `release-models`.',
    });
  }
  if (path !== undefined && !isFolder(path)) {
    const proposal = path
      .split('/')
      .filter((part) => !['', '.', '..'].includes(part))
      .join('/');
    faults.push({
      id: 'cce/model-folder',
      severity: 'error',
      field: `${field}.path`,
      problem: `'${path}' is no folder below the root of a claim`,
      consequence:
        'The path becomes the subPath of a mount, and the API server refuses pods whose subPath is absolute or contains `..`; an empty one would mount the whole claim.',
      mend: `Use a relative path without empty parts, such as '${proposal === '' ? 'Qwen/QwQ-32B' : proposal}'.`,
    });
  }
  return faults;
}

function isFolder(path: string): boolean {
  return path.split('/').every((part) => !['', '.', '..'].includes(part));
}
