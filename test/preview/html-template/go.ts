import { goResults } from '../go-template/go';
import type { GoResult } from '../go-template/go';
import { runGo } from '../run-go';

/** A template, and what is known of the object that it is rendered with. */
export interface HtmlCase {
  readonly template: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Renders all cases in one run of Go, with the struct and the types of Kubernetes' metadata. */
export function renderHtmlWithGo(cases: readonly HtmlCase[]): readonly GoResult[] {
  return goResults(
    runGo(
      PROGRAM,
      cases.map(({ template, labels, annotations }) => ({
        Template: template,
        Meta: { Name: 'granite', Namespace: 'models', Labels: labels, Annotations: annotations },
      })),
    ),
  );
}

const PROGRAM = `package main

import (
	"encoding/json"
	"html/template"
	"os"
	"strings"
)

type ObjectMeta struct {
	Name        string
	Namespace   string
	Generation  int64
	Labels      map[string]string
	Annotations map[string]string
}

type example struct {
	Template string
	Meta     ObjectMeta
}

type result struct {
	Text  string \`json:"text"\`
	Error string \`json:"error"\`
}

func render(text string, meta ObjectMeta) result {
	parsed, err := template.New("container-tmpl").Parse(text)
	if err != nil {
		return result{Error: err.Error()}
	}
	var output strings.Builder
	if err := parsed.Execute(&output, meta); err != nil {
		return result{Error: err.Error()}
	}
	return result{Text: output.String()}
}

func main() {
	var examples []example
	if err := json.NewDecoder(os.Stdin).Decode(&examples); err != nil {
		panic(err)
	}
	results := make([]result, len(examples))
	for index, example := range examples {
		results[index] = render(example.Template, example.Meta)
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;
