import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { Fields, Shape } from './shape';

/** One text of a command or of arguments, which is a template of Go's text/template. */
export interface TemplateElement {
  readonly field: string;
  readonly text: string;
}

/** How a custom runtime is started. */
export interface RuntimeTemplate {
  /** Path of the template, as `data["config.yaml"] templates[0]`. */
  readonly path: string;
  /** Empty where it is not stated. */
  readonly runtime: string;
  readonly command: readonly TemplateElement[];
  readonly args: readonly TemplateElement[];
  readonly podPath: string;
  readonly pod: JsonObject;
  readonly containerPath: string;
  readonly container: JsonObject;
}

const TEXT: Shape = { kind: 'text' };
const OBJECT: Shape = { kind: 'object' };
const TEXTS: Shape = { kind: 'list', of: TEXT };
const OBJECTS: Shape = { kind: 'list', of: OBJECT };

/** An entry of `templates`, as documented. */
export const RUNTIME_TEMPLATE: Fields = {
  kind: 'fields',
  undocumented: 'error',
  fields: {
    runtime: TEXT,
    runtimeZH: TEXT,
    podTemplate: {
      kind: 'fields',
      undocumented: 'error',
      fields: {
        initContainers: OBJECTS,
        podSecurityContext: OBJECT,
        volumes: OBJECTS,
        containerTemplate: {
          kind: 'fields',
          undocumented: 'error',
          fields: {
            commandTemplate: TEXTS,
            argsTemplate: TEXTS,
            volumeMounts: OBJECTS,
            ports: OBJECTS,
            securityContext: OBJECT,
          },
        },
      },
    },
  },
};

/** Reads an entry of `templates`. */
export function runtimeTemplateOf(entry: JsonValue, path: string): RuntimeTemplate {
  const podPath = `${path}.podTemplate`;
  const containerPath = `${podPath}.containerTemplate`;
  const container = objectAt(entry, 'podTemplate', 'containerTemplate');
  const elements = (list: 'commandTemplate' | 'argsTemplate'): readonly TemplateElement[] =>
    arrayAt(container, list).flatMap((text, index) =>
      typeof text === 'string' ? [{ field: `${containerPath}.${list}[${index}]`, text }] : [],
    );
  return {
    path,
    runtime: textAt(entry, 'runtime') ?? '',
    command: elements('commandTemplate'),
    args: elements('argsTemplate'),
    podPath,
    pod: objectAt(entry, 'podTemplate'),
    containerPath,
    container,
  };
}
