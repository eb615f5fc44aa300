/** The fields of a schedule: bounds, and names for some of the numbers. */
const FIELDS = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of the month', min: 1, max: 31, words: [] },
  {
    name: 'month',
    min: 1,
    max: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

type Field = (typeof FIELDS)[number];

/**
 * What is wrong with the schedule of a sync window; undefined where nothing is.
 *
 * @see https://github.com/robfig/cron/blob/master/parser.go Parse, getRange
 */
export function scheduleProblem(schedule: string): string | undefined {
  const parts = schedule
    .replace(/^(?:TZ|CRON_TZ)=\S* /, '')
    .trim()
    .split(/\s+/);
  if (parts.length !== FIELDS.length || parts[0] === '') {
    return `it has ${parts[0] === '' ? 0 : parts.length} fields, and not five`;
  }
  for (const [index, field] of FIELDS.entries()) {
    const ranges = (parts[index] ?? '').split(',').filter((range) => range !== '');
    const bad = ranges.find((range) => !isRange(range, field));
    if (bad !== undefined) return `'${bad}' is no ${field.name}`;
  }
  return undefined;
}

function isRange(text: string, field: Field): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  const [from = '', to, ...others] = range.split('-');
  // What follows a star is not looked at.
  if (from === '*' || from === '?') return true;
  if (others.length > 0) return false;
  const start = numberOf(from, field);
  const end = to === undefined ? start : numberOf(to, field);
  return start !== undefined && end !== undefined && start >= field.min && end <= field.max && start <= end;
}

function numberOf(text: string, { min, words }: Field): number | undefined {
  const word = words.findIndex((known) => known === text.toLowerCase());
  if (word !== -1) return word + min;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
