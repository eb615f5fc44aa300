import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { isCceModelType } from '../../catalog/cce-model-facts';
import type { Fault } from '../../checks/finding';
import { report } from '../../constructs/findings';
import { isDnsLabel, nearestDnsLabel } from '../../kubernetes/names';
import type { Labels } from './labels';
import { registrationFaults, registrationPayload } from './registration';
import type { CceModelRegistration } from './registration';
import { registrationJob } from './registration-job';
import type { RegistrationSettings } from './registration-job';

/** Models that the CCE AI inference framework serves. */
export interface CceModelRegistrationsProps {
  readonly models: readonly CceModelRegistration[];
  /** What applies the Job. With Argo CD it is a hook that runs after each sync, with Flux it runs at each change. */
  readonly appliedBy: 'argo-cd' | 'flux';
  /** Name of Job and ConfigMap, at most 50 characters. @default the construct's id */
  readonly name?: string;
  /** @default the chart's */
  readonly namespace?: string;
  /**
   * Address of the add-on's gateway.
   *
   * @default the Service `frontend-service` in `kube-system`; the documentation's address lacks the `.svc`, without
   * which it is not found
   */
  readonly endpoint?: string;
  /** An image with Node 20 or later. @default node:22-alpine */
  readonly image?: string;
  /** Secrets for the registry. @default none */
  readonly imagePullSecrets?: readonly string[];
  /** Seconds that the models may take together until they are ACTIVE. @default 3600 */
  readonly readySeconds?: number;
  /**
   * What happens to a model that leaves the list. Deleting cannot be undone, so it is never done unasked; then models
   * carry a mark at the end of their description, and those with the mark that are not in the list are deleted. Models
   * that left the list before they were marked stay.
   *
   * @default keep
   */
  readonly deregister?: 'keep' | 'on-removal';
  /**
   * Whether the marked models are deleted when the Argo CD Application is, by a hook `PostDelete`; for
   * `appliedBy: 'argo-cd'` with `deregister: 'on-removal'`.
   *
   * @default false
   */
  readonly deregisterWithApplication?: boolean;
  /** Whose models they are, for the mark. @default namespace and name of the Job */
  readonly owner?: string;
  readonly labels?: Labels;
}

const DEFAULT_ENDPOINT = 'http://frontend-service.kube-system.svc.cluster.local';

/** A Job's name is a label of at most 63 characters; a hash or `-deregister` follows. */
const LONGEST_NAME = 50;

/** A model with several instances: pulling a large image, reading the weights from object storage. */
const READY_SECONDS = 3600;

const TIMING = { retrySeconds: 300, firstPauseSeconds: 1, requestSeconds: 30, pollSeconds: 10 };

/**
 * Registers models with the CCE AI inference framework, whose API is imperative, from Git: a Job creates what is
 * missing, updates what differs and waits until all models are ACTIVE. It can run any number of times.
 *
 * With Argo CD the Job is a hook `PostSync`, made anew at every sync. Its ConfigMap is no hook, since a change of hooks
 * alone does not start a sync. With Flux the name of the Job carries a hash of all that it does: a change makes another
 * Job, an unchanged one is not run again, and there is no `ttlSecondsAfterFinished`, which would have Flux make the Job
 * again and again.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
export class CceModelRegistrations extends Construct {
  public constructor(scope: Construct, id: string, props: CceModelRegistrationsProps) {
    super(scope, id);
    const name = props.name ?? id;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const owner = props.owner ?? (namespace === undefined ? name : `${namespace}/${name}`);
    for (const fault of [...registrationsFaults(name, owner, props), ...registrationFaults(props.models)]) {
      report(this, fault);
    }
    const mark = props.deregister === 'on-removal' ? `[registered by ${owner}]` : undefined;
    const settings: RegistrationSettings = {
      endpoint: props.endpoint ?? DEFAULT_ENDPOINT,
      models: props.models.filter(({ type }) => isCceModelType(type)).map((model) => registrationPayload(model, mark)),
      mark,
      readySeconds: props.readySeconds ?? READY_SECONDS,
      ...TIMING,
    };
    const common = {
      namespace: props.namespace,
      image: props.image ?? 'node:22-alpine',
      imagePullSecrets: props.imagePullSecrets,
      labels: props.labels,
    };
    registrationJob(this, 'Registration', { ...common, ...APPLIED[props.appliedBy], name, settings });
    if (props.deregisterWithApplication !== true) return;
    registrationJob(this, 'Deregistration', {
      ...common,
      ...AFTER_DELETION,
      name: `${name}-deregister`,
      settings: { ...settings, models: [] },
    });
  }
}

/** Flux would replace what looks like a variable in a description. */
const UNCHANGED = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

const APPLIED = {
  'argo-cd': {
    hashed: false,
    jobAnnotations: {
      'argocd.argoproj.io/hook': 'PostSync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    },
    configAnnotations: {},
  },
  flux: {
    hashed: true,
    // What a Kustomization adds to the immutable template, such as the registry of a mirror, is not in the hash.
    jobAnnotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' },
    configAnnotations: UNCHANGED,
  },
} as const;

/** The ConfigMap is a hook as well: when the Job runs, the Application's own objects are gone. */
const AFTER_DELETION_HOOK = {
  'argocd.argoproj.io/hook': 'PostDelete',
  'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded',
};
const AFTER_DELETION = {
  hashed: false,
  jobAnnotations: AFTER_DELETION_HOOK,
  configAnnotations: AFTER_DELETION_HOOK,
} as const;

function registrationsFaults(name: string, owner: string, props: CceModelRegistrationsProps): readonly Fault[] {
  const { models, endpoint = DEFAULT_ENDPOINT, readySeconds = READY_SECONDS } = props;
  const faults: Fault[] = [];
  if (!isDnsLabel(name) || name.length > LONGEST_NAME) {
    faults.push({
      id: 'cce/registration-name',
      severity: 'error',
      field: 'name',
      problem: `'${name.slice(0, 80)}' (${name.length} characters) is no name for the Job: it has lower-case letters, digits and dashes, at most ${LONGEST_NAME}`,
      consequence: 'The API server refuses the Job, or its controller the pods.',
      mend: `Name it '${nearestDnsLabel(name, LONGEST_NAME)}', say.`,
    });
  }
  if (models.length === 0) {
    faults.push({
      id: 'cce/no-models',
      severity: 'error',
      field: 'models',
      problem: 'The list of models is empty',
      consequence:
        props.deregister === 'on-removal'
          ? 'Every model of this owner would be deleted, which cannot be undone.'
          : 'The Job would have nothing to do.',
      mend: 'List the models, or leave the registrations out.',
    });
  }
  if (!isHttpAddress(endpoint)) {
    faults.push({
      id: 'cce/endpoint',
      severity: 'error',
      field: 'endpoint',
      problem: `'${endpoint}' is no address of a server`,
      consequence: 'The Job fails without having reached the add-on.',
      mend: `Use http:// or https:// and a host, such as '${DEFAULT_ENDPOINT}'.`,
    });
  }
  if (!Number.isFinite(readySeconds) || readySeconds <= 0) {
    faults.push({
      id: 'cce/ready-seconds',
      severity: 'error',
      field: 'readySeconds',
      problem: `${readySeconds} is no number of seconds in which models could become ready`,
      consequence: 'The Job fails while the models load.',
      mend: `Use ${READY_SECONDS}, say.`,
    });
  }
  if (!/^[A-Za-z0-9]([-A-Za-z0-9._/]*[A-Za-z0-9])?$/.test(owner)) {
    faults.push({
      id: 'cce/owner',
      severity: 'error',
      field: 'owner',
      problem: `'${owner}' is no owner: it has letters, digits, dashes, dots, underscores and slashes`,
      consequence: 'The mark could not be told from the rest of a description.',
      mend: "Use such as 'models/preset-models'.",
    });
  }
  if (
    props.deregisterWithApplication === true &&
    (props.appliedBy !== 'argo-cd' || props.deregister !== 'on-removal')
  ) {
    faults.push({
      id: 'cce/deregistration',
      severity: 'error',
      field: 'deregisterWithApplication',
      problem:
        props.appliedBy === 'argo-cd'
          ? 'Models are to be deleted with the Application, and they are not marked'
          : 'Models are to be deleted with an Application, and Flux has none',
      consequence: 'No model would be deleted, although it looks as if.',
      mend:
        props.appliedBy === 'argo-cd'
          ? "Add `deregister: 'on-removal'`, or leave it out."
          : 'Leave it out, and delete the models by hand.',
    });
  }
  return faults;
}

function isHttpAddress(text: string): boolean {
  return /^https?:\/\/[^/\s]/.test(text) && URL.canParse(text);
}
