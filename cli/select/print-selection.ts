import { identityInWords } from '../../kubernetes/object-identity';
import type { Painter } from '../../reports/colours';
import { oneLine } from '../../reports/one-line';
import type { RuntimeIdentity } from '../../sources/selection/selection-report';
import type { ServiceSelection } from '../../sources/selection/select-service';

/** A selection for people: the service, what it gets and why, and every other runtime with its reasons in a column. */
export function printSelection(selection: ServiceSelection, paint: Painter): string {
  const { cluster, service, asks, others, isInventoryKnown } = selection;
  const heading = [...(cluster === undefined ? [] : [cluster]), identityInWords(service)].join(' · ');
  return [
    paint(oneLine(heading), 'bold'),
    ...(asks.length === 0 ? [] : [`asks for:  ${oneLine(asks.join(' · '))}`]),
    '',
    ...chosen(selection, paint),
    ...(others.length === 0 ? [] : ['', 'not selected:', ...columns(others)]),
    ...(isInventoryKnown ? [] : ['', paint(UNKNOWN, 'dim')]),
  ].join('\n');
}

const UNKNOWN =
  'Only the runtimes of these files are known. State what else the cluster has with --runtimes: files, or kserve, ome, openshift-ai.';

function chosen({ runtimes, because, isOpen = false }: ServiceSelection, paint: Painter): readonly string[] {
  const look = runtimes.length === 1 ? 'green' : 'yellow';
  const names = runtimes.map((runtime) => paint(inWords(runtime), 'bold', look));
  const none = isOpen ? paint('not known', 'bold', 'yellow') : paint('none', 'bold', 'red');
  const [first = none, ...more] = names;
  return [`gets:      ${first}`, ...more.map((name) => `or:        ${name}`), `because:   ${oneLine(because)}`];
}

function columns(others: ServiceSelection['others']): readonly string[] {
  const width = Math.max(...others.map((runtime) => inWords(runtime).length));
  return others.map((runtime) => `  ${inWords(runtime).padEnd(width)}  ${oneLine(runtime.reasons.join('; '))}`);
}

function inWords({ kind, namespace, name }: RuntimeIdentity): string {
  return oneLine(identityInWords({ apiVersion: '', kind, namespace, name }));
}
