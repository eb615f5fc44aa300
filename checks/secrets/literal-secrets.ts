import { groupOf, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { fieldPath } from '../../kubernetes/field-path';
import type { Fault } from '../finding';
import { hasIssuedSecret, isIssuedSecret, isLiteral } from './secret-texts';

/** Secrets that stand in an object, beside those in pods. What they are is never told. */
export function checkLiteralSecrets(manifest: Manifest): readonly Fault[] {
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case '/ConfigMap':
      return inConfigMap(objectAt(manifest, 'data'));
    case '/Secret':
      return isEncrypted(manifest) ? [] : inSecret(manifest);
    case 'ome.io/BaseModel':
    case 'ome.io/ClusterBaseModel':
      return inModel(manifest);
    default:
      return [];
  }
}

function inConfigMap(data: JsonObject): readonly Fault[] {
  return Object.entries(data).flatMap(([key, value]) =>
    typeof value === 'string' && hasIssuedSecret(value)
      ? [literal(fieldPath(['data', key]), `The entry '${key}' has a secret in it`, 'Put it into a Secret.', true)]
      : [],
  );
}

/** What SOPS encrypts keeps its keys, and says so beside them. */
function isEncrypted(manifest: Manifest): boolean {
  return isObject(manifest.sops);
}

function inSecret(manifest: Manifest): readonly Fault[] {
  const plain = Object.entries(objectAt(manifest, 'stringData')).map(
    ([key, value]) => [fieldPath(['stringData', key]), key, value] as const,
  );
  const encoded = Object.entries(objectAt(manifest, 'data')).map(
    ([key, value]) =>
      [
        fieldPath(['data', key]),
        key,
        typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
      ] as const,
  );
  const own = [...plain, ...encoded].flatMap(([field, key, value]): readonly OwnValue[] => {
    if (typeof value !== 'string' || !isLiteral(value.trim()) || isPublic(key, value)) return [];
    return [{ field, key, isIssued: hasIssuedSecret(value) }];
  });
  const [worst] = [...own.filter(({ isIssued }) => isIssued), ...own];
  if (worst === undefined) return [];
  return [
    literal(
      worst.field,
      `A Secret stands here with what it is to hide: ${own.map(({ key }) => `'${key}'`).join(', ')}`,
      'Make it new, and let an ExternalSecret or a SealedSecret bring it, or encrypt it with SOPS.',
      worst.isIssued,
    ),
  ];
}

/** An entry of a Secret. */
interface OwnValue {
  readonly field: string;
  readonly key: string;
  readonly isIssued: boolean;
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/gopher.go getHuggingFaceToken */
function inModel(manifest: Manifest): readonly Fault[] {
  const token = textAt(manifest, 'spec', 'storage', 'parameters', 'token') ?? '';
  if (!isLiteral(token)) return [];
  return [
    literal(
      'spec.storage.parameters.token',
      'The token for the weights stands here as it is',
      'Put it into a Secret, under `token`, and name that in `spec.storage.key`.',
      isIssuedSecret(token),
    ),
  ];
}

/** Keys of what a Secret has beside what it hides, as those of Argo CD have. */
const PUBLIC_KEYS = /^(?:endpoint|host|insecure|name|port|project|region|server|type|url|user|username)$/i;

function isPublic(key: string, value: string): boolean {
  const isCertificate = value.includes('-----BEGIN CERTIFICATE-----') && !value.includes('PRIVATE KEY-----');
  return isCertificate || (PUBLIC_KEYS.test(key) && !hasIssuedSecret(value));
}

function literal(field: string, problem: string, mend: string, isIssued: boolean): Fault {
  return {
    id: 'secret/literal',
    severity: isIssued ? 'error' : 'warning',
    field,
    problem,
    consequence: 'Whoever reads the repository has it, and Git keeps it for ever.',
    mend,
  };
}
