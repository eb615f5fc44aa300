import type { JsonObject } from '../../kubernetes/manifest';
import type { Painter } from '../../reports/colours';
import { oneLine } from '../../reports/one-line';
import type { ContainerPreview, PodPreview, VariablePreview } from '../../sources/preview/service-preview';
import { linesOfCommand } from './lines-of-command';

/** A kind of pods: how many, on which devices, and what runs in them. */
export function linesOfPod(pod: PodPreview, paint: Painter): readonly string[] {
  const { component, workload, podName, volumes, nodeSelector, containers } = pod;
  const name = component === 'pod' ? 'pods' : component;
  const title = [name, `${workload.kind} ${workload.name}`, replicasInWords(pod.replicas), devicesInWords(pod)];
  return [
    paint(oneLine(title.join(' · ')), 'bold'),
    ...list('named', [podName]),
    ...list(
      'nodes',
      Object.entries(nodeSelector).map(([key, value]) => `${key}=${inText(value)}`),
    ),
    ...containers.flatMap((container) => linesOfContainer(container, containers.length > 1, paint)),
    ...list(
      'volumes',
      volumes.map(({ name: volume, source }) => `${volume}: ${source}`),
    ),
  ];
}

function linesOfContainer(container: ContainerPreview, isOneOfSeveral: boolean, paint: Painter): readonly string[] {
  const { name, runs, image, isCommandKnown, command, args, engine, variables, ports, mounts } = container;
  const words = [...(command ?? []), ...args];
  const isScript =
    engine !== undefined && engine.words.join('\n') !== words.join('\n') && (command !== undefined || !isCommandKnown);
  const title = runs === 'with the others' ? name : `${name} (${runs})`;
  return [
    ...(isOneOfSeveral ? [`  ${paint(oneLine(title), 'cyan')}`] : []),
    ...list('image', [image ?? "the platform's own"]),
    ...list('runs', isCommandKnown ? runsInLines(command, args) : [UNKNOWN_COMMAND]),
    ...(isScript ? list('starts', linesOfCommand(engine.words)) : []),
    ...list('asks for', resourcesInWords(container)),
    ...list('ports', ports.length === 0 ? [] : [ports.map(portInWords).join(', ')]),
    ...list('env', variables.map(variableInWords)),
    ...list(
      'mounts',
      mounts.map(({ path, volume, isReadOnly }) => `${path} from ${volume}${isReadOnly ? ', read only' : ''}`),
    ),
  ];
}

const UNKNOWN_COMMAND = 'what stands in no file that is given';

/** Without a command, the image's own takes the arguments. */
function runsInLines(command: readonly string[] | undefined, args: readonly string[]): readonly string[] {
  if (command !== undefined) return linesOfCommand([...command, ...args]);
  if (args.length === 0) return ["the image's own command"];
  const [first = '', ...others] = linesOfCommand(args);
  return [
    `the image's own command, with ${others.length === 0 ? first : ''}`.trimEnd(),
    ...(others.length === 0 ? [] : [`  ${first}`, ...others]),
  ];
}

function resourcesInWords({ limits, requests }: ContainerPreview): readonly string[] {
  const names = [...new Set([...Object.keys(requests), ...Object.keys(limits)])];
  const all = names.map((name) => {
    const [least, most] = [requests[name], limits[name]].map((amount) =>
      amount === undefined ? undefined : inText(amount),
    );
    if (least === undefined || least === most) return `${name} ${most ?? ''}`;
    return most === undefined ? `${name} ${least} or more` : `${name} ${least} to ${most}`;
  });
  return all.length === 0 ? [] : [all.join(', ')];
}

function portInWords({ name, number }: ContainerPreview['ports'][number]): string {
  return name === undefined ? String(number) : `${number} (${name})`;
}

function variableInWords({ name, value, from }: VariablePreview): string {
  if (name === '') return from ?? '';
  if (value === undefined) return `${name} from ${from ?? 'the cluster'}`;
  const text = value === '' ? `''` : value;
  return from === undefined ? `${name}=${text}` : `${name}=${text} (${from})`;
}

function replicasInWords({ least, most }: PodPreview['replicas']): string {
  if (most === undefined) return `${least} or more pods`;
  if (least !== most) return `${least} to ${most} pods`;
  return least === 1 ? '1 pod' : `${least} pods`;
}

function devicesInWords({ devices }: PodPreview): string {
  const all = Object.entries(devices).map(([name, count]) => `${count} × ${name}`);
  return all.length === 0 ? 'no devices' : `${all.join(' and ')} each`;
}

const INDENT = '    ';
const WIDTH = 8;

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${INDENT}${(index === 0 ? title : '').padEnd(WIDTH)} ${oneLine(line)}`.trimEnd());
}

function inText(value: JsonObject[string]): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
