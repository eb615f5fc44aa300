import { nameOf } from '../kubernetes/manifest';
import { identityAsPath, identityInWords } from '../kubernetes/object-identity';
import type { ObjectIdentity } from '../kubernetes/object-identity';
import { changesOf } from './changes/changes-of';
import { isSame } from './changes/value-changes';
import { ClusterSides } from './cluster-sides';
import type { Neighbour } from './cluster-sides';
import type { Delivery } from './delivery/delivery';
import { keptBy } from './delivery/kept';
import { remarkedServices, syncedEffects } from './delivery/synced-effects';
import { isWorse } from './effects/effect';
import type { Effect } from './effects/effect';
import { delivers, isMadeIntoPods, isReadByPods } from './effects/kinds';
import { objectEffects } from './effects/object-effects';
import { generatedEffects } from './effects/generated-effects';
import { refusedEffects } from './effects/refused-effects';
import { routerEffects } from './effects/router-effects';
import { podEffects } from './effects/pod-effects';
import { modelChanges } from './models/model-facts';
import { identityOf } from './objects/generated-name';
import { pairObjects } from './objects/pair-objects';
import type { ObjectPair } from './objects/pair-objects';
import { devicesOfWorkload, deviceChanges, NO_DEVICES, totalOf } from './pods/devices';
import { isScaler } from './pods/scalers';
import { uncountedDevices } from './pods/uncounted-devices';
import type { Workload } from './pods/workload';
import type { ClusterReview, DeviceChange, ObjectReview, Risk, UserReview } from './review';
import { lostSourceRisks } from './risks/lost-source';
import { nameRisks, objectRisks, restartRisks } from './risks/object-risks';
import type { ClusterPair, TreeObject } from './tree-pair';

/** What is to be read of the change of one cluster. */
export function reviewCluster(pair: ClusterPair, delivery: Delivery): ClusterReview {
  const pairs = pairObjects(pair.before, pair.after);
  const stays = ({ manifest, path }: TreeObject) => keptBy(manifest, () => delivery.before.of(path)) !== undefined;
  const reviewer = new Reviewer(new ClusterSides(pair, pairs, stays), delivery);
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
    const workloads = this.sides.workloadsOf(old, young);
    const changes = old === undefined || young === undefined ? [] : changesOf(old, young);
    const stated = this.effectsOf(pair, workloads, owners);
    const users = this.usersOf(pair, stated);
    const ofUsers = users.flatMap((user) => user.effects);
    const changedUsers = isMadeIntoPods(manifest) ? this.sides.changedUsersOf(young).map(identityOfWorkload) : [];
    const isUnfelt = users.length > 0 && !isReadByPods(manifest) && stated.every(({ kind }) => kind === 'none');
    const isToldApart = users.length === 0 && changedUsers.length > 0 && stated.every(({ kind }) => kind === 'none');
    const own = isUnfelt ? [UNFELT] : isToldApart ? [toldApart(changedUsers)] : stated;
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
      devices: devicesOf(workloads),
      uncounted: uncountedDevices(workloads.before, workloads.after),
      risks: [...objectRisks(risk), ...lostSourceRisks(workloads), ...ownerRisk(owners)],
      users,
      changedUsers,
    };
  }

  private effectsOf(pair: ObjectPair, workloads: Sides, owners: readonly string[]): readonly Effect[] {
    const { before, after, isRenamed } = pair;
    const generated = generatedEffects(before?.manifest, after?.manifest);
    if (generated !== undefined) return generated;
    const delivered = syncedEffects(syncingOf(pair), this.delivery);
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
      const services = remarkedServices(syncingOf(pair), this.delivery);
      return services.map((service) => ({ object: identityOf(service), effects: [restart], ...NOTHING_ELSE }));
    }
    if (manifest !== undefined && isReadByPods(manifest)) return this.sides.readersOf(manifest).map(readerReview);
    if (manifest === undefined || !(isMadeIntoPods(manifest) || isScaler(manifest))) return [];
    return this.sides.usersOf(before?.manifest, after?.manifest).flatMap((found): readonly UserReview[] => {
      if (this.told.has(found)) return [];
      this.told.add(found);
      const effects = neighbourEffects(found);
      const model = modelChanges(found.before, found.after);
      const risks = [...nameRisks(model), ...restartRisks(found.after, effects), ...lostSourceRisks(found)];
      const devices = devicesOf(found);
      const uncounted = uncountedDevices(found.before, found.after);
      return [{ object: identityOf(found.after.manifest), effects, model, devices, uncounted, risks }];
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

function syncingOf({ before, after, isRenamed }: ObjectPair) {
  return { before: before?.manifest, after: after?.manifest, isRenamed };
}

const UNFELT: Effect = { kind: 'none', reason: 'the pods of those that are made of it stay as they are' };

function toldApart([first, ...others]: readonly ObjectIdentity[]): Effect {
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { kind: 'none', reason: `told of ${first === undefined ? '' : identityInWords(first)}${more}, changed too` };
}

function identityOfWorkload({ manifest }: Workload): ObjectIdentity {
  return identityOf(manifest);
}

/** Who reads a ConfigMap is not made of it, unless KServe makes it otherwise by what it says. */
function readerReview(neighbour: Neighbour): UserReview {
  return { object: identityOf(neighbour.after.manifest), effects: neighbourEffects(neighbour), ...NOTHING_ELSE };
}

const NOTHING_ELSE = { model: [], devices: [], risks: [] } as const;

type Sides = Partial<Neighbour>;

function neighbourEffects({ before, after }: Neighbour): readonly Effect[] {
  const refusal = refusedEffects(before, after);
  // That its pods stay is no effect, and whether it gets what it needs a risk.
  if (refusal !== undefined) return refusal.filter(({ kind }) => kind !== 'none');
  const why = after.unforeseen ?? before.unforeseen;
  if (why === undefined) return [...podEffects(before, after), ...routerEffects(before, after)];
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

/** Pods that the controller leaves as they are keep their devices. */
function devicesOf({ before, after }: Sides): readonly DeviceChange[] {
  if (before !== undefined && (after?.isRefused === true || after?.isFrozen === true)) return [];
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
