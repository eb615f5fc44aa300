import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Scripts that run in containers of the add-on's models. */
export type CceScriptName = 'fill-model-cache.sh' | 'register-models.mjs';

const texts = new Map<CceScriptName, string>();

/**
 * The text of a script. On its way it passes through Go templates, Flux's substitution, the kubelet's `$(VAR)`
 * expansion and YAML, so the scripts are written without what any of them would change.
 */
export function cceScript(name: CceScriptName): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(__dirname, 'scripts', name), 'utf8').replaceAll('\r\n', '\n');
  texts.set(name, text);
  return text;
}
