import { fieldPath } from '../../kubernetes/field-path';
import { groupOf, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { encodedBytes } from './encoded-bytes';

const REFUSED = 'The API server refuses the object.';

/** As much as all values of an object may hold together, in bytes. */
const MOST_BYTES = 1024 * 1024;

/** The fields of a kind that hold data: as it is, and in base64. */
interface DataFields {
  readonly plain: 'data' | 'stringData';
  readonly encoded: 'binaryData' | 'data';
}

const FIELDS: ReadonlyMap<string, DataFields> = new Map([
  ['ConfigMap', { plain: 'data', encoded: 'binaryData' }],
  ['Secret', { plain: 'stringData', encoded: 'data' }],
] as const);

/** What the API server refuses of the data of ConfigMaps and Secrets. */
export function checkData(manifest: Manifest): readonly Fault[] {
  const fields = groupOf(manifest) === '' ? FIELDS.get(manifest.kind) : undefined;
  // What SOPS encrypted is decrypted before it is applied.
  if (fields === undefined || manifest.sops !== undefined) return [];
  const plain = objectAt(manifest, fields.plain);
  const encoded = objectAt(manifest, fields.encoded);
  return [...checkEncoded(encoded, fields), ...checkSize(manifest, plain, encoded)];
}

/** What some tool replaces before the text reaches the cluster, and what waits for somebody to fill it in. */
const REPLACED = /[$<{]|^(?:ENC\[|vault:|ref\+|\w+:\/\/)/;

/** @see https://github.com/kubernetes-sigs/json/blob/main/internal/golang/encoding/json/decode.go literalStore */
function checkEncoded(encoded: JsonObject, { plain, encoded: field }: DataFields): readonly Fault[] {
  return Object.entries(encoded).flatMap(([key, value]): readonly Fault[] => {
    if (typeof value !== 'string' || REPLACED.test(value) || encodedBytes(value) !== undefined) return [];
    return [
      {
        id: 'data/not-base64',
        severity: 'error',
        field: fieldPath([field, key]),
        problem: `The value of '${key}' is no base64`,
        consequence: `${REFUSED.slice(0, -1)} (illegal base64 data).`,
        mend: `Encode it in base64, or put it under \`${plain}\` as it is.`,
      },
    ];
  });
}

/**
 * Names do not count. Of a Secret, what is stated as text replaces what is stated in base64.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateSecret, ValidateConfigMap
 */
function checkSize({ kind }: Manifest, plain: JsonObject, encoded: JsonObject): readonly Fault[] {
  let bytes = 0;
  for (const value of Object.values(plain)) bytes += typeof value === 'string' ? Buffer.byteLength(value) : 0;
  for (const [key, value] of Object.entries(encoded)) {
    if (typeof value === 'string' && !Object.hasOwn(plain, key)) bytes += encodedBytes(value) ?? 0;
  }
  if (bytes <= MOST_BYTES) return [];
  return [
    {
      id: 'data/too-large',
      severity: 'error',
      field: kind === 'Secret' && Object.keys(plain).length > 0 ? 'stringData' : 'data',
      problem: `All values together are ${bytes} bytes, and ${MOST_BYTES} are the most`,
      consequence: `${REFUSED.slice(0, -1)} (Too long).`,
      mend: `Divide it among several ${kind}s, or bring large files by a volume.`,
    },
  ];
}
