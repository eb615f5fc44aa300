import type { ReportedFinding } from '../reports/report';

/** A finding, and which runtime's engine the object that it is about holds. */
export interface HeldFinding {
  readonly finding: ReportedFinding;
  /** Construct path of the runtime. @default - it is of no object that holds an engine */
  readonly runtime?: string;
}

/** So many of the other objects are named. */
const MOST_NAMES = 3;

/**
 * What shows alike in objects that hold the engine of one runtime is told once, of the first of them, and says where else
 * it is. What is acknowledged of some of them does not speak for the others: these are told by themselves.
 */
export function toldAtFirst(findings: readonly HeldFinding[]): readonly ReportedFinding[] {
  const alike = new Map<
    string,
    { readonly first: ReportedFinding; readonly runtime: string; readonly others: string[] }
  >();
  const told: (() => ReportedFinding)[] = [];
  for (const { finding, runtime } of findings) {
    if (runtime === undefined) {
      told.push(() => finding);
      continue;
    }
    const key = keyOf(finding, runtime);
    const known = alike.get(key);
    if (known !== undefined) {
      known.others.push(finding.where);
      continue;
    }
    const group = { first: finding, runtime, others: [] };
    alike.set(key, group);
    told.push(() => withOthers(group));
  }
  return told.map((finding) => finding());
}

function keyOf(
  { id, severity, object, field, problem, consequence, mend, accepted }: ReportedFinding,
  runtime: string,
): string {
  return JSON.stringify([runtime, id, severity, object?.kind, field, problem, consequence, mend, accepted]);
}

function withOthers({
  first,
  runtime,
  others,
}: {
  readonly first: ReportedFinding;
  readonly runtime: string;
  readonly others: readonly string[];
}): ReportedFinding {
  if (others.length === 0) return first;
  const more = others.length - MOST_NAMES;
  const named = others.slice(0, MOST_NAMES).map((where) => `'${where}'`);
  const names = [...named, ...(more > 0 ? [`${more} more`] : [])];
  const all = names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return {
    ...first,
    consequence: `${first.consequence} So it is in ${all} too, with the same runtime '${runtime}'.`,
  };
}
