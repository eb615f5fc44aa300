import type { HydraFault } from './hydra-fault';
import type { RuntimeTemplate } from './runtime-template';

/** Names by which runtimes are found: each has one, of its own. */
export function checkRuntimeNames(templates: readonly RuntimeTemplate[]): readonly HydraFault[] {
  const known = new Map<string, RuntimeTemplate>();
  return templates.flatMap((template): readonly HydraFault[] => {
    const { runtime, path } = template;
    if (runtime.trim() === '') return [missing(path)];
    const first = known.get(runtime);
    if (first !== undefined) return [twice(runtime, path, first.path)];
    known.set(runtime, template);
    return [];
  });
}

function missing(path: string): HydraFault {
  return {
    id: 'hydra/runtime-missing',
    severity: 'error',
    field: `${path}.runtime`,
    problem: 'The template does not say which runtime it is of',
    consequence: 'Nobody can choose it for a deployment, and no image can be matched to it.',
    mend: "Name it, as in 'runtime: vllm-cpu'.",
  };
}

function twice(runtime: string, path: string, first: string): HydraFault {
  return {
    id: 'hydra/runtime-twice',
    severity: 'error',
    field: `${path}.runtime`,
    problem: `There is another template of the runtime '${runtime}': ${first}`,
    consequence: 'A deployment of the runtime is made from one of them, and nothing says from which.',
    mend: 'Leave one of them out, or give it a name of its own.',
  };
}
