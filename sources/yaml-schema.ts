import { FAILSAFE_SCHEMA, Type } from 'js-yaml';
import { resolvePlainScalar } from './go-scalar';

const TAG = 'tag:yaml.org,2002:';

/** What Go makes of a scalar without quotation marks. */
const plain = new Type(`${TAG}plain`, {
  kind: 'scalar',
  resolve: (text: unknown) => typeof text === 'string' && typeof resolvePlainScalar(text) !== 'string',
  construct: resolvePlainScalar,
});

/** `<<`, with which a map takes the fields of others. */
const merge = new Type(`${TAG}merge`, { kind: 'scalar', resolve: (text: unknown) => text === '<<' });

/** A scalar whose kind is said, such as `!!int "12"`. */
function said(name: string, is: (value: unknown) => boolean): Type {
  return new Type(`${TAG}${name}`, {
    kind: 'scalar',
    resolve: (text: unknown) => text === null || (typeof text === 'string' && is(resolvePlainScalar(text))),
    construct: (text: string | null) => resolvePlainScalar(text ?? ''),
  });
}

const binary = new Type(`${TAG}binary`, {
  kind: 'scalar',
  construct: (text: string | null) => Buffer.from(text ?? '', 'base64').toString('utf8'),
});

/** A date stays the text that it is, and so does everything under a tag that Go does not know. */
const timestamp = new Type(`${TAG}timestamp`, { kind: 'scalar', construct: (text: string | null) => text ?? '' });
const unknown = (['scalar', 'sequence', 'mapping'] as const).map(
  (kind) => new Type('!', { kind, multi: true, construct: (value: unknown) => value }),
);

/** YAML as Go reads it, with which Kubernetes is written: much of YAML 1.1, and some of 1.2. */
export const KUBERNETES_SCHEMA = FAILSAFE_SCHEMA.extend({
  implicit: [plain, merge],
  explicit: [
    said('int', (value) => typeof value === 'number'),
    said('float', (value) => typeof value === 'number'),
    said('bool', (value) => typeof value === 'boolean'),
    said('null', (value) => value === null),
    binary,
    timestamp,
    ...unknown,
  ],
});
