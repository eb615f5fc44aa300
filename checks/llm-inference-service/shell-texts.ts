import type { Fault, Severity } from '../finding';
import type { PresetCommand, ShellText } from './preset-command';
import { isBrokenJson, wordsAfterEnd, wordsIn } from './shell-line';

/** What becomes of arguments that the script of a preset has a shell read once more. */
export function checkShellTexts({ texts, lost }: PresetCommand): readonly Fault[] {
  return [...texts.flatMap(checkJson), ...checkLost(lost)];
}

/**
 * JSON that is not in single quotes loses its quotation marks.
 *
 * @see https://github.com/kserve/kserve/blob/master/config/llmisvcconfig/config-llm-template.yaml
 */
function checkJson({ text, field }: ShellText): readonly Fault[] {
  const broken = wordsIn(text).find((word) => isBrokenJson(word, text));
  if (broken === undefined) return [];
  return [
    {
      id: 'llmisvc/shell-quotes',
      severity: severityOf(field),
      field,
      problem: `The JSON is not in single quotes, and a shell makes \`${broken}\` of it`,
      consequence:
        "The preset's script has a shell read arguments once more (eval): vLLM gets no JSON, and ends as soon as it starts.",
      mend: `Put it in single quotes inside of the text: ${singleQuoted(text)}.`,
    },
  ];
}

function singleQuoted(text: string): string {
  return text.trim().startsWith('{') ? `"'${text.trim().replaceAll('"', '\\"')}'"` : `--flag '{"key": "value"}'`;
}

function checkLost([first, ...others]: readonly ShellText[]): readonly Fault[] {
  if (first === undefined) return [];
  const words = [...wordsAfterEnd(first.text), ...others.map(({ text }) => text)];
  if (words.length === 0) return [];
  return [
    {
      id: 'llmisvc/lost-arguments',
      severity: severityOf(first.field),
      field: first.field,
      problem: `The text ends the line with which vLLM is started, and these stand after it: ${words.slice(0, 5).join(' ')}`,
      consequence:
        "The preset's script has a shell read arguments once more (eval): vLLM starts without them, and nobody is told.",
      mend: 'Write the arguments in one line (`>-` in YAML), and put what a shell would read in single quotes.',
    },
  ];
}

/** Up to KServe 0.17, presets for single pods pass the arguments of the container on as they are. */
function severityOf(field: string): Severity {
  return /\.args\[\d+\]$/.test(field) ? 'warning' : 'error';
}
