import { isOfEngine } from '../../checks/autoscaling/promql-text';
import type { Fault } from '../../checks/finding';
import type { Fallback, HpaSettings, KedaSettings, Monitoring, ScaleDown, SloSettings } from './settings';
import { DEFAULT_FAILURE_THRESHOLD, DEFAULTS } from './defaults';

/** `keda-hpa-` and the name are together a label's value, of at most 63 characters. */
const LONGEST_KEDA_NAME = 54;
const LONGEST_STABILIZATION = 3600;
const LONGEST_STEP = 1800;
/** A rate needs two samples, and more where one fails or comes late. */
const SAMPLES = 4;

/** Name of a scaler, and the bounds between which the number of replicas may change. */
export interface ScalerBounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What is wrong with the settings of either scaler. */
export function settingsFaults(
  settings: SloSettings & (KedaSettings | HpaSettings),
  { name, min, max }: ScalerBounds,
): readonly Fault[] {
  return present([
    ...rangeFaults(min, max),
    waitingFault(settings.waitingPerReplica),
    ...scaleDownFaults(settings.scaleDown),
    ...scrapingFaults(settings.rangeSeconds ?? DEFAULTS.rangeSeconds, settings.monitoring),
    ...(settings.scaler === 'hpa' ? [hpaMinFault(min)] : [nameFault(name), ...kedaFaults(settings, min, max)]),
  ]);
}

/** @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyName */
function nameFault(name: string): Fault | undefined {
  if (name.length <= LONGEST_KEDA_NAME) return undefined;
  return {
    id: 'autoscaling/name-length',
    severity: 'error',
    field: 'name',
    problem: `'${name}' has ${name.length} characters`,
    consequence: `KEDA names its HPA 'keda-hpa-${name}', and its webhook refuses more than 63 characters.`,
    mend: `State a name of at most ${LONGEST_KEDA_NAME} characters.`,
  };
}

function rangeFaults(min: number, max: number): readonly (Fault | undefined)[] {
  if (!Number.isInteger(min) || min < 0) {
    return [
      replicasFault('minReplicas', `${min} is no number of replicas`, `Use ${Math.max(Math.round(min), 0) || 1}.`),
    ];
  }
  if (!Number.isInteger(max) || max < 1) {
    return [replicasFault('maxReplicas', `${max} is no number of replicas from 1`, `Use ${Math.max(min, 1)} or more.`)];
  }
  if (min <= max) return [];
  return [
    replicasFault(
      'maxReplicas',
      `At least ${min} and at most ${max} replicas are asked for`,
      `Set maxReplicas to ${min} or more.`,
    ),
  ];
}

function replicasFault(field: string, problem: string, mend: string): Fault {
  return {
    id: 'autoscaling/replica-range',
    severity: 'error',
    field,
    problem,
    consequence: 'The API server refuses the scaler.',
    mend,
  };
}

function hpaMinFault(min: number): Fault | undefined {
  if (min !== 0) return undefined;
  return {
    id: 'autoscaling/hpa-zero',
    severity: 'error',
    field: 'minReplicas',
    problem: 'A HorizontalPodAutoscaler is to keep 0 replicas',
    consequence: 'The API server refuses it, unless the alpha feature HPAScaleToZero is on.',
    mend: "Set minReplicas to 1, or scale with KEDA: `scaler: 'keda'`.",
  };
}

function waitingFault(waiting: number | false | undefined): Fault | undefined {
  if (waiting === undefined || waiting === false || (Number.isFinite(waiting) && waiting > 0)) return undefined;
  return {
    id: 'autoscaling/waiting',
    severity: 'error',
    field: 'waitingPerReplica',
    problem: `${waiting} is no number of requests above 0`,
    consequence: 'The scaler divides by it and asks for any number of replicas.',
    mend: 'Use 1 or more, or `false` to scale by latency alone.',
  };
}

function scaleDownFaults(scaleDown: ScaleDown = {}): readonly (Fault | undefined)[] {
  const {
    stabilizationSeconds = DEFAULTS.stabilizationSeconds,
    replicas = 1,
    everySeconds = DEFAULTS.scaleDownSeconds,
  } = scaleDown;
  return [
    outOfBounds('scaleDown.stabilizationSeconds', stabilizationSeconds, 0, LONGEST_STABILIZATION),
    outOfBounds('scaleDown.everySeconds', everySeconds, 1, LONGEST_STEP),
    outOfBounds('scaleDown.replicas', replicas, 1),
  ];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go */
function outOfBounds(field: string, value: number, least: number, most = Infinity): Fault | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
  return {
    id: 'autoscaling/scale-down',
    severity: 'error',
    field,
    problem: `${value} is no whole number ${range}`,
    consequence: 'The API server refuses it; where KEDA makes the HPA, nothing is ever scaled.',
    mend: `Use ${Math.min(Math.max(Math.round(value) || least, least), most)}.`,
  };
}

function scrapingFaults(rangeSeconds: number, monitoring: Monitoring = {}): readonly (Fault | undefined)[] {
  const {
    scrapeIntervalSeconds: interval = DEFAULTS.scrapeIntervalSeconds,
    alertAfterSeconds: after = DEFAULTS.alertAfterSeconds,
  } = monitoring;
  return [
    positiveSeconds('monitoring.scrapeIntervalSeconds', interval),
    positiveSeconds('monitoring.alertAfterSeconds', after),
    positiveSeconds('rangeSeconds', rangeSeconds) ??
      (rangeSeconds >= SAMPLES * interval ? undefined : shortRange(rangeSeconds, interval)),
  ];
}

function shortRange(rangeSeconds: number, interval: number): Fault {
  return {
    id: 'autoscaling/short-range',
    severity: 'error',
    field: 'rangeSeconds',
    problem: `Latencies of ${rangeSeconds} seconds are taken together, and pods are measured every ${interval}`,
    consequence: 'Where a sample is late the rate has too few of them, and the latency counts as 0.',
    mend: `Use ${SAMPLES * interval} or more.`,
  };
}

function positiveSeconds(field: string, value: number): Fault | undefined {
  if (Number.isInteger(value) && value >= 1) return undefined;
  return {
    id: 'autoscaling/seconds',
    severity: 'error',
    field,
    problem: `${value} is no whole number of seconds from 1`,
    consequence: 'Prometheus refuses it as a duration.',
    mend: `Use ${Math.max(Math.round(value) || 1, 1)}.`,
  };
}

function kedaFaults(settings: KedaSettings, min: number, max: number): readonly (Fault | undefined)[] {
  return [
    addressFault(settings),
    ...wakeUpFaults(settings, min),
    ...intervalFaults(settings, min),
    ...fallbackFaults(settings.fallback, max),
  ];
}

function addressFault({ prometheus }: KedaSettings): Fault | undefined {
  const address = typeof prometheus === 'string' ? prometheus : prometheus.address;
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return undefined;
  return {
    id: 'autoscaling/prometheus-address',
    severity: 'error',
    field: 'prometheus',
    problem: `'${address}' is no address of http or https`,
    consequence: 'KEDA cannot ask Prometheus, and nothing is ever scaled.',
    mend: 'Use the address of its Service, such as http://prometheus-operated.monitoring:9090.',
  };
}

/** @see https://github.com/kedacore/keda/blob/main/pkg/scaling/executor/scale_scaledobjects.go */
function wakeUpFaults({ wakeUpQuery }: KedaSettings, min: number): readonly (Fault | undefined)[] {
  if (wakeUpQuery === undefined && min === 0) {
    return [
      {
        id: 'autoscaling/never-wakes',
        severity: 'error',
        field: 'minReplicas',
        problem: 'No replica need run, and only metrics of the engine decide over replicas',
        consequence: 'Once the last pod is gone, nothing has metrics any more: no request ever starts a pod again.',
        mend: 'Set minReplicas to 1, or state a wakeUpQuery, such as the rate of the requests at the gateway.',
      },
    ];
  }
  if (wakeUpQuery === undefined) return [];
  if (isOfEngine(wakeUpQuery)) {
    return [
      {
        id: 'autoscaling/never-wakes',
        severity: 'error',
        field: 'wakeUpQuery',
        problem: `The query '${wakeUpQuery}' asks for a metric of the engine`,
        consequence: 'While no pod runs, nothing exposes it: no request ever starts a pod.',
        mend: 'Ask for what a gateway, or whatever clients call, counts.',
      },
    ];
  }
  if (wakeUpQuery.trim() !== '' && min === 0) return [];
  return [
    {
      id: 'autoscaling/wake-up',
      severity: wakeUpQuery.trim() === '' ? 'error' : 'warning',
      field: 'wakeUpQuery',
      problem: wakeUpQuery.trim() === '' ? 'The query is empty' : `At least ${min} always run, so nothing needs waking`,
      consequence: wakeUpQuery.trim() === '' ? 'Prometheus refuses it.' : 'The query is asked in vain.',
      mend: wakeUpQuery.trim() === '' ? 'State one.' : 'Leave it out, or set minReplicas to 0.',
    },
  ];
}

/** @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyScaledObjects */
function intervalFaults(settings: KedaSettings, min: number): readonly (Fault | undefined)[] {
  const stated = [
    { field: 'pollingIntervalSeconds', value: settings.pollingIntervalSeconds, least: 1 },
    { field: 'cooldownSeconds', value: settings.cooldownSeconds, least: 0 },
  ];
  return stated.map(({ field, value, least }) => {
    if (value === undefined) return undefined;
    if (!Number.isInteger(value) || value < least) {
      return {
        id: 'autoscaling/interval',
        severity: 'error',
        field,
        problem: `${value} is no whole number of seconds from ${least}`,
        consequence: 'The API server refuses the ScaledObject.',
        mend: `Use ${Math.max(Math.round(value) || least, least)}, or leave it out.`,
      };
    }
    if (min === 0) return undefined;
    return {
      id: 'autoscaling/interval',
      severity: 'warning',
      field,
      problem: `${value} seconds are stated, and at least ${min} ${min === 1 ? 'replica runs' : 'replicas run'} always`,
      consequence: 'KEDA uses it for going to no replicas and back alone; else the HPA decides every 15 seconds.',
      mend: 'Leave it out; scaleDown says how fast replicas go.',
    };
  });
}

/** @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_types.go CheckFallbackValid */
function fallbackFaults(fallback: Fallback | undefined, max: number): readonly (Fault | undefined)[] {
  if (fallback === undefined) return [];
  const { replicas, failureThreshold = DEFAULT_FAILURE_THRESHOLD } = fallback;
  const counts = { 'fallback.replicas': replicas, 'fallback.failureThreshold': failureThreshold };
  const faults = Object.entries(counts).flatMap(([field, value]): readonly Fault[] =>
    Number.isInteger(value) && value >= 0
      ? []
      : [
          {
            id: 'autoscaling/fallback',
            severity: 'error',
            field,
            problem: `${value} is no whole number from 0`,
            consequence: "KEDA's webhook refuses the ScaledObject.",
            mend: `Use ${Math.max(Math.round(value) || 0, 0)}.`,
          },
        ],
  );
  if (faults.length > 0 || replicas <= max) return faults;
  return [
    {
      id: 'autoscaling/fallback',
      severity: 'warning',
      field: 'fallback.replicas',
      problem: `${replicas} replicas are to run without metrics, and at most ${max} ever`,
      consequence: `The HPA stays at ${max}.`,
      mend: `Use ${max} or less.`,
    },
  ];
}

function present(faults: readonly (Fault | undefined)[]): readonly Fault[] {
  return faults.filter((fault) => fault !== undefined);
}
