import type { Look, Painter } from '../../reports/colours';
import { oneLine } from '../../reports/one-line';
import type { Prices } from '../cost';
import type { Change } from '../changes/change';
import type { EffectKind } from '../effects/effect';
import { isChanged } from '../pods/devices';
import type { ObjectReview, Review } from '../review';
import { deviceInWords, verdictOf } from '../verdict';
import {
  BESIDE_WORDS,
  concernedUsers,
  EFFECT_WORDS,
  modelInWords,
  nameOfChange,
  objectInWords,
  rewrittenInWords,
  usersInWords,
  valuesInWords,
} from './words';
import { identityInWords } from '../../kubernetes/object-identity';
import { alikeClusters } from './alike-clusters';
import type { AlikeClusters } from './alike-clusters';

/** As many users of an object are named. */
const MOST_USERS = 10;

const LOOKS: Readonly<Record<EffectKind, Look>> = {
  none: 'dim',
  metadata: 'dim',
  create: 'green',
  traffic: 'cyan',
  scale: 'cyan',
  restart: 'yellow',
  recreate: 'red',
  prune: 'red',
};

/** A review for people at a terminal: the verdict, then each cluster with its objects, the worst first. */
export function humanReview(review: Review, paint: Painter, prices?: Prices): string {
  const clusters = alikeClusters(review.clusters).map((group) => clusterText(group, paint));
  return [paint(oneLine(verdictOf(review, prices)), 'bold'), ...clusters].join('\n\n');
}

function clusterText({ heading: names, cluster, count }: AlikeClusters, paint: Painter): string {
  const { objects, rewritten, devices } = cluster;
  const heading = [
    ...(names === undefined ? [] : [paint(oneLine(names), 'bold')]),
    ...devices.map((change) => `  ${oneLine(deviceInWords(change))}${count > 1 ? ', each' : ''}`),
  ];
  const same = rewritten === 0 ? [] : [paint(`  ${rewrittenInWords(cluster)}`, 'dim')];
  return [...heading, ...objects.map((object) => objectText(object, paint)), ...same].join('\n');
}

function objectText(object: ObjectReview, paint: Painter): string {
  const { effects, changes, users } = object;
  const [worst, ...others] = effects;
  const width = Math.max(0, ...changes.map((change) => nameOfChange(change).length));
  const uses = usersInWords(users);
  const concerned = concernedUsers(users);
  const lines = [
    ...(object.change === 'added' && worst.kind === 'create' ? [] : [worst.reason]),
    ...others.map(({ kind, reason }) => `${BESIDE_WORDS[kind]}: ${reason}`),
    ...modelLines(object),
    ...(uses === undefined ? [] : [uses]),
    ...concerned.slice(0, MOST_USERS).map((user) => `  ${identityInWords(user.object)}`),
    ...(concerned.length > MOST_USERS ? [`  …and ${concerned.length - MOST_USERS} more`] : []),
    ...object.devices.filter(isChanged).map(deviceInWords),
    ...uncountedLines(object),
    ...changes.map((change) => changeText(change, width)),
    ...riskLines(object),
  ];
  const heading = paint(oneLine(`${EFFECT_WORDS[worst.kind]}  ${objectInWords(object)}`), LOOKS[worst.kind]);
  return ['', `  ${heading}`, ...lines.map((line) => `    ${oneLine(line)}`)].join('\n');
}

/** Risks of an object, and of those that are made of it one of each kind. */
function riskLines({ risks, users }: ObjectReview): readonly string[] {
  const ofUsers = new Map(users.flatMap((user) => user.risks.map((risk) => [risk.id, risk] as const)).reverse());
  return [...risks, ...ofUsers.values()].map(({ problem, mend }) => `risk: ${problem}. ${mend}`);
}

function uncountedLines({ uncounted, users }: ObjectReview): readonly string[] {
  const reasons = new Set([uncounted, ...users.map((user) => user.uncounted)].flatMap((reason) => reason ?? []));
  return [...reasons].map((reason) => `accelerators not counted in full: ${reason}`);
}

/** As many facts of models are told. */
const MOST_FACTS = 12;

function modelLines(object: ObjectReview): readonly string[] {
  const facts = modelInWords(object);
  const more = facts.length > MOST_FACTS ? [`…and ${facts.length - MOST_FACTS} more`] : [];
  return facts.length === 0 ? [] : [`serves: ${[...facts.slice(0, MOST_FACTS), ...more].join(', ')}`];
}

function changeText(change: Change, width: number): string {
  const [before = '(not set)', after = '(not set)'] = valuesInWords(change);
  return `${nameOfChange(change).padEnd(width)}  ${before} → ${after}`;
}
