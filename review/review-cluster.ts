import { nameOf, objectAt } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';
import { identityAsPath, identityOf } from '../kubernetes/object-identity';
import { changesOf } from './changes/changes-of';
import { isSame } from './changes/value-changes';
import { ClusterSides } from './cluster-sides';
import type { Neighbour } from './cluster-sides';
import { keptBy } from './delivery/kept';
import type { Owners } from './delivery/owners';
import { deliveryEffects } from './effects/delivery-effects';
import { isWorse } from './effects/effect';
import type { Effect } from './effects/effect';
import { delivers, isMadeIntoPods, isReadByPods } from './effects/kinds';
import { objectEffects } from './effects/object-effects';
import { podEffects } from './effects/pod-effects';
import { modelChanges } from './models/model-facts';
import { pairObjects } from './objects/pair-objects';
import type { ObjectPair } from './objects/pair-objects';
import { devicesOfWorkload, deviceChanges, NO_DEVICES, totalOf } from './pods/devices';
import { isScaler } from './pods/scalers';
import type { Workload } from './pods/workload';
import type { ClusterReview, DeviceChange, ObjectReview, Risk, UserReview } from './review';
import { nameRisks, objectRisks, restartRisks } from './risks/object-risks';
import type { ClusterPair, TreeObject } from './tree-pair';

/** What syncs which files, before and after, and how many files a folder has. */
export interface Delivery {
  readonly before: Owners;
  readonly after: Owners;
  readonly syncedBy: (owner: ObjectPair) => Synced;
}

/** What an Application or a Kustomization brings. */
export interface Synced {
  readonly files: number;
  /** How many objects it brought before, and does no longer, as it looks elsewhere. */
  readonly lost: () => number;
  /** Those of its services whose controllers hand annotations on to pods. */
  readonly services: () => readonly Manifest[];
}

/** What is to be read of the change of one cluster. */
export function reviewCluster(pair: ClusterPair, delivery: Delivery): ClusterReview {
  const pairs = pairObjects(pair.before, pair.after);
  const reviewer = new Reviewer(new ClusterSides(pair), delivery);
  const objects = pairs.flatMap((each) => reviewer.review(each) ?? []);
  const devices = totalOf(
    objects.flatMap(({ devices: own, users }) => [...own, ...users.flatMap((user) => user.devices)]),
  );
  const rewritten = pairs.filter(isRewritten).length;
  return { name: pair.name, objects: inOrder(objects), rewritten, devices };
}

/** Whether an object means the same and is written in another way. */
function isRewritten({ before, after }: ObjectPair): boolean {
  if (before === undefined || after === undefined || before.text === after.text) return false;
  return isSame(before.manifest, after.manifest);
}

class Reviewer {
  /** Of several objects that a service is made of, what becomes of it is told at the first. */
  private readonly told = new Set<Neighbour>();

  public constructor(
    private readonly sides: ClusterSides,
    private readonly delivery: Delivery,
  ) {}

  /** Undefined where the object says the same in the same place. */
  public review(pair: ObjectPair): ObjectReview | undefined {
    const { before, after, isRenamed } = pair;
    const [old, young] = [before?.manifest, after?.manifest];
    const owners = this.ownersOf(pair);
    const isMoved = before !== undefined && after !== undefined && !isRenamed && owners.length > 0;
    if (old !== undefined && young !== undefined && !isMoved && isSame(old, young)) return undefined;
    const manifest = young ?? old;
    if (manifest === undefined) return undefined;
    const workloads = { before: this.sides.workloadBefore(old), after: this.sides.workloadAfter(young) };
    const changes = old === undefined || young === undefined ? [] : changesOf(old, young);
    const stated = this.effectsOf(pair, workloads, owners);
    const users = this.usersOf(pair, stated);
    const ofUsers = users.flatMap((user) => user.effects);
    const isUnfelt = users.length > 0 && !isReadByPods(manifest) && stated.every(({ kind }) => kind === 'none');
    const own = isUnfelt ? [UNFELT] : stated;
    const effects = sorted([...(ofUsers.length > 0 ? own.filter(({ kind }) => kind !== 'none') : own), ...ofUsers]);
    const [worst = { kind: 'none', reason: 'no pods come of it' } as const, ...others] = distinct(effects);
    const model = old === undefined || young !== undefined ? modelChanges(workloads.before, workloads.after) : [];
    const risk = { before: old, after: young, changes, model, effects, workload: workloads.after };
    return {
      change: changeOf(pair, isMoved),
      object: identityOf(manifest),
      formerly: isRenamed ? identityOf(before.manifest) : undefined,
      path: after?.path ?? before?.path ?? '',
      changes,
      model,
      effects: [worst, ...others],
      devices: devicesOf(workloads.before, workloads.after),
      risks: [...objectRisks(risk), ...ownerRisk(owners)],
      users,
    };
  }

  private effectsOf(pair: ObjectPair, workloads: Sides, owners: readonly string[]): readonly Effect[] {
    const { before, after, isRenamed } = pair;
    const manifest = after?.manifest ?? before?.manifest;
    const delivered =
      manifest !== undefined && delivers(manifest)
        ? deliveryEffects({
            before: before?.manifest,
            after: after?.manifest,
            isRenamed,
            ...this.delivery.syncedBy(pair),
          })
        : [];
    if (delivered.length > 0) return delivered;
    if (before === undefined) return [{ kind: 'create', reason: 'it is new' }];
    if (after === undefined) return [this.removal(before)];
    if (isRenamed) {
      return [{ kind: 'recreate', reason: `'${nameOf(before.manifest)}' is deleted, and this one is made` }];
    }
    const both = workloads.before && workloads.after && { before: workloads.before, after: workloads.after };
    const own = objectEffects({ before: before.manifest, after: after.manifest, workloads: both });
    return owners.length === 0 ? own : [{ kind: 'recreate', reason: `it goes from ${owners.join(' to ')}` }, ...own];
  }

  private removal({ manifest, path }: TreeObject): Effect {
    const kept = keptBy(manifest, () => this.delivery.before.of(path));
    return kept === undefined
      ? { kind: 'prune', reason: 'it is deleted where pruning is on, and stays unmanaged where not' }
      : { kind: 'none', reason: `it stays in the cluster, as '${kept}' says, and nobody syncs it any more` };
  }

  /** Unchanged workloads that are made of an object, with what becomes of them. */
  private usersOf(pair: ObjectPair, own: readonly Effect[]): readonly UserReview[] {
    const { before, after } = pair;
    const manifest = after?.manifest ?? before?.manifest;
    const restart = own.find(({ kind }) => kind === 'restart');
    if (manifest !== undefined && delivers(manifest) && restart !== undefined) {
      const services = this.delivery.syncedBy(pair).services();
      return services.map((service) => ({ object: identityOf(service), effects: [restart], ...NOTHING_ELSE }));
    }
    if (manifest !== undefined && isReadByPods(manifest)) return this.sides.readersOf(manifest).map(readerReview);
    if (manifest === undefined || !(isMadeIntoPods(manifest) || isScaler(manifest))) return [];
    return this.sides.usersOf(before?.manifest, after?.manifest).flatMap((found): readonly UserReview[] => {
      if (this.told.has(found)) return [];
      this.told.add(found);
      const neighbour = isScaler(manifest) && after === undefined ? asItWasLeft(found) : found;
      const effects = neighbourEffects(neighbour);
      const model = modelChanges(neighbour.before, neighbour.after);
      const devices = devicesOf(neighbour.before, neighbour.after);
      const risks = [...nameRisks(model), ...restartRisks(neighbour.after, effects)];
      return [{ object: identityOf(neighbour.after.manifest), effects, model, devices, risks }];
    });
  }

  /** Who synced an object before, and who does after; empty where that is the same. */
  private ownersOf({ before, after }: ObjectPair): readonly string[] {
    if (before === undefined || after === undefined || before.path === after.path) return [];
    const [old, young] = [this.delivery.before.of(before.path), this.delivery.after.of(after.path)];
    return old.length === 0 || young.length === 0 || old.some((owner) => young.includes(owner))
      ? []
      : [old.join(', '), young.join(', ')];
  }
}

const UNFELT: Effect = { kind: 'none', reason: 'the pods of those that are made of it stay as they are' };

/** Who reads a ConfigMap is not made of it, unless KServe makes it otherwise by what it says. */
function readerReview(neighbour: Neighbour): UserReview {
  return { object: identityOf(neighbour.after.manifest), effects: neighbourEffects(neighbour), ...NOTHING_ELSE };
}

const NOTHING_ELSE = { model: [], devices: [], risks: [] } as const;

interface Sides {
  readonly before: Workload | undefined;
  readonly after: Workload | undefined;
}

/** Pods whose autoscaler goes stay as many as they are, unless their workload says how many there are. */
function asItWasLeft(neighbour: Neighbour): Neighbour {
  const { before, after } = neighbour;
  const isOfController = after.manifest.kind === 'InferenceService';
  if (after.pods === undefined || isOfController || objectAt(after.manifest, 'spec').replicas !== undefined)
    return neighbour;
  const counts = new Map(before.pods?.map(({ component, count }) => [component, count]));
  const pods = after.pods.map((set) => ({ ...set, count: counts.get(set.component) ?? set.count }));
  return { before, after: { ...after, pods } };
}

function neighbourEffects({ before, after }: Neighbour): readonly Effect[] {
  const why = after.unforeseen ?? before.unforeseen;
  if (why === undefined) return podEffects(before, after);
  return before.pods === undefined && after.pods === undefined && before.unforeseen === after.unforeseen
    ? []
    : [{ kind: 'restart', reason: `likely, as what becomes of its pods cannot be foreseen: ${why}` }];
}

function changeOf({ before, after, isRenamed }: ObjectPair, isMoved: boolean): ObjectReview['change'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (isRenamed) return 'renamed';
  return isMoved ? 'moved' : 'changed';
}

/** Where pods are not foreseen on one side, nothing says that their devices change. */
function devicesOf(before: Workload | undefined, after: Workload | undefined): readonly DeviceChange[] {
  const isKnown = [before, after].every((workload) => workload === undefined || workload.pods !== undefined);
  if (!isKnown) return [];
  const devices = (workload: Workload | undefined) =>
    workload === undefined ? NO_DEVICES : devicesOfWorkload(workload);
  return deviceChanges(devices(before), devices(after));
}

function ownerRisk([from, to]: readonly string[]): readonly Risk[] {
  if (from === undefined || to === undefined) return [];
  return [
    {
      id: 'owner-changed',
      problem: `${from} prunes it while ${to} makes it`,
      mend: 'Turn pruning off for the object on both sides first, move it, and turn pruning on again.',
    },
  ];
}

function sorted(effects: readonly Effect[]): readonly Effect[] {
  return effects.toSorted((one, other) => (isWorse(one.kind, other.kind) ? -1 : isWorse(other.kind, one.kind) ? 1 : 0));
}

function distinct(effects: readonly Effect[]): readonly Effect[] {
  return [...new Map(effects.map((effect) => [`${effect.kind}\n${effect.reason}`, effect])).values()];
}

/** The worst comes first, and equals in the order of their names. */
function inOrder(objects: readonly ObjectReview[]): readonly ObjectReview[] {
  return objects.toSorted((one, other) => {
    if (one.effects[0].kind !== other.effects[0].kind)
      return isWorse(one.effects[0].kind, other.effects[0].kind) ? -1 : 1;
    const [mine, theirs] = [identityAsPath(one.object), identityAsPath(other.object)];
    return mine < theirs ? -1 : mine > theirs ? 1 : 0;
  });
}
