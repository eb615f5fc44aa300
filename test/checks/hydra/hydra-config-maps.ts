import { stringify } from 'yaml';
import { checkHydra } from '../../../checks/hydra/check-hydra';
import type { Finding } from '../../../checks/finding';
import { nameOf } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';

export function configMap(name: string, data: JsonValue): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'hydra' }, data };
}

/** The ConfigMap of runtime templates, from the text of `config.yaml`. */
export function runtimesText(text: string): Manifest {
  return configMap('hydra-runtime-template', { 'config.yaml': text });
}

/** The ConfigMap of runtime templates. */
export function runtimes(...templates: readonly JsonValue[]): Manifest {
  return runtimesText(stringify({ templates }, { lineWidth: 0 }));
}

/** A runtime template whose container is as stated. */
export function template(container: JsonObject, pod: JsonObject = {}, runtime = 'custom'): JsonObject {
  return { runtime, podTemplate: { ...pod, containerTemplate: container } };
}

/** Runtime templates of one that a shell starts. */
export function shell(script: string): Manifest {
  return runtimes(template({ commandTemplate: ['/bin/bash', '-c'], argsTemplate: [script] }));
}

/** Runtime templates of one that has arguments alone. */
export function args(...elements: readonly string[]): Manifest {
  return runtimes(template({ argsTemplate: elements }));
}

/** The ConfigMap of the agent, from the text of `configmap`. */
export function agentText(text: string): Manifest {
  return configMap('hydra-agent', { configmap: text });
}

/** The ConfigMap of the agent. */
export function agent(...deployment_templates: readonly JsonValue[]): Manifest {
  return agentText(stringify({ deployment_templates }));
}

/** What is found wrong with some objects, each at the place `Kind/name`. */
export function findings(...manifests: readonly Manifest[]): readonly Finding[] {
  return checkHydra(manifests.map((manifest) => ({ manifest, where: `${manifest.kind}/${nameOf(manifest)}` })));
}

export function ids(...manifests: readonly Manifest[]): readonly string[] {
  return findings(...manifests).map(({ id }) => id);
}
