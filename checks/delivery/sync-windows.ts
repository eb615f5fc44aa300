import { arrayAt, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { isAppProject } from './argo-objects';
import { scheduleProblem } from './cron-schedule';

/** As Go reads durations; a day is none. */
const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

const WINDOW_MATCHERS = ['applications', 'namespaces', 'clusters'];

/**
 * Windows of a project that Argo CD cannot read, or that are for nothing.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/pkg/apis/application/v1alpha1/types.go Validate
 */
export function checkSyncWindows(manifest: Manifest): readonly Fault[] {
  if (!isAppProject(manifest)) return [];
  return arrayAt(objectAt(manifest, 'spec'), 'syncWindows').flatMap((window, index) =>
    windowFaults(window, `spec.syncWindows[${index}]`),
  );
}

function windowFaults(window: JsonValue, path: string): readonly Fault[] {
  const [schedule, duration, timeZone] = ['schedule', 'duration', 'timeZone'].map((name) => valueAt(window, name));
  const problem = typeof schedule === 'string' ? scheduleProblem(schedule) : 'there is none';
  const isForNothing = WINDOW_MATCHERS.every((name) => arrayAt(window, name).length === 0);
  return [
    ...(problem === undefined ? [] : [unreadable(`${path}.schedule`, `${told(schedule)} is no schedule: ${problem}`)]),
    ...(typeof duration === 'string' && DURATION.test(duration)
      ? []
      : [unreadable(`${path}.duration`, `${told(duration)} is no duration, such as 8h or 1h30m`)]),
    ...(isTimeZone(timeZone) ? [] : [wrongZone(`${path}.timeZone`, textAt(window, 'timeZone') ?? '')]),
    ...(isForNothing ? [forNothing(path)] : []),
  ];
}

function told(value: JsonValue | undefined): string {
  return value === undefined ? 'Nothing' : inWords(value);
}

function isTimeZone(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string' || value === '' || value === 'Local') return true;
  // Zones are files, by their names: offsets are none, and JavaScript alone does not mind capitals.
  if (!/^[A-Z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function unreadable(field: string, problem: string): Fault {
  return {
    id: 'argo/sync-window',
    severity: 'error',
    field,
    problem,
    consequence: 'Argo CD cannot tell when the window is open, and syncs no Application that it is for.',
    mend: "Write such as schedule '0 22 * * 1-5' and duration '8h'.",
  };
}

function wrongZone(field: string, zone: string): Fault {
  return {
    id: 'argo/time-zone',
    severity: 'warning',
    field,
    problem: `'${zone}' is no time zone`,
    consequence:
      'Argo CD takes the schedule for UTC, and says so in its log alone: the window is open at another time.',
    mend: "Use a name of the time zone database, such as 'Europe/Berlin'.",
  };
}

function forNothing(field: string): Fault {
  return {
    id: 'argo/window-for-nothing',
    severity: 'warning',
    field,
    problem: 'The window names no applications, no namespaces and no clusters',
    consequence: 'It is for no Application, and neither allows nor denies anything.',
    mend: "Name what it is for, such as applications: ['*'].",
  };
}
