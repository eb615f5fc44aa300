import type { EngineVariable } from '../constructs/engine';
import { variables } from '../constructs/runtime';
import type { VariableValue } from '../constructs/secrets/secret-ref';

/** An engine's variables with those its user states over them: a name is never written twice. */
export function environmentOf(
  own: readonly EngineVariable[],
  stated: Readonly<Record<string, VariableValue>> | undefined,
): readonly EngineVariable[] {
  return [...own.filter(({ name }) => stated?.[name] === undefined), ...variables(stated)];
}
