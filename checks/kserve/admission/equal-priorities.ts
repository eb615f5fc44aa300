import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../../kubernetes/manifest';
import { identityAsPath, identityOf } from '../../../kubernetes/object-identity';
import type { Fault, Finding } from '../../finding';
import { refusal } from '../refusal';
import { isRuntime } from './runtime-admission';

/** That a runtime is selected for something with a priority, which no other of its scope may be. */
interface Claim {
  readonly key: string;
  readonly field: string;
  /** What it is selected for. */
  readonly words: string;
}

/**
 * Runtimes of one kind and scope that are selected for the same format and version, with the same priority, over a
 * protocol that both speak. One that states no protocols is compared with none.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateServingRuntimePriority
 */
export function checkEqualPriorities(
  objects: readonly LocatedManifest[],
  inventory: readonly Manifest[],
): readonly Finding[] {
  const owners = new Map<string, string>();
  const replaced = new Set(objects.map(({ manifest }) => pathOf(manifest)));
  for (const manifest of inventory) if (!replaced.has(pathOf(manifest))) conflictOf(manifest, owners);
  return objects.flatMap(({ manifest, where }) => {
    const fault = conflictOf(manifest, owners);
    return fault === undefined ? [] : [{ ...fault, where }];
  });
}

function pathOf(manifest: Manifest): string {
  return identityAsPath(identityOf(manifest));
}

/** What a runtime claims that is another's; what it is the first to claim becomes its own. */
function conflictOf(runtime: Manifest, owners: Map<string, string>): Fault | undefined {
  const name = nameOf(runtime);
  let conflict: Fault | undefined;
  for (const { key, field, words } of claimsOf(runtime)) {
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, name);
    if (owner === undefined || owner === name) continue;
    conflict ??= refusal(
      'runtime',
      'kserve/equal-priorities',
      field,
      `'${owner}' is selected for ${words} too`,
      'Give one of the two another priority for the format, or leave out its autoSelect.',
    );
  }
  return conflict;
}

function claimsOf(runtime: Manifest): readonly Claim[] {
  const spec = objectAt(runtime, 'spec');
  if (!isRuntime(runtime) || spec.disabled === true) return [];
  const protocols = new Set(arrayAt(spec, 'protocolVersions').filter((protocol) => typeof protocol === 'string'));
  const scope = runtime.kind === 'ServingRuntime' ? (namespaceOf(runtime) ?? '') : null;
  return arrayAt(spec, 'supportedModelFormats').flatMap((format, index) => {
    const { priority } = isObject(format) ? format : {};
    if (!isObject(format) || format.autoSelect !== true || typeof priority !== 'number') return [];
    const [name = '', version] = [textAt(format, 'name'), textAt(format, 'version')];
    const label = version === undefined ? `'${name}'` : `'${name}' ${version}`;
    return [...protocols].map((protocol) => ({
      key: JSON.stringify([scope, spec.multiModel === true, protocol, name.toLowerCase(), version ?? null, priority]),
      field: `spec.supportedModelFormats[${index}].priority`,
      words: `${label} over ${protocol} with the priority ${priority}`,
    }));
  });
}
