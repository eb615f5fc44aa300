import type { Rules } from './rule';

const LWS = 'https://github.com/kubernetes-sigs/lws/blob/main';
const ADMISSION = `${LWS}/pkg/webhooks/disaggregatedset/disaggregatedset_webhook.go`;

/** What is wrong with DisaggregatedSets, and with what their roles say of each other. */
export const lwsDisaggregatedRules = {
  'lws/disaggregated-slices': {
    title: 'Several slices of roles that are scaled from outside',
    severity: 'error',
    about:
      'A slice is a whole copy of all roles. What scales a role from outside is one object for each role, which does not know of slices: the webhook refuses more than one.',
    mend: 'Use one slice, or static numbers of groups.',
    sources: [`${ADMISSION} validate`],
    reads: 'manifests',
  },
  'lws/disaggregated-scaling': {
    title: 'A number of groups that is ignored',
    severity: 'warning',
    about:
      "A role with scaling mode 'External' gets a DisaggregatedSetRoleScaler, and an autoscaler decides over that one's replicas. The number in the role counts for nothing, of which the webhook warns.",
    mend: 'Leave replicas out of the role, and scale the DisaggregatedSetRoleScaler.',
    sources: [`${ADMISSION} validate`],
    reads: 'manifests',
  },
  'lws/disaggregated-name': {
    title: 'Names that are too long together',
    severity: 'error',
    about:
      'The LeaderWorkerSet of a role is called like the set, the number of the slice, a revision of 8 characters and the role, its Service like that with `-prv`. The webhook refuses more than 63 characters. A little shorter, the object is let in, and the StatefulSets cannot label their pods with the name and their own revision.',
    mend: 'Shorten the name of the set or of the role.',
    sources: [`${ADMISSION} validateGeneratedNames, validate`, 'https://github.com/kubernetes/kubernetes/issues/64023'],
    reads: 'manifests',
  },
  'lws/disaggregated-partition': {
    title: 'A role that keeps groups on the old version',
    severity: 'error',
    about:
      'The controller rolls all roles out in step, so that prefill and decode of one version work together. A partition of one role would stop it half-way; the webhook refuses it.',
    mend: 'Leave the partition out.',
    sources: [`${ADMISSION} validateRoleRolloutStrategy`],
    reads: 'manifests',
  },
  'lws/disaggregated-placement': {
    title: 'A placement without a topology, or beside another one',
    severity: 'error',
    about:
      "With a placement policy a whole slice gets a part of the cluster, which a node label tells apart. The webhook refuses one without the label, and one beside LeaderWorkerSet's annotations for exclusive topologies: both decide over the same nodes, and the pods would never be placed.",
    mend: 'Name a node label as topology, and keep the policy or the annotations.',
    sources: [`${ADMISSION} validatePlacement, roleExclusiveTopologyAnnotation`],
    reads: 'manifests',
  },
} as const satisfies Rules;
