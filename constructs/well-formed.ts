import { inWords } from '../checks/finding';
import type { Fault } from '../checks/finding';
import { Accelerator } from './accelerator';
import type { Model } from './model';
import type { VariableValue } from './secrets/secret-ref';

/** Props as their types demand, and what had to be left out of them for that. */
export interface WellFormed<Props> {
  readonly props: Props;
  readonly faults: readonly Fault[];
}

/** What people state of runtimes and services alike. */
interface StatedProps {
  readonly name?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  readonly accelerator?: Accelerator;
}

interface StatedRuntime extends StatedProps {
  readonly image: string;
  readonly version?: string;
  readonly port?: number;
}

interface StatedService extends StatedProps {
  readonly model: Model;
}

/**
 * The props of a runtime. TypeScript checks nothing where it is only transpiled, and a variable of the environment that
 * is not set is `undefined` then: that has to be told, and must not end in a stack trace.
 */
export function wellFormedRuntime<Props extends StatedRuntime>(stated: Props): WellFormed<Props> {
  const { image, version, port } = stated;
  const hasPort = port === undefined || isPort(port);
  const { props, faults } = wellFormed(stated);
  const hasVersion = version === undefined || (isText(version) && /\d/.test(version));
  return {
    props: {
      ...props,
      image: isText(image) ? image : '',
      version: hasVersion ? version : undefined,
      port: hasPort ? port : undefined,
    },
    faults: [
      ...(isImage(image) ? [] : [wrongImage(image)]),
      ...(hasVersion ? [] : [wrongType('version', version, "text such as '0.11.0'")]),
      ...(hasPort ? [] : [wrongPort(port)]),
      ...faults,
    ],
  };
}

/** The props of a service, as {@link wellFormedRuntime}. */
export function wellFormedService<Props extends StatedService>(stated: Props): WellFormed<Props> {
  const { props, faults } = wellFormed(stated);
  const isStated = isObject(stated.model);
  const model: Model = isStated ? stated.model : {};
  const { name, huggingFaceId } = model;
  const hasName = isTextOrAbsent(name);
  const hasId = isTextOrAbsent(huggingFaceId);
  return {
    props: {
      ...props,
      model: {
        ...model,
        name: isText(name) ? name : undefined,
        huggingFaceId: isText(huggingFaceId) ? huggingFaceId : undefined,
      },
    },
    faults: [
      ...faults,
      ...(isStated
        ? []
        : [wrongType('model', stated.model, "an object such as { huggingFaceId: 'org/model', storage }")]),
      ...(hasName ? [] : [wrongType('model.name', name, 'text')]),
      ...(hasId ? [] : [wrongType('model.huggingFaceId', huggingFaceId, "text such as 'org/model'")]),
    ],
  };
}

function wellFormed<Props extends StatedProps>(stated: Props): WellFormed<Props> {
  const { name, args, env, accelerator } = stated;
  const hasName = isTextOrAbsent(name);
  const hasDevices = isAcceleratorOrAbsent(accelerator);
  return {
    props: {
      ...stated,
      name: hasName ? name : undefined,
      accelerator: hasDevices ? accelerator : undefined,
      args: Array.isArray(args) ? args.filter(isText) : undefined,
      env: isObject(env) ? Object.fromEntries(Object.entries(env).filter(([, value]) => isVariable(value))) : undefined,
    },
    faults: [
      ...(hasName ? [] : [wrongType('name', name, 'text')]),
      ...(hasDevices
        ? []
        : [wrongType('accelerator', accelerator, 'an Accelerator, such as Accelerator.nvidia({ count: 8 })')]),
      ...wrongArguments(args),
      ...wrongVariables(env),
    ],
  };
}

function wrongArguments(args: unknown): readonly Fault[] {
  if (args === undefined || args === null) return [];
  if (!Array.isArray(args)) return [wrongType('args', args, "a list of texts, such as ['--flag=value']")];
  return args.flatMap((argument: unknown, index) =>
    isText(argument) ? [] : [wrongType(`args[${index}]`, argument, 'text')],
  );
}

/**
 * What every API server takes.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsEnvVarName
 * @see https://www.kubernetes.dev/resources/keps/4369/
 */
const VARIABLE_NAME = /^[-._A-Za-z][-._A-Za-z0-9]*$/;

function wrongVariables(env: unknown): readonly Fault[] {
  if (env === undefined || env === null) return [];
  if (!isObject(env)) return [wrongType('env', env, "an object such as { HF_HUB_OFFLINE: '1' }")];
  return Object.entries(env).flatMap(([name, value]: [string, unknown]) => [
    ...(isVariable(value) ? [] : [wrongType(`env.${name}`, value, 'text, or a key of a Secret: { name, key }')]),
    ...(VARIABLE_NAME.test(name) ? [] : [wrongVariableName(name)]),
  ]);
}

function wrongVariableName(name: string): Fault {
  return {
    id: 'construct/variable-name',
    severity: 'error',
    field: 'env',
    problem: `'${name}' is no name for a variable`,
    consequence:
      'API servers before 1.32 refuse the pods; later ones do where it is not of printable ASCII, or has a =.',
    mend: 'Use letters, digits, underscores, dashes and dots, and no digit first.',
  };
}

function wrongType(field: string, value: unknown, wanted: string): Fault {
  const isMissing = value === undefined || value === null;
  return {
    id: 'construct/prop-type',
    severity: 'error',
    field,
    problem: `${field} is ${inWords(value)}, and has to be ${wanted}`,
    consequence: 'It cannot be written into any object.',
    mend: isMissing
      ? 'State it, or leave it out where it is optional; where it is read from the environment, set the variable.'
      : `Write ${wanted}.`,
  };
}

function wrongPort(port: number): Fault {
  return {
    id: 'construct/port',
    severity: 'error',
    field: 'port',
    problem: `port is ${inWords(port)}, and ports are whole numbers from 1 to 65535`,
    consequence: 'The API server refuses the pods, and the Service that leads to them.',
    mend: 'Leave it out, or use 8080, say.',
  };
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

function wrongImage(image: unknown): Fault {
  const isMissing = !isText(image) || image === '';
  return {
    id: 'construct/image',
    severity: 'error',
    field: 'image',
    problem: isMissing ? `image is ${inWords(image)}` : `${inWords(image)} is no reference of an image`,
    consequence: isMissing
      ? 'The API server refuses the pods: a container has an image.'
      : 'The kubelet refuses it (InvalidImageName), and no pod starts.',
    mend: isMissing
      ? "State the image with its tag, such as 'registry.example/engine:v1.2.3'; where it is read from the environment, set the variable."
      : "Write it without spaces and in lower case up to the tag, such as 'registry.example/engine:v1.2.3'.",
  };
}

/**
 * Whether an image can be pulled by a name; what is replaced before it reaches the cluster may be anything.
 *
 * @see https://github.com/distribution/reference/blob/main/regexp.go
 */
function isImage(image: unknown): boolean {
  if (!isText(image) || image === '') return false;
  if (/[${]/.test(image)) return true;
  const [, name = ''] = /^([^@]*?)(?::[\w][\w.-]{0,127})?(?:@[a-z0-9+._-]+:[0-9a-f]{32,})?$/i.exec(image) ?? [];
  const parts = name.split('/');
  const host = parts.length > 1 ? parts.shift() : undefined;
  const isHost = host === undefined || /^[A-Za-z0-9.-]+(?::\d+)?$/.test(host) || /^[a-z0-9._-]+$/.test(host);
  return isHost && parts.every((part) => /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(part));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isVariable(value: unknown): value is VariableValue {
  if (isText(value)) return true;
  return isObject(value) && 'name' in value && 'key' in value && isText(value.name) && isText(value.key);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || isText(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAcceleratorOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || value instanceof Accelerator;
}
