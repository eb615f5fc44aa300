import { checkSyncWindows } from '../../../checks/delivery/sync-windows';
import type { JsonObject } from '../../../kubernetes/manifest';

const WINDOW = { kind: 'deny', schedule: '0 8 * * 1-5', duration: '10h', applications: ['*'] };

function faultsOf(window: JsonObject) {
  const project = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', spec: { syncWindows: [WINDOW, window] } };
  return checkSyncWindows(project);
}

test.each([
  '* * * * *',
  '*/15 0-23/2 1,15 * ?',
  '0 0 * jan-Mar SUN,6',
  '5/10 * * * *',
  'TZ=Europe/Berlin 0 8 * * *',
  '  0  8 * * * ',
  '1,,2 * * * *',
])('the schedule %j is read', (schedule) => {
  expect(faultsOf({ ...WINDOW, schedule })).toEqual([]);
});

test.each([
  ['@daily', 'it has 1 fields, and not five'],
  ['', 'it has 0 fields, and not five'],
  ['0 8 * * * *', 'it has 6 fields, and not five'],
  ['60 8 * * *', "'60' is no minute"],
  ['0 24 * * *', "'24' is no hour"],
  ['0 8 0 * *', "'0' is no day of the month"],
  ['0 8 * 13 *', "'13' is no month"],
  ['0 8 * * 1-7', "'1-7' is no day of the week"],
  ['0 8 * * mon-sun', "'mon-sun' is no day of the week"],
  ['*/0 8 * * *', "'*/0' is no minute"],
  ['0 8-9-10 * * *', "'8-9-10' is no hour"],
])('the schedule %j is none', (schedule, why) => {
  expect(faultsOf({ ...WINDOW, schedule })).toMatchObject([
    { id: 'argo/sync-window', field: 'spec.syncWindows[1].schedule', problem: `'${schedule}' is no schedule: ${why}` },
  ]);
});

test.each(['8h', '1h30m', '90s', '1.5h', '0'])('the duration %s is read', (duration) => {
  expect(faultsOf({ ...WINDOW, duration })).toEqual([]);
});

test.each(['1d', '8', '', 'an hour', '1h '])('the duration %j is none', (duration) => {
  expect(faultsOf({ ...WINDOW, duration })).toMatchObject([
    { id: 'argo/sync-window', field: 'spec.syncWindows[1].duration' },
  ]);
});

test('a window without schedule and duration cannot be read', () => {
  const ids = faultsOf({ kind: 'deny', applications: ['*'] }).map(({ field }) => field);
  expect(ids).toEqual(['spec.syncWindows[1].schedule', 'spec.syncWindows[1].duration']);
});

test.each(['UTC', 'Europe/Berlin', 'Local', ''])('the time zone %j is known', (timeZone) => {
  expect(faultsOf({ ...WINDOW, timeZone })).toEqual([]);
});

test.each(['Europe/Berln', 'europe/berlin', '+01:00', 'CEST+1'])('the time zone %s is none', (timeZone) => {
  expect(faultsOf({ ...WINDOW, timeZone })).toMatchObject([
    { id: 'argo/time-zone', field: 'spec.syncWindows[1].timeZone' },
  ]);
});

test.each(['applications', 'namespaces', 'clusters'])('a window that names %s is for them', (matcher) => {
  expect(faultsOf({ kind: 'deny', schedule: '* * * * *', duration: '1h', [matcher]: ['*'] })).toEqual([]);
});

test('windows of other kinds are none of Argo CD', () => {
  expect(checkSyncWindows({ apiVersion: 'example.com/v1', kind: 'AppProject', spec: { syncWindows: [{}] } })).toEqual(
    [],
  );
});
