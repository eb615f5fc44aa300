import { Evaluation } from './evaluate';
import { faultAt, TemplateProblem } from './fault';
import type { TemplateFault } from './fault';
import { parseTemplate } from './parse';
import type { TemplateData } from './value';

export type RenderResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: TemplateFault };

/**
 * Renders a template of Go's text/template with JSON data, as Go would with the same data in a `map[string]any`.
 *
 * It knows the language and Go's own functions. Of rare things, such as complex numbers and some directives of `printf`,
 * it says with a fault of the stage `preview` that it does not know them. It does not throw, and stops a template that
 * would run or grow without end.
 *
 * @see https://pkg.go.dev/text/template
 */
export function renderTemplate(template: string, data: TemplateData): RenderResult {
  return rendererOf(template)(data);
}

/** As {@link renderTemplate}, for a template that is rendered many times. */
export function rendererOf(template: string): (data: TemplateData) => RenderResult {
  const parsed = parseTemplate(template);
  return (data) => {
    if (!parsed.ok) return parsed;
    const evaluation = new Evaluation(data, parsed.templates);
    try {
      return { ok: true, text: evaluation.run(parsed.nodes) };
    } catch (error) {
      if (!(error instanceof TemplateProblem)) throw error;
      return { ok: false, fault: faultAt(template, error.offset ?? evaluation.offset, error.problem, error.stage) };
    }
  };
}
