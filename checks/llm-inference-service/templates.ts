import { isObject } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Struct } from '../../preview/go-template/value';
import type { Combination, Layer } from '../../preview/llm-inference-service/combine';
import type { GlobalConfiguration } from '../../preview/llm-inference-service/global-configuration';
import { renderField, renderSpec } from '../../preview/llm-inference-service/render-spec';
import { SAMPLE_MODEL, SAMPLE_SERVICE } from '../../preview/llm-inference-service/sample-service';
import { templateData } from '../../preview/llm-inference-service/template-data';
import type { Fault } from '../finding';
import { templateTexts } from './template-texts';
import type { TemplateText } from './template-texts';

/** What goes wrong where a text is expanded. */
interface TextProblem {
  readonly id: 'llmisvc/template' | 'llmisvc/template-json';
  readonly problem: string;
  readonly mend: string;
}

/**
 * Templates of a configuration that KServe's webhook cannot expand with the service that it tries them with.
 *
 * @see https://github.com/kserve/kserve/blob/master/cmd/llmisvc/main.go validateLLMISVCConfig
 */
export function checkConfigTemplates(config: Manifest, configuration: GlobalConfiguration): readonly Fault[] {
  const data = sampleData(configuration);
  if (!isObject(config.spec) || renderSpec(config, config.spec, data).ok !== false) return [];
  const consequence =
    "KServe's webhook tries the configuration with a service of its own, which has no labels or annotations of yours, and refuses it.";
  return problemsIn(config, data).map(({ text, found }) => ({
    ...found,
    severity: 'error',
    field: text.field,
    consequence,
  }));
}

function sampleData(configuration: GlobalConfiguration): Struct {
  return templateData({ service: SAMPLE_SERVICE, modelName: SAMPLE_MODEL, configuration });
}

const FAILS =
  'The controller expands all texts of the service and its configurations, fails, and makes no pod (CombineBaseError).';

/**
 * Templates that the controller cannot expand for a service: its own texts, and those of configurations that only fail
 * for this service.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go ReplaceVariables
 */
export function checkServiceTemplates(
  service: Manifest,
  { layers }: Combination,
  merged: JsonObject,
  data: Struct,
  configuration: GlobalConfiguration,
): readonly Fault[] {
  const own = problemsIn(service, data).map(({ text, found }): Fault => ({
    ...found,
    severity: 'error',
    field: text.field,
    consequence: FAILS,
  }));
  const left = new Set(templateTexts({ apiVersion: '', kind: '', spec: merged }).map(({ text }) => text));
  const sample = sampleData(configuration);
  const inherited = layers.flatMap((layer) =>
    layer.config === undefined
      ? []
      : problemsIn(layer.config.manifest, data)
          .filter(({ text }) => left.has(text.text) && problemOf(text.text, sample) === undefined)
          .map(({ text, found }): Fault => ({ ...ofLayer(found, layer, text), severity: 'error', consequence: FAILS })),
  );
  return [...own, ...inherited];
}

function ofLayer(
  found: TextProblem,
  { name, reference }: Layer,
  { field }: TemplateText,
): TextProblem & { field: string } {
  return {
    ...found,
    field: reference === undefined ? 'spec' : `spec.baseRefs[${reference}].name`,
    problem: `${field} of the configuration '${name}' cannot be expanded for this service: ${found.problem}`,
    mend: 'State in the service what the template reads, or guard it in the configuration: {{ with … }}.',
  };
}

function problemsIn(
  manifest: Manifest,
  data: Struct,
): readonly { readonly text: TemplateText; readonly found: TextProblem }[] {
  return templateTexts(manifest).flatMap((text) => {
    const found = problemOf(text.text, data);
    return found === undefined ? [] : [{ text, found }];
  });
}

const QUOTED = /\{\{[^}]*"/;

function problemOf(text: string, data: Struct): TextProblem | undefined {
  const rendered = renderField(text, data);
  if (rendered.ok === true) return undefined;
  if (rendered.ok === 'broken') {
    return {
      id: 'llmisvc/template-json',
      problem:
        'What the template writes ends the text of JSON in which it stands: it has a quotation mark or a backslash in it',
      mend: 'Let templates write only values without quotation marks, backslashes and line ends.',
    };
  }
  const { stage, problem } = rendered.fault;
  if (stage === 'preview') return undefined;
  const isQuoted = stage === 'parse' && QUOTED.test(text);
  return {
    id: 'llmisvc/template',
    problem: isQuoted
      ? `The template has quotation marks in it, which are \\" in the JSON that is expanded: ${problem}`
      : `'{{' begins a template, which cannot be ${stage === 'parse' ? 'read' : 'run'}: ${problem}`,
    mend: mendOf(isQuoted, stage),
  };
}

function mendOf(isQuoted: boolean, stage: 'parse' | 'execute'): string {
  if (isQuoted) return 'Put texts of templates in back quotes: {{ ChildName .ObjectMeta.Name `-name` }}.';
  return stage === 'parse'
    ? 'Write {{`{{`}} where no template is meant, or keep such text (a chat template, say) in a file.'
    : 'Read only what there is: {{ index .Labels `key` }} for labels, {{ with .Spec.Parallelism }} for parts that may be absent.';
}
