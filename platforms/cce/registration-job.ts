import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { PodTemplateSpec } from '../../imports/shared';
import type { Labels } from './labels';
import type { CceModelPayload } from './registration';
import { cceScript } from './scripts';

/** What the script reads; durations are in seconds. */
export interface RegistrationSettings {
  readonly endpoint: string;
  readonly models: readonly CceModelPayload[];
  /** Models with this mark that are not listed are deleted. @default none are */
  readonly mark?: string;
  /** How long the models may take to become ACTIVE. */
  readonly readySeconds: number;
  /** How long one request is tried again. */
  readonly retrySeconds: number;
  readonly firstPauseSeconds: number;
  readonly requestSeconds: number;
  readonly pollSeconds: number;
}

/** A Job of the script and the ConfigMap that it reads. */
export interface RegistrationJobProps {
  readonly name: string;
  readonly namespace?: string;
  readonly image: string;
  readonly settings: RegistrationSettings;
  readonly imagePullSecrets?: readonly string[];
  readonly labels?: Labels;
  readonly jobAnnotations: Labels;
  readonly configAnnotations: Labels;
  /** Ends both names with a hash of what the Job does, so that a change makes another Job. */
  readonly hashed: boolean;
}

const SCRIPT = 'register-models.mjs';
const SETTINGS = 'registration.json';
const FOLDER = '/registration';

/** The user of Node's own images. */
const NODE_USER = 1000;

/** Beyond the wait for the models: pulling the image, requests that are tried again. */
const JOB_MARGIN_SECONDS = 900;

/** Failed pods are made again so many times. */
const RETRIES = 2;

/** Writes Job and ConfigMap. */
export function registrationJob(scope: Construct, id: string, props: RegistrationJobProps): void {
  const data = { [SCRIPT]: cceScript(SCRIPT), [SETTINGS]: `${JSON.stringify(props.settings, undefined, 2)}\n` };
  const name = props.hashed ? `${props.name}-${hashOf([data, podTemplate('', props)])}` : props.name;
  const metadata = { name, namespace: props.namespace, labels: { ...props.labels } };
  new ApiObject(scope, `${id}Config`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadata, annotations: { ...props.configAnnotations } },
    data,
  });
  const spec: Omit<k8s.JobSpec, 'template'> & { readonly template: PodTemplateSpec } = {
    backoffLimit: RETRIES,
    activeDeadlineSeconds: (props.settings.models.length === 0 ? 0 : props.settings.readySeconds) + JOB_MARGIN_SECONDS,
    template: podTemplate(name, props),
  };
  new ApiObject(scope, `${id}Job`, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadata, annotations: { ...props.jobAnnotations } },
    spec,
  });
}

function podTemplate(configMap: string, { image, imagePullSecrets }: RegistrationJobProps): PodTemplateSpec {
  return {
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      imagePullSecrets: imagePullSecrets?.map((name) => ({ name })),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: NODE_USER,
        runAsGroup: NODE_USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'register-models',
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['node', `${FOLDER}/${SCRIPT}`, `${FOLDER}/${SETTINGS}`],
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          terminationMessagePolicy: 'FallbackToLogsOnError',
          volumeMounts: [{ name: 'registration', mountPath: FOLDER, readOnly: true }],
        },
      ],
      volumes: [{ name: 'registration', configMap: { name: configMap } }],
    },
  };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}
