// Reads the fields of a pod's types in Go, with what json.Marshal and strategic merge patches make of them:
//   node tools/pod-types.mjs [file]
// It needs Go, and Kubernetes' modules in Go's cache or a way to Go's module proxy.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** KServe's. */
const VERSION = 'v0.34.5';

const [target = path.join(import.meta.dirname, '..', 'catalog', 'pod-types.json')] = process.argv.slice(2);

const PROGRAM = `package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

var own = map[reflect.Type]string{
	reflect.TypeOf(resource.Quantity{}):  "quantity",
	reflect.TypeOf(intstr.IntOrString{}): "int-or-string",
	reflect.TypeOf(metav1.Time{}):        "time",
	reflect.TypeOf(metav1.FieldsV1{}):    "any",
}

type field struct {
	Name string \`json:"name"\`
	Type string \`json:"type"\`
}

var types = map[string][]field{}

func spell(t reflect.Type) string {
	if name, found := own[t]; found {
		return name
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + spell(t.Elem())
	case reflect.Slice:
		return "[]" + spell(t.Elem())
	case reflect.Map:
		return "map " + spell(t.Elem())
	case reflect.Struct:
		if _, found := types[t.Name()]; !found {
			types[t.Name()] = nil
			types[t.Name()] = fields(t)
		}
		return t.Name()
	case reflect.Int32, reflect.Int64:
		return "int"
	case reflect.String, reflect.Bool:
		return t.Kind().String()
	}
	panic(t.String())
}

func fields(t reflect.Type) []field {
	var list []field
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		tag := strings.Split(f.Tag.Get("json"), ",")
		if f.Anonymous && tag[0] == "" {
			list = append(list, fields(f.Type)...)
			continue
		}
		spelled := spell(f.Type)
		if key := f.Tag.Get("patchMergeKey"); key != "" {
			spelled += " merge " + key
		}
		if !strings.Contains(f.Tag.Get("json"), ",omit") {
			spelled += " always"
		}
		list = append(list, field{tag[0], spelled})
	}
	return list
}

func main() {
	spell(reflect.TypeOf(corev1.PodSpec{}))
	if err := json.NewEncoder(os.Stdout).Encode(types); err != nil {
		panic(err)
	}
}
`;

const types = Object.fromEntries(
  Object.entries(run()).map(([name, fields]) => [
    name,
    Object.fromEntries(fields.map(({ name, type }) => [name, type])),
  ]),
);
const source = { repo: 'kubernetes/api', version: VERSION, files: ['core/v1/types.go'], licence: 'Apache-2.0' };
writeFileSync(target, `${JSON.stringify({ source, types }, undefined, 2)}\n`);

function run() {
  const folder = mkdtempSync(path.join(tmpdir(), 'pod-types-'));
  try {
    const required = ['api', 'apimachinery'].map((module) => `require k8s.io/${module} ${VERSION}\n`);
    writeFileSync(path.join(folder, 'go.mod'), `module example\n\ngo 1.21\n\n${required.join('')}`);
    writeFileSync(path.join(folder, 'main.go'), PROGRAM);
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
    return JSON.parse(execFileSync('go', ['run', '.'], { cwd: folder, encoding: 'utf8', env }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
