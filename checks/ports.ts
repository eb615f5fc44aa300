import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonValue, Manifest } from '../kubernetes/manifest';
import type { Fault } from './finding';

/** Fields that hold a port number. */
const PORT_FIELDS: ReadonlySet<string> = new Set(['containerPort', 'hostPort', 'port', 'targetPort', 'nodePort']);

/** Port numbers outside of 1 to 65535. */
export function checkPorts(manifest: Manifest): readonly Fault[] {
  const faults: Fault[] = [];
  visit(manifest.spec, 'spec', faults);
  return faults;
}

function visit(value: JsonValue | undefined, path: string, faults: Fault[]): void {
  if (isArray(value)) {
    value.forEach((item, index) => {
      visit(item, `${path}[${index}]`, faults);
    });
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const child = value[key];
    const field = `${path}.${key}`;
    if (PORT_FIELDS.has(key) && typeof child === 'number') {
      if (!Number.isInteger(child) || child < 1 || child > 65535) faults.push(outOfRange(child, field));
    } else visit(child, field, faults);
  }
}

function outOfRange(port: number, field: string): Fault {
  return {
    id: 'network/port',
    severity: 'error',
    field,
    problem: `${port} is no port: ports are whole numbers from 1 to 65535`,
    consequence: 'The API server refuses the pod, or the object that describes it.',
    mend: 'Use a port in that range; engines here serve on 8080 unless told otherwise.',
  };
}
