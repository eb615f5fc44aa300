import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Engines that are started by a script of ours. */
export type ScriptName = 'xinference' | 'mlserver' | 'mindie' | 'vllm-ray' | 'vllm-data-parallel';

const texts = new Map<ScriptName, string>();

/**
 * The start-up script of an engine, as it is written into a container's command.
 *
 * On its way it passes through Go's html/template, Flux's substitution, the kubelet's `$(VAR)` expansion and YAML, so
 * the scripts are written without what any of them would change.
 */
export function scriptText(name: ScriptName): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(__dirname, 'scripts', `${name}.sh`), 'utf8').replaceAll('\r\n', '\n');
  texts.set(name, text);
  return text;
}
