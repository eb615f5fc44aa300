import { nameOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Change } from '../changes/change';
import { isSame } from '../changes/value-changes';
import type { Effect } from '../effects/effect';
import { holdsData } from '../effects/kinds';
import type { ModelChange } from '../models/model-facts';
import { devicesOfPod } from '../pods/devices';
import type { Workload } from '../pods/workload';
import type { Risk } from '../review';
import { deletesApplications } from './deletes-applications';
import { destinationChanged } from './destination-changed';
import { imageRisks } from './image-risks';
import { loadingRisks } from './loading-time';
import { sourceChanged } from './source-changed';
import { lateRestarts, weightRisks } from './ome-models';
import { spareDevices } from './spare-devices';

/** An object on both sides, and what is known of its change. */
export interface RiskyChange {
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly changes: readonly Change[];
  readonly model: readonly ModelChange[];
  readonly effects: readonly Effect[];
  readonly workload?: Workload;
}

/** Longest object that etcd takes, in bytes. */
const MOST_BYTES = 1024 * 1024;

/** Annotations that say what is synced before what. */
const ORDER = ['argocd.argoproj.io/sync-wave', 'argocd.argoproj.io/hook'] as const;

/** What can go wrong with the change of one object. */
export function objectRisks(changed: RiskyChange): readonly Risk[] {
  return [
    ...dataLoss(changed),
    ...replicasRemoved(changed),
    ...orderChanged(changed),
    ...sourceChanged(changed.before, changed.after),
    ...destinationChanged(changed.before, changed.after),
    ...deletesApplications(changed.before, changed.after),
    ...nameRisks(changed.model),
    ...imageRisks(changed.changes),
    ...weightRisks(changed.before, changed.after),
    ...lateRestarts(changed.after, changed.effects),
    ...largeObject(changed),
    ...restartRisks(changed.workload, changed.effects),
  ];
}

/** What can go wrong where pods are replaced. */
export function restartRisks(workload: Workload | undefined, effects: readonly Effect[]): readonly Risk[] {
  const restarts = effects.some(({ kind }) => kind === 'restart');
  if (workload === undefined || !restarts) return [];
  return [...spareDevices(workload, devicesOfPod), ...loadingRisks(workload)];
}

function dataLoss({ before, after, effects }: RiskyChange): readonly Risk[] {
  const goes = effects.some(({ kind }) => kind === (after === undefined ? 'prune' : 'recreate'));
  if (before === undefined || !goes || !holdsData(before)) return [];
  const whole =
    before.kind === 'Namespace'
      ? 'everything in it'
      : before.kind === 'CustomResourceDefinition'
        ? 'all objects of its kind'
        : 'its data';
  return [
    {
      id: 'data-loss',
      problem: `With the ${before.kind} '${nameOf(before)}' goes ${whole}`,
      mend: 'Keep it, or make sure that nobody needs it and that pruning is confirmed by hand.',
    },
  ];
}

/** @see https://github.com/argoproj/argo-cd/issues/1603 */
function replicasRemoved({ before, after }: RiskyChange): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const [old, young] = [before, after].map((manifest) => valueAt(manifest, 'spec', 'replicas'));
  if (typeof old !== 'number' || young !== undefined || old === 1) return [];
  return [
    {
      id: 'replicas-removed',
      problem: `The field spec.replicas goes, and with it what it said: ${old}`,
      mend: 'Who applies the rest of the object owned the field, so it falls back to 1 until an autoscaler acts. Keep it until one has taken over.',
    },
  ];
}

function orderChanged({ before, after }: RiskyChange): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const at = (manifest: Manifest, key: string) => objectAt(manifest, 'metadata', 'annotations')[key];
  // Whoever puts an object in order for the first time has just thought of it.
  const keys = ORDER.filter((key) => at(before, key) !== undefined && !isSame(at(before, key), at(after, key)));
  const dependsOn = !isSame(objectAt(before, 'spec').dependsOn, objectAt(after, 'spec').dependsOn);
  const isKustomization = after.kind === 'Kustomization' && dependsOn;
  const what = [...keys, ...(isKustomization ? ['spec.dependsOn'] : [])];
  if (what.length === 0) return [];
  return [
    {
      id: 'order-changed',
      problem: `What is synced before what changes: ${what.join(', ')}`,
      mend: 'See that what it needs still comes before it, and that a claim comes with the pod that it waits for.',
    },
  ];
}

/** Names by which clients ask for a model, and which are gone. */
export function nameRisks(changes: readonly ModelChange[]): readonly Risk[] {
  return changes.flatMap(({ fact, before, after }): readonly Risk[] => {
    if (fact !== 'served as' || before === undefined || after === undefined) return [];
    const names = after.split(' ');
    const gone = before.split(' ').filter((name) => !names.includes(name));
    if (gone.length === 0) return [];
    const asked = gone.map((name) => `'${name}'`).join(' or ');
    return [
      {
        id: 'served-name',
        problem: `Clients that ask for the model ${asked} get an error: it is called ${names.map((name) => `'${name}'`).join(' or ')}`,
        mend: 'Serve both names for a while: --served-model-name takes several.',
      },
    ];
  });
}

function largeObject({ after }: RiskyChange): readonly Risk[] {
  if (after === undefined) return [];
  const bytes = Buffer.byteLength(JSON.stringify(after));
  if (bytes <= MOST_BYTES) return [];
  return [
    {
      id: 'large-object',
      problem: `The object has ${(bytes / MOST_BYTES).toFixed(1)} MiB`,
      mend: 'Divide it: the cluster stores no object of more than about 1 MiB.',
    },
  ];
}
