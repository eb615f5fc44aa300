import type { Fault } from '../../checks/finding';
import { checkArgs } from './check-args';
import type { EngineFlags } from './engine-flags';
import { renderFlags } from './render-flags';

/** Flags by property, and arguments after them. */
export interface StatedFlags {
  readonly flags?: object;
  readonly args?: readonly string[];
}

/**
 * What the parser of an engine would refuse of flags and arguments, as {@link checkArgs} says: each fault under the name
 * of the prop that states it.
 */
export function checkStated(
  engine: EngineFlags,
  { flags = {}, args = [] }: StatedFlags,
  version: string | undefined,
): readonly Fault[] {
  const ofFlags = Object.entries(flags).flatMap(([property, value]: [string, unknown]) =>
    checkArgs(engine, renderFlags(engine, { [property]: value }), version).map((fault) => ({
      ...fault,
      field: `flags.${property}`,
    })),
  );
  return [...ofFlags, ...checkArgs(engine, args, version)];
}
