import { nearestName } from '../../catalog/nearest-name';
import { isArray } from '../../kubernetes/manifest';
import type { DeploymentTemplate } from './agent';
import type { HydraFault } from './hydra-fault';

/** Runtimes that the platform has without a template. */
const BUILT_IN: readonly string[] = ['vllm', 'sglang', 'image-gen'];

/** Which runtimes and devices deployment templates are for. */
export function checkMatches(templates: readonly DeploymentTemplate[]): readonly HydraFault[] {
  return [...templates.flatMap(checkLists), ...checkRivals(templates)];
}

/** Runtimes that have an image and no template, where the templates of the platform are known. */
export function checkMatchedRuntimes(
  templates: readonly DeploymentTemplate[],
  runtimes: readonly string[],
): readonly HydraFault[] {
  const known = new Set([...BUILT_IN, ...runtimes]);
  return templates.flatMap(({ path, matches: { match_runtimes } }) =>
    (isArray(match_runtimes) ? match_runtimes : []).flatMap((runtime, index): readonly HydraFault[] => {
      if (typeof runtime !== 'string' || known.has(runtime)) return [];
      const nearest = nearestName(runtime, known);
      return [
        {
          id: 'hydra/runtime-unknown',
          severity: 'error',
          field: `${path}.match_runtimes[${index}]`,
          problem: `There is no template of the runtime '${runtime}' in hydra-runtime-template, and it is not built in`,
          consequence: 'Nobody can choose the runtime, so the image is never used.',
          mend: nearest === undefined ? `Use one of ${[...known].join(', ')}.` : `Did you mean '${nearest}'?`,
        },
      ];
    }),
  );
}

function checkLists({ path, matches }: DeploymentTemplate): readonly HydraFault[] {
  return (['match_runtimes', 'match_gpu_types'] as const).flatMap((name): readonly HydraFault[] => {
    const value = matches[name];
    const isEmpty = value === undefined || value === null || (isArray(value) && value.every((item) => item === ''));
    if (!isEmpty) return [];
    return [
      {
        id: 'hydra/match',
        severity: 'error',
        field: `${path}.${name}`,
        problem: isArray(value) ? `${name} has no entries` : `${name} is not stated`,
        consequence: 'The template matches nothing, so deployments of the runtime get no image from it.',
        mend:
          name === 'match_runtimes'
            ? "Name the custom runtime, as in 'match_runtimes: [vllm-cpu]'."
            : "Name the devices, as in 'match_gpu_types: [cpu]'.",
      },
    ];
  });
}

function checkRivals(templates: readonly DeploymentTemplate[]): readonly HydraFault[] {
  const known = new Map<string, DeploymentTemplate>();
  return templates.flatMap((template): readonly HydraFault[] => {
    const faults: HydraFault[] = [];
    for (const runtime of new Set(template.runtimes)) {
      for (const gpuType of new Set(template.gpuTypes)) {
        const key = JSON.stringify([runtime, gpuType]);
        const first = known.get(key);
        if (first === undefined) known.set(key, template);
        else faults.push(rival(template.path, runtime, gpuType, first.path));
      }
    }
    return faults;
  });
}

function rival(path: string, runtime: string, gpuType: string, first: string): HydraFault {
  return {
    id: 'hydra/match-twice',
    severity: 'warning',
    field: path,
    problem: `Two templates match '${runtime}' on '${gpuType}': this one and ${first}`,
    consequence: 'It is not documented which of their images a deployment gets.',
    mend: 'Leave the pair out of one of them.',
  };
}
