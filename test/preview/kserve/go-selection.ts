import type { Manifest } from '../../../kubernetes/manifest';
import { runGo } from '../run-go';

/** What a service asks for, and the runtimes of its namespace and of the cluster. */
export interface SelectionCase {
  readonly service: Manifest;
  readonly runtimes: readonly Manifest[];
}

/**
 * Selection in Go over the same JSON, with Go's own sorts: written from what KServe does, without anything that the code
 * under test has.
 */
const PROGRAM = `package main

import (
	"encoding/json"
	"os"
	"sort"
	"time"
)

type format struct {
	Name       string
	Version    *string
	AutoSelect *bool
	Priority   *int32
}

type object struct {
	Kind     string
	Metadata struct {
		Name              string
		CreationTimestamp time.Time
	}
	Spec struct {
		Disabled              *bool
		MultiModel            *bool
		SupportedModelFormats []format
		ProtocolVersions      []string
		WorkerSpec            *struct{}
		Predictor             struct {
			WorkerSpec *struct{}
			Model      struct {
				ModelFormat     format
				ProtocolVersion *string
			}
		}
	}
}

type example struct {
	Service  object
	Runtimes []object
}

func protocolPriority(protocols []string) int {
	known := map[string]int{"v1": 1, "v2": 2, "grpc-v1": 3, "grpc-v2": 4}
	least := 5
	for _, protocol := range protocols {
		if rank, ok := known[protocol]; ok && rank < least {
			least = rank
		}
	}
	return least
}

func yes(value *bool) bool { return value != nil && *value }

func priority(runtime object, name string) *int32 {
	for _, entry := range runtime.Spec.SupportedModelFormats {
		if entry.Name == name {
			return entry.Priority
		}
	}
	return nil
}

func fits(runtime object, service object) bool {
	model := service.Spec.Predictor.Model
	wanted := "mt:" + model.ModelFormat.Name
	if model.ModelFormat.Version != nil {
		wanted += ":" + *model.ModelFormat.Version
	}
	loads := false
	for _, entry := range runtime.Spec.SupportedModelFormats {
		if yes(entry.AutoSelect) {
			loads = loads || wanted == "mt:"+entry.Name
			loads = loads || entry.Version != nil && wanted == "mt:"+entry.Name+":"+*entry.Version
		}
	}
	protocol := "v1"
	if model.ProtocolVersion != nil {
		protocol = *model.ProtocolVersion
	} else if model.ModelFormat.Name == "triton" || model.ModelFormat.Name == "vLLM" {
		protocol = "v2"
	}
	speaks := protocol == "" || len(runtime.Spec.ProtocolVersions) == 0
	for _, known := range runtime.Spec.ProtocolVersions {
		speaks = speaks || known == protocol
	}
	sameNodes := (runtime.Spec.WorkerSpec != nil) == (service.Spec.Predictor.WorkerSpec != nil)
	return !yes(runtime.Spec.Disabled) && !yes(runtime.Spec.MultiModel) && loads && speaks && sameNodes
}

func candidates(all []object, kind string, service object) []string {
	var scope, fitting []object
	for _, runtime := range all {
		if runtime.Kind == kind {
			scope = append(scope, runtime)
		}
	}
	sort.Slice(scope, func(i, j int) bool {
		one, other := protocolPriority(scope[i].Spec.ProtocolVersions), protocolPriority(scope[j].Spec.ProtocolVersions)
		if one != other {
			return one < other
		}
		if !scope[i].Metadata.CreationTimestamp.Equal(scope[j].Metadata.CreationTimestamp) {
			return scope[j].Metadata.CreationTimestamp.Before(scope[i].Metadata.CreationTimestamp)
		}
		return scope[i].Metadata.Name < scope[j].Metadata.Name
	})
	for _, runtime := range scope {
		if fits(runtime, service) {
			fitting = append(fitting, runtime)
		}
	}
	name := service.Spec.Predictor.Model.ModelFormat.Name
	sort.SliceStable(fitting, func(i, j int) bool {
		one, other := priority(fitting[i], name), priority(fitting[j], name)
		if one == nil || other == nil {
			return one != nil && other == nil
		}
		return *one > *other
	})
	names := []string{}
	for _, runtime := range fitting {
		names = append(names, kind+"/"+runtime.Metadata.Name)
	}
	return names
}

func main() {
	var examples []example
	if err := json.NewDecoder(os.Stdin).Decode(&examples); err != nil {
		panic(err)
	}
	results := make([][]string, len(examples))
	for index, example := range examples {
		results[index] = append(
			candidates(example.Runtimes, "ServingRuntime", example.Service),
			candidates(example.Runtimes, "ClusterServingRuntime", example.Service)...)
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;

/** The runtimes that fit in the order in which they are taken, by kind and name, for all cases in one run of Go. */
export function selectWithGo(cases: readonly SelectionCase[]): readonly unknown[] {
  const output = runGo(PROGRAM, cases);
  if (!Array.isArray(output)) throw new Error('Go gave no list');
  return output;
}
