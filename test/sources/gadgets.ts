import { dump } from 'js-yaml';
import { checkSources } from '../../sources/check-sources';
import type { CheckSettings } from '../../sources/check-sources';

/** What a test states of a definition. */
export interface Definition {
  readonly schema?: unknown;
  readonly version?: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly apiVersion?: string;
}

/** The schema of a Gadget where a test states none. */
const SIZE = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1 },
        colour: { type: 'string', enum: ['red', 'blue'] },
        code: { type: 'string', pattern: '^(a+)+$' },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
      'x-kubernetes-validations': [
        { rule: "self.size < 10 || self.colour == 'red'", message: 'large ones are red' },
        { rule: "!has(self.code) || self.code.matches('^(a+)+$')" },
      ],
    },
  },
};

/** A CustomResourceDefinition of Gadgets. */
export function definition({
  schema = SIZE,
  version,
  spec,
  apiVersion = 'apiextensions.k8s.io/v1',
}: Definition = {}): string {
  return dump({
    apiVersion,
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Gadget', plural: 'gadgets' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, ...version }],
      ...spec,
    },
  });
}

/** A Gadget. */
export const gadget = (spec: unknown, apiVersion = 'example.com/v1'): string =>
  dump({ apiVersion, kind: 'Gadget', metadata: { name: 'a', labels: { a: 'b' } }, spec });

/** What is told of a Gadget beside a definition of its kind, and what was not checked. */
export function told(object: string, kind = definition(), settings: CheckSettings = {}) {
  const { findings, notChecked } = checkSources([{ name: 'a.yaml', text: `${object}---\n${kind}` }], settings);
  return {
    ids: findings
      .filter(({ object: about }) => about?.kind === 'Gadget')
      .map(({ id, field }) => `${id} ${field ?? ''}`),
    notChecked: notChecked.map(({ what }) => what),
  };
}
