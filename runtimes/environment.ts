import type { EngineVariable } from '../constructs/engine';
import { variables } from '../constructs/runtime';

/** An engine's variables with those its user states over them: a name is never written twice. */
export function environmentOf(
  own: readonly EngineVariable[],
  stated: Readonly<Record<string, string>> | undefined,
): readonly EngineVariable[] {
  return [...own.filter(({ name }) => stated?.[name] === undefined), ...variables(stated)];
}
