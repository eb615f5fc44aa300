import { groupOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Effect } from '../effects/effect';
import { isMadeIntoPods } from '../effects/kinds';
import type { Risk } from '../review';

/** Where weights are that OME's agents bring to the nodes themselves. */
const DOWNLOADED = /^(?:hf|oci):\/\//;

const MEND = 'Make a model of another name and path, wait until nodes have it, and give that one to the services.';

/**
 * What a change of a BaseModel or a ClusterBaseModel leaves on the nodes. Agents of OME 0.1.5 download a model where it
 * is new, where they start, and where the downloadPolicy of one of Hugging Face changes: nothing else makes them.
 *
 * @see https://github.com/sgl-project/ome/blob/v0.1.5/pkg/modelagent/scout.go updateClusterBaseModel
 * @see https://github.com/sgl-project/ome/blob/v0.1.5/pkg/modelagent/gopher.go processTask
 */
export function weightRisks(before: Manifest | undefined, after: Manifest | undefined): readonly Risk[] {
  const model = after ?? before;
  if (before === undefined || model === undefined || !isOmeModel(model)) return [];
  const [old, young] = [storageOf(before), after && storageOf(after)];
  if (!DOWNLOADED.test((young ?? old).uri) || old.path === '' || young?.path === '') return [];
  if (young === undefined) {
    return [
      risk(
        'Its weights are deleted from the nodes, under pods that have not read all of them',
        'Remove the services that use it first.',
      ),
    ];
  }
  if (young.path !== old.path) {
    const problem = `Nothing is downloaded into ${young.path} before OME's agents start again: pods that start until then find no weights`;
    return [risk(problem, MEND)];
  }
  if (young.uri === old.uri) return [];
  if (young.policy !== old.policy && young.uri.startsWith('hf://')) {
    return [risk(`Weights of ${young.uri} are downloaded over those that pods read from ${old.path}`, MEND)];
  }
  const problem = `Nodes keep the weights of ${old.uri}, and pods serve them, until OME's agents start again: these write over what pods read then`;
  return [risk(problem, MEND)];
}

/**
 * OME does not watch what services are made of.
 *
 * @see https://github.com/sgl-project/ome/blob/v0.1.5/pkg/controller/v1beta1/inferenceservice/controller.go SetupWithManager
 */
export function lateRestarts(changed: Manifest | undefined, effects: readonly Effect[]): readonly Risk[] {
  const isOfOme = changed !== undefined && isMadeIntoPods(changed) && groupOf(changed) === 'ome.io';
  if (!isOfOme || !effects.some(({ kind }) => kind === 'restart')) return [];
  return [
    {
      id: 'late-restart',
      problem: `OME does not watch a ${changed.kind}: services restart when it next looks at them, at any time within ten hours`,
      mend: 'Change an annotation of the services too where they are to restart now.',
    },
  ];
}

function isOmeModel(manifest: Manifest): boolean {
  return groupOf(manifest) === 'ome.io' && (manifest.kind === 'BaseModel' || manifest.kind === 'ClusterBaseModel');
}

function storageOf(manifest: Manifest) {
  const text = (field: string) => textAt(manifest, 'spec', 'storage', field);
  return {
    uri: text('storageUri') ?? '',
    path: text('path') ?? '',
    policy: text('downloadPolicy') ?? 'AlwaysDownload',
  };
}

function risk(problem: string, mend: string): Risk {
  return { id: 'model-weights', problem, mend };
}
