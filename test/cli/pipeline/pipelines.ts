import { parse } from 'yaml';
import { pipelineText } from '../../../cli/pipeline/run';
import { isArray, isObject, textAt } from '../../../kubernetes/manifest';
import type { JsonValue } from '../../../kubernetes/manifest';

/** A script of a pipeline, and the shell that its system runs it with. */
export interface PipelineScript {
  readonly name: string;
  readonly shell: readonly string[];
  readonly text: string;
}

/** GitHub's default for Linux. @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
const GITHUB_SHELL = ['bash', '-e'];
/** What GitLab's runner sets in images with bash. */
const GITLAB_SHELL = ['bash', '-eo', 'pipefail'];

export function githubScripts(): readonly PipelineScript[] {
  return stepsOf(parsed('github')).flatMap((step) => {
    const text = textAt(step, 'run');
    return text === undefined ? [] : [{ name: textAt(step, 'name') ?? text, shell: GITHUB_SHELL, text }];
  });
}

export function githubWorkflow(): JsonValue {
  return parsed('github');
}

/** The steps of all jobs of a workflow. */
export function stepsOf(workflow: JsonValue): readonly JsonValue[] {
  const jobs = isObject(workflow) && isObject(workflow.jobs) ? Object.values(workflow.jobs) : [];
  return jobs.flatMap((job) => (isObject(job) && isArray(job.steps) ? job.steps : []));
}

/** GitLab runs all entries of a list as one script. */
export function gitlabScript(): PipelineScript {
  const pipeline = parsed('gitlab');
  const job = isObject(pipeline) ? pipeline.inference : undefined;
  const lines = isObject(job) && isArray(job.script) ? job.script.filter((line) => typeof line === 'string') : [];
  return { name: 'inference', shell: GITLAB_SHELL, text: lines.join('\n') };
}

export function tektonScripts(): readonly PipelineScript[] {
  const task = parsed('tekton');
  const spec = isObject(task) ? task.spec : undefined;
  const steps = isObject(spec) && isArray(spec.steps) ? spec.steps : [];
  return steps.map((step) => {
    return { name: textAt(step, 'name') ?? '', shell: ['sh'], text: textAt(step, 'script') ?? '' };
  });
}

function parsed(system: 'github' | 'gitlab' | 'tekton'): JsonValue {
  const value: unknown = parse(pipelineText(system));
  return isObject(value) ? value : {};
}
