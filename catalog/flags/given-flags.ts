import type { EngineFlags } from './engine-flags';
import { parseArgs } from './parse-args';

/**
 * The values of the known flags in an argument list, by the flag's whole name. Of a flag that is given twice the last
 * one holds, as in argparse. A flag without a value has none.
 */
export function givenFlags(
  engine: EngineFlags,
  args: readonly string[],
  version: string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const known = parseArgs(engine, args, version ?? engine.catalog().newestVersion).flatMap(({ resolution, values }) =>
    resolution.kind === 'known' ? [[resolution.facts.flag, values] as const] : [],
  );
  return new Map(known);
}
