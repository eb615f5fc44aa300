import type { EnginePod, EnginePort } from '../../constructs/engine';

/** Name of the port on which an engine answers, where the engine has none for it. */
const SERVING_PORT_NAME = 'http';

/** An engine's ports, the serving one among them, each with a name. */
export function namedPorts({ ports = [], servingPort }: EnginePod): readonly Required<EnginePort>[] {
  const declared = ports.some(({ number }) => number === servingPort) ? ports : [{ number: servingPort }, ...ports];
  return declared.map(({ number, name }) => ({
    number,
    name: name ?? (number === servingPort ? SERVING_PORT_NAME : `port-${number}`),
  }));
}
