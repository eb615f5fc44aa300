import type { TemplateData } from '../../../preview/go-template/value';
import { runGo } from '../run-go';

export { hasGo } from '../run-go';

/** What Go makes of a template. */
export interface GoResult {
  readonly text: string;
  readonly error: string;
}

const PROGRAM = `package main

import (
	"encoding/json"
	"os"
	"strings"
	"text/template"
)

type example struct {
	Template string
	Data     any
}

type result struct {
	Text  string \`json:"text"\`
	Error string \`json:"error"\`
}

// Whole numbers become int, as in a program that fills its data itself.
func native(value any) any {
	switch value := value.(type) {
	case json.Number:
		if whole, err := value.Int64(); err == nil {
			return int(whole)
		}
		float, _ := value.Float64()
		return float
	case []any:
		for index, item := range value {
			value[index] = native(item)
		}
	case map[string]any:
		for key, item := range value {
			value[key] = native(item)
		}
	}
	return value
}

func render(text string, data any) result {
	parsed, err := template.New("case").Parse(text)
	if err != nil {
		return result{Error: err.Error()}
	}
	var output strings.Builder
	if err := parsed.Execute(&output, data); err != nil {
		return result{Error: err.Error()}
	}
	return result{Text: output.String()}
}

func main() {
	var examples []example
	decoder := json.NewDecoder(os.Stdin)
	decoder.UseNumber()
	if err := decoder.Decode(&examples); err != nil {
		panic(err)
	}
	results := make([]result, len(examples))
	for index, example := range examples {
		results[index] = render(example.Template, native(example.Data))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;

/** Renders all cases in one run of Go. */
export function renderWithGo(
  cases: readonly { readonly template: string; readonly data?: TemplateData }[],
): readonly GoResult[] {
  return goResults(
    runGo(
      PROGRAM,
      cases.map(({ template, data = null }) => ({ Template: template, Data: data })),
    ),
  );
}

export function goResults(results: unknown): readonly GoResult[] {
  if (!Array.isArray(results)) throw new Error(`Go gave no list but ${JSON.stringify(results)}`);
  return results.filter(isGoResult);
}

function isGoResult(value: unknown): value is GoResult {
  return typeof value === 'object' && value !== null && 'text' in value && 'error' in value;
}
