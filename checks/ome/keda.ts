import { objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { refusal } from './refusal';

const KIND = 'InferenceService';

const OPERATORS: ReadonlySet<string> = new Set(['GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual']);

const AUTH_MODES: ReadonlySet<string> = new Set(['basic', 'tls', 'bearer', 'custom']);

/** One setting, and where it is stated. */
interface Stated {
  readonly field: string;
  readonly value: string;
}

/**
 * What OME's webhook refuses of the settings for KEDA, in the service or in its annotations.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_validation.go validateKEDAConfig
 */
export function checkKeda(service: Manifest): readonly Fault[] {
  const stated = (member: string, annotation: string): readonly Stated[] => [
    ...settingOf(service, member).filter(({ value }) => value !== ''),
    ...annotationOf(service, annotation),
  ];
  return [
    ...stated('scalingOperator', 'autoscaling.keda.sh/operator').flatMap(checkOperator),
    ...stated('scalingThreshold', 'autoscaling.keda.sh/threshold').flatMap(checkThreshold),
    ...stated('promServerAddress', 'autoscaling.keda.sh/prometheus.serverAddress').flatMap(checkAddress),
    ...settingOf(service, 'authModes').flatMap(checkAuthModes),
    ...checkAuthentication(service),
    ...checkQuery(service),
  ];
}

function checkOperator({ field, value }: Stated): readonly Fault[] {
  if (OPERATORS.has(value)) return [];
  return [refusal(KIND, 'ome/keda-operator', field, `'${value}' is no operator`, `Use ${[...OPERATORS].join(', ')}.`)];
}

function checkThreshold({ field, value }: Stated): readonly Fault[] {
  if (/^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|inf|infinity|nan)$/i.test(value)) return [];
  return [refusal(KIND, 'ome/keda-threshold', field, `'${value}' is no number`, "Use a number, such as '10'.")];
}

function checkAddress({ field, value }: Stated): readonly Fault[] {
  if (/^https?:\/\/[^/?#]/i.test(value)) return [];
  return [
    refusal(
      KIND,
      'ome/keda-address',
      field,
      `'${value}' is no address of a Prometheus server`,
      "Use http or https and a host, such as 'http://prometheus.monitoring.svc:9090'.",
    ),
  ];
}

function checkAuthModes({ field, value }: Stated): readonly Fault[] {
  const unknown = value
    .split(',')
    .map((mode) => mode.trim())
    .filter((mode) => mode !== '' && !AUTH_MODES.has(mode));
  if (unknown.length === 0) return [];
  return [
    refusal(
      KIND,
      'ome/keda-auth-modes',
      field,
      `'${unknown.join(', ')}' is unknown`,
      `Use ${[...AUTH_MODES].join(', ')}.`,
    ),
  ];
}

/** KEDA reads modes of authentication beside a reference alone. */
function checkAuthentication(service: Manifest): readonly Fault[] {
  const modes = textAt(service, 'spec', 'kedaConfig', 'authModes') ?? '';
  if (modes === '' || objectAt(service, 'spec', 'kedaConfig').authenticationRef !== undefined) return [];
  return [
    {
      id: 'ome/keda-authentication',
      severity: 'warning',
      field: 'spec.kedaConfig.authModes',
      problem: `authModes is '${modes}', and there is no authenticationRef`,
      consequence: 'OME leaves the modes out, and KEDA asks Prometheus without authentication.',
      mend: 'State authenticationRef, or leave authModes out.',
    },
  ];
}

/**
 * The query is a format of Go's `fmt.Sprintf` with the component's name as its one argument; a query in the annotation
 * is used as it stands.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go getPrometheusQuery
 */
function checkQuery(service: Manifest): readonly Fault[] {
  if (annotationOf(service, 'autoscaling.keda.sh/prometheus.query').length > 0) return [];
  return settingOf(service, 'customPromQuery').flatMap(({ field, value }) => {
    if (value === '') return [];
    const verbs = value.replaceAll('%%', '').match(/%(\[\d+\])?.?/gs) ?? [];
    if (takesOneName(verbs)) return [];
    return [
      {
        id: 'ome/keda-query',
        severity: 'error',
        field,
        problem: `The query has ${verbs.length === 0 ? 'no %s' : verbs.join(' and ')}, and OME puts one name in place of one %s`,
        consequence: 'The query that KEDA gets ends in `%!(EXTRA …)` or the like, and Prometheus refuses it.',
        mend: "Write exactly one %s where the component's name belongs, and %% for a percent sign.",
      } as const,
    ];
  });
}

/** One argument goes into one place, or by its number into any. */
function takesOneName(verbs: readonly string[]): boolean {
  const isNumbered = verbs.length > 0 && verbs.every((verb) => /^%\[1\][sqv]$/.test(verb));
  return isNumbered || (verbs.length === 1 && verbs.every((verb) => /^%[sqv]$/.test(verb)));
}

function settingOf(service: Manifest, member: string): readonly Stated[] {
  const value = textAt(service, 'spec', 'kedaConfig', member);
  return value === undefined ? [] : [{ field: `spec.kedaConfig.${member}`, value }];
}

function annotationOf(service: Manifest, key: string): readonly Stated[] {
  const value = textAt(service, 'metadata', 'annotations', key);
  return value === undefined ? [] : [{ field: `metadata.annotations["${key}"]`, value }];
}
