import type { EngineStart } from '../../constructs/engine';
import type { HydraShellStart } from '../../constructs/hydra-settings';
import { textTemplate } from './late-values';
import type { HydraPod } from './late-values';
import { printTemplate } from './print-template';
import { exportStatements, shellWords } from './shell-words';
import type { ShellVariable } from './shell-words';
import { choice, eachParameter, verbatim } from './template';
import type { Template } from './template';

/** What Hydra renders into the command and the arguments of a container. */
export interface StartTemplates {
  readonly commandTemplate?: readonly string[];
  readonly argsTemplate?: readonly string[];
}

/** What is started in the pods of a deployment. */
export interface PodStarts {
  readonly single: EngineStart;
  readonly leader?: EngineStart;
  readonly worker?: EngineStart;
  /** Whether parameters of a deployment are for the worker too. */
  readonly workerTakesArguments: boolean;
}

/** What a line for a shell is written from. */
export interface ShellLine {
  readonly runtime: string;
  readonly starts: PodStarts;
  readonly env: readonly ShellVariable[];
  readonly settings: HydraShellStart;
}

/** A shell and a script for it, with the script's arguments. */
interface ScriptStart {
  readonly shell: string;
  readonly flags: string;
  readonly script: string;
  readonly args: EngineStart;
}

/** One line for a shell, which decides by Hydra's variables what is started in its pod. */
export function shellTemplates(line: ShellLine): StartTemplates {
  const { single, leader, worker, workerTakesArguments } = line.starts;
  const shared = sharedExports(line.env);
  const start = (words: EngineStart, pod: HydraPod, takesParameters = true): Template => [
    ...(shared === undefined ? exportStatements(line.env, pod) : []),
    ...(shared === undefined && line.env.length > 0 ? [verbatim(' ')] : []),
    ...startLine(words, pod, line, takesParameters),
  ];
  const group =
    leader === undefined || worker === undefined
      ? [verbatim(refusal(line.runtime))]
      : [choice('IS_LEADER', start(leader, 'leader'), start(worker, 'worker', workerTakesArguments))];
  const text = printTemplate([...(shared ?? []), choice('IS_DISTRIBUTED', group, start(single, 'single'))]);
  return { commandTemplate: shellOf([single, leader, worker]), argsTemplate: [text] };
}

/** Arguments for the image's entry point, one to a line, in a pod of its own. */
export function argumentTemplates(args: EngineStart): StartTemplates {
  if (args.length === 0) return {};
  return { argsTemplate: args.map((word) => printTemplate(textTemplate(word, 'single'))) };
}

/** Statements that are the same in every pod. */
function sharedExports(env: readonly ShellVariable[]): Template | undefined {
  const [single, leader] = (['single', 'leader'] as const).map((pod) => exportStatements(env, pod));
  return printTemplate(single ?? []) === printTemplate(leader ?? []) ? single : undefined;
}

function startLine(words: EngineStart, pod: HydraPod, line: ShellLine, takesParameters: boolean): Template {
  const context = { pod, variables: new Set(line.env.map(({ name }) => name)) };
  const quotation = line.settings.quoteParameters === true ? "'" : '';
  const parameters = takesParameters ? [eachParameter(` ${quotation}`, quotation)] : [];
  const script = scriptStart(words);
  return script === undefined
    ? [verbatim('exec '), ...shellWords(words, context), ...parameters]
    : [
        verbatim(script.args.length === 0 ? 'set --' : 'set -- '),
        ...shellWords(script.args, context),
        ...parameters,
        verbatim(`\n${script.script.trimEnd()}`),
      ];
}

/** The shell of scripts where all are for the same one, and bash, as in Hydra's documentation, where not. */
function shellOf(starts: readonly (EngineStart | undefined)[]): readonly string[] {
  const scripts = starts.flatMap((words) => (words === undefined ? [] : [scriptStart(words)]));
  const [first] = scripts;
  const same = scripts.every((script) => script?.shell === first?.shell && script?.flags === first?.flags);
  return first === undefined || !same ? ['/bin/bash', '-c'] : [first.shell, first.flags];
}

/** A start such as `sh -c <script> <name> <arguments>`; the name, which only messages show, is left out. */
function scriptStart([shell, flags, script, , ...args]: EngineStart): ScriptStart | undefined {
  if (typeof shell !== 'string' || typeof flags !== 'string' || typeof script !== 'string') return undefined;
  return /^(?:.*\/)?(?:ba)?sh$/.test(shell) && /^-[a-z]*c$/.test(flags) ? { shell, flags, script, args } : undefined;
}

function refusal(runtime: string): string {
  return `echo '${runtime}: the engine runs in one pod alone, deploy it without distribution' >&2; exit 1`;
}
