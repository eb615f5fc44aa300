import { YamlOutputType } from 'cdk8s';
import { clusterFolder } from '../kubernetes/file-name';
import { nameOf } from '../kubernetes/manifest';
import type { CollectedObject } from './objects/collect-objects';
import { objectPath } from './objects/file-path';

/** Where an object is written: a folder that is owned as a whole, and a file below it. */
export interface Placement {
  readonly folder: string;
  readonly path: string;
}

/** Decides where each object is written. */
export type Layout = (object: CollectedObject) => Placement;

/** One object, one file, named by its identity. */
export const fleetLayout: Layout = ({ cluster, layer, manifest }) => ({
  folder: clusterFolder(cluster),
  path: objectPath(manifest, layer),
});

/** The layouts of plain cdk8s, with its file names. */
export function cdk8sLayout(type: YamlOutputType, extension: string): Layout {
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return () => ({ folder: '', path: `app${extension}` });
    case YamlOutputType.FILE_PER_CHART:
      return ({ chart }) => ({ folder: '', path: `${chart}${extension}` });
    case YamlOutputType.FILE_PER_RESOURCE:
      return ({ manifest }) => ({ folder: '', path: `${resourceName(manifest)}${extension}` });
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return ({ chart, manifest }) => ({ folder: '', path: `${chart}/${resourceName(manifest)}${extension}` });
  }
}

function resourceName(manifest: CollectedObject['manifest']): string {
  return `${manifest.kind}.${nameOf(manifest)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
