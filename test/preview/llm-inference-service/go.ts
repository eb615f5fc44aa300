import type { JsonObject } from '../../../kubernetes/manifest';
import { runGo } from '../run-go';

export { hasGo } from '../run-go';

/** What Go makes of a text inside of the JSON of a configuration. */
export interface GoRendering {
  readonly text: string;
  /** Where it stops: at the template, or at the JSON that it wrote. */
  readonly error: '' | 'template' | 'json';
}

/** The service as KServe's controller holds it, as far as the tests read it. */
const PROGRAM = `package main

import (
	"bytes"
	"crypto/md5"
	"encoding/json"
	"fmt"
	"os"
	"text/template"
)

type parallelism struct {
	Tensor    *int32 \`json:"tensor"\`
	Data      *int32 \`json:"data"\`
	DataLocal *int32 \`json:"dataLocal"\`
	Expert    bool   \`json:"expert"\`
}

type pod struct {
	TerminationGracePeriodSeconds *int64 \`json:"terminationGracePeriodSeconds"\`
}

type tracing struct {
	Exporter *string \`json:"exporter"\`
}

type workload struct {
	Replicas    *int32            \`json:"replicas"\`
	Parallelism *parallelism      \`json:"parallelism"\`
	Labels      map[string]string \`json:"labels"\`
	Template    *pod              \`json:"template"\`
}

type meta struct {
	Name        string            \`json:"name"\`
	Namespace   string            \`json:"namespace"\`
	Labels      map[string]string \`json:"labels"\`
	Annotations map[string]string \`json:"annotations"\`
}

type spec struct {
	Model struct {
		Name *string \`json:"name"\`
	} \`json:"model"\`
	workload
	Parallelism *parallelism      \`json:"parallelism"\`
	Replicas    *int32            \`json:"replicas"\`
	Labels      map[string]string \`json:"labels"\`
	Template    *pod              \`json:"template"\`
	Prefill     *workload         \`json:"prefill"\`
	Tracing     *tracing          \`json:"tracing"\`
}

type service struct {
	ObjectMeta meta \`json:"metadata"\`
	Spec       spec \`json:"spec"\`
	Name       string
	Namespace  string
	Labels     map[string]string
	GlobalConfig struct {
		SystemNamespace string
		EnableTLS       bool
	}
}

func childName(parent, suffix string) string {
	if len(parent)+len(suffix) <= 63 {
		return parent + suffix
	}
	return fmt.Sprintf("%s%x%s", parent[:31-len(suffix)], md5.Sum([]byte(parent)), suffix)
}

func shutdownTimeout(of any, preStop int64) int64 {
	grace := int64(60)
	if given, ok := of.(*pod); ok && given != nil && given.TerminationGracePeriodSeconds != nil {
		grace = *given.TerminationGracePeriodSeconds
	}
	return max(0, grace-preStop-min(5, grace))
}

type example struct {
	Text    string
	Service service
}

type result struct {
	Text  string \`json:"text"\`
	Error string \`json:"error"\`
}

func render(each example) result {
	each.Service.Name = each.Service.ObjectMeta.Name
	each.Service.Namespace = each.Service.ObjectMeta.Namespace
	each.Service.Labels = each.Service.ObjectMeta.Labels
	each.Service.GlobalConfig.SystemNamespace = "kserve"
	written, _ := json.Marshal(map[string]string{"text": each.Text})
	functions := map[string]any{"ChildName": childName, "shutdownTimeout": shutdownTimeout}
	parsed, err := template.New("config").Funcs(functions).Option("missingkey=error").Parse(string(written))
	if err != nil {
		return result{Error: "template"}
	}
	var output bytes.Buffer
	if err := parsed.Execute(&output, each.Service); err != nil {
		return result{Error: "template"}
	}
	var read map[string]string
	if err := json.Unmarshal(output.Bytes(), &read); err != nil {
		return result{Error: "json"}
	}
	return result{Text: read["text"]}
}

func main() {
	var examples []example
	if err := json.NewDecoder(os.Stdin).Decode(&examples); err != nil {
		panic(err)
	}
	results := []result{}
	for _, each := range examples {
		results = append(results, render(each))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;

export function renderWithGo(texts: readonly string[], service: JsonObject): readonly GoRendering[] {
  const results = runGo(
    PROGRAM,
    texts.map((text) => ({ Text: text, Service: service })),
  );
  if (!Array.isArray(results)) throw new Error('Go gives no list');
  return results.map(renderingOf);
}

function renderingOf(result: { readonly text: string; readonly error: GoRendering['error'] }): GoRendering {
  return { text: result.text, error: result.error };
}
