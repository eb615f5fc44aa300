import type { Fault } from '../checks/finding';
import { nearestName } from './nearest-name';
import { type OmeModelFacts, allOmeModelFacts, omeModelFacts } from './ome-model-facts';
import {
  ENGINE_NAMES,
  type OmeEngine,
  type OmeRuntimeFacts,
  allOmeRuntimeFacts,
  omeRuntimeFacts,
} from './ome-runtime-facts';

/**
 * A runtime of OME's catalogue by the name of its resource or of its file, as OME's documentation lists them. Where
 * several runtimes have a file of that name, SGLang's comes before vLLM's unless `engine` asks for one, then the one
 * that is named like the file.
 */
export function resolveOmeRuntime(name: string, engine?: OmeEngine): OmeRuntimeFacts | Fault {
  const named = omeRuntimeFacts(name);
  if (named !== undefined) return engine === undefined || named.engine === engine ? named : otherEngine(named, engine);
  const ofFile = allOmeRuntimeFacts().filter(({ file }) => stem(file) === name);
  const [first] = ofFile
    .filter((facts) => engine === undefined || facts.engine === engine)
    .sort((one, other) => rank(one) - rank(other));
  if (first !== undefined) return first;
  const [other] = ofFile;
  return other === undefined || engine === undefined ? unknownRuntime(name) : otherEngine(other, engine);
}

/** A model of OME's catalogue by the name of its resource. */
export function resolveOmeModel(name: string): OmeModelFacts | Fault {
  return (
    omeModelFacts(name) ??
    unknown(
      'model',
      name,
      nearestName(
        name,
        allOmeModelFacts().map((facts) => facts.name),
      ),
    )
  );
}

/** Names of all runtimes and of their files, each once. */
export function omeRuntimeNames(): readonly string[] {
  const runtimes = allOmeRuntimeFacts();
  return [...new Set([...runtimes.map(({ name }) => name), ...runtimes.map(({ file }) => stem(file))])];
}

function rank({ engine, name, file }: OmeRuntimeFacts): number {
  const namedLikeFile = `${name.replace(/^(srt|vllm)-/, '')}-rt` === stem(file);
  return (engine === 'sglang' ? 0 : 2) + (namedLikeFile ? 0 : 1);
}

function stem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
}

function unknownRuntime(name: string): Fault {
  return unknown('runtime', name, nearestName(name, omeRuntimeNames()));
}

function unknown(kind: 'runtime' | 'model', name: string, nearest: string | undefined): Fault {
  return {
    id: `ome/unknown-catalogue-${kind}`,
    severity: 'error',
    field: kind,
    problem: `OME's catalogue has no ${kind} '${name}'`,
    consequence: 'There are no facts to write it from.',
    mend: nearest === undefined ? 'Use a name of the catalogue.' : `Did you mean '${nearest}'?`,
  };
}

function otherEngine({ name, engine }: OmeRuntimeFacts, wanted: OmeEngine): Fault {
  return {
    id: 'ome/catalogue-engine',
    severity: 'error',
    field: 'engine',
    problem: `The runtime '${name}' runs ${ENGINE_NAMES[engine]}, not ${ENGINE_NAMES[wanted]}`,
    consequence: 'There are no facts to write it from.',
    mend: `Leave 'engine' out, or name a runtime of ${ENGINE_NAMES[wanted]}.`,
  };
}
