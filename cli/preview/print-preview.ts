import { identityInWords, identityOf } from '../../kubernetes/object-identity';
import type { Painter } from '../../reports/colours';
import { oneLine } from '../../reports/one-line';
import type { ChildPreview, InexactPreview, PodPreview, ServicePreview } from '../../sources/preview/service-preview';
import { linesOfPod } from './lines-of-pod';

/** A preview for people: the service and its runtime, its pods, the objects around them, and what is not exact. */
export function printPreview(preview: ServicePreview, paint: Painter): string {
  const { pods, children } = preview;
  return [
    ...heading(preview, paint),
    ...pods.flatMap((pod) => ['', ...linesOfPod(pod, paint)]),
    ...(children.length === 0 ? [] : ['', paint('makes:', 'bold'), ...table(children)]),
    ...inexactness(preview, paint),
  ].join('\n');
}

function heading(preview: ServicePreview, paint: Painter): readonly string[] {
  const { cluster, service, selection, mode, failure } = preview;
  const title = [...(cluster === undefined ? [] : [cluster]), identityInWords(service)].join(' · ');
  const runtimes = selection?.runtimes.map((runtime) => identityInWords({ apiVersion: '', ...runtime })) ?? [];
  return [
    paint(oneLine(title), 'bold'),
    ...runtimes.map(
      (runtime, index) => `${index === 0 ? 'gets:      ' : 'or:        '}${paint(oneLine(runtime), 'bold')}`,
    ),
    ...(selection === undefined || selection.because === failure?.because
      ? []
      : [`because:   ${oneLine(selection.because)}`]),
    ...(mode === undefined ? [] : [`mode:      ${oneLine(mode)}`]),
    ...(failure === undefined ? [] : [`${VERDICTS[failure.outcome]}${failureText(failure, paint)}`]),
  ];
}

const VERDICTS = { nothing: 'no pods:   ', refused: 'fails:     ', unknown: 'unknown:   ' } as const;

function failureText({ reason, because }: NonNullable<ServicePreview['failure']>, paint: Painter): string {
  const text = reason === undefined ? because : `${reason}: ${because}`;
  return paint(oneLine(text), 'yellow');
}

function table(children: readonly ChildPreview[]): readonly string[] {
  const rows = children.map(({ object, carries }) => {
    const { kind, namespace, name } = identityOf(object);
    return [kind, namespace === undefined ? name : `${namespace}/${name}`, carries].map(oneLine);
  });
  const [kinds, names] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([kind = '', name = '', carries = '']) =>
    `  ${kind.padEnd(kinds ?? 0)}  ${name.padEnd(names ?? 0)}  ${carries}`.trimEnd(),
  );
}

/** The same sentence of several things is said once. */
function inexactness(
  { pods, children, inexact, failure, isInventoryKnown }: ServicePreview,
  paint: Painter,
): readonly string[] {
  const said = new Map<string, string[]>();
  const say = (subject: string, items: readonly InexactPreview[]): void => {
    for (const { field, because } of items) {
      const where = field === undefined ? subject : `${subject} (${field})`;
      const sentence = oneLine(because);
      said.set(sentence, [...(said.get(sentence) ?? []), ...(where === '' ? [] : [oneLine(where)])]);
    }
  };
  say('', inexact);
  for (const { component, inexact: ofPod } of pods) say(podsInWords(component), ofPod);
  const ofPods = new Set(pods.flatMap((pod: PodPreview) => pod.inexact.map(({ because }) => because)));
  for (const { object, inexact: own } of children) {
    say(
      `${object.kind} ${identityOf(object).name}`,
      own.filter(({ because }) => !ofPods.has(because)),
    );
  }
  const lines = [...said].map(([sentence, subjects]) =>
    subjects.length === 0 ? `  ${sentence}` : `  ${subjectsInWords(subjects)}: ${sentence}`,
  );
  const unknown = failure?.outcome === 'unknown' && !isInventoryKnown ? ['', paint(UNKNOWN, 'dim')] : [];
  return [...(lines.length === 0 ? [] : ['', paint('not exact:', 'bold'), ...lines]), ...unknown];
}

const UNKNOWN =
  'Only the runtimes of these files are known. State what else the cluster has with --runtimes: files, or kserve, ome, openshift-ai.';

const MOST_SUBJECTS = 3;

function subjectsInWords(subjects: readonly string[]): string {
  const rest = subjects.length - MOST_SUBJECTS;
  return `${subjects.slice(0, MOST_SUBJECTS).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function podsInWords(component: string): string {
  return component === 'pod' ? 'the pods' : `pods of ${component}`;
}
