import { parse } from 'yaml';
import { Cluster, FleetApp, Hydra, HydraAgent } from '../../../index';
import type { Finding, Platform } from '../../../index';
import { arrayAt, isObject, nameOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { renderTemplate } from '../../../preview/go-template/render';
import type { TemplateMap } from '../../../preview/go-template/value';
import { fleetLayout } from '../../../synth/layout';
import { render } from '../../../synth/render';

/** What a cluster of Hydra comes to. */
export interface Written {
  readonly objects: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** Entries of the one list of the one ConfigMap. */
  readonly entries: readonly JsonValue[];
}

/** Writes what is made in a cluster of this platform. */
export function writtenOn(platform: Platform, make: (cluster: Cluster) => void): Written {
  const app = new FleetApp();
  make(new Cluster(app, 'hydra', { platform, namespace: 'hydra-system' }));
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  return { objects: manifests, findings, entries: manifests.flatMap(entriesOf) };
}

/** Writes runtimes for the global cluster, which has no templates yet. */
export function templatesOf(make: (cluster: Cluster) => void): Written {
  return writtenOn(new Hydra({ existing: 'none' }), make);
}

/** Writes runtimes for a work cluster, which has no images yet. */
export function imagesOf(make: (cluster: Cluster) => void): Written {
  return writtenOn(new HydraAgent({ existing: 'none' }), make);
}

/** What the text inside of a ConfigMap says. */
export function innerText(manifest: Manifest | undefined): JsonObject {
  const key = manifest !== undefined && nameOf(manifest) === 'hydra-agent' ? 'configmap' : 'config.yaml';
  const parsed: unknown = parse(textAt(objectAt(manifest, 'data'), key) ?? '');
  return isObject(parsed) ? parsed : {};
}

function entriesOf(manifest: Manifest): readonly JsonValue[] {
  const inner = innerText(manifest);
  return [...arrayAt(inner, 'templates'), ...arrayAt(inner, 'deployment_templates')];
}

/** Variables with which Hydra renders templates, as its documentation lists them. */
const DOCUMENTED: TemplateMap = {
  RUN_TIME: 'runtime',
  MODEL_NAME: 'Qwen3-8B',
  MODEL_ID: '42',
  MODEL_PATH: '/data/serving-model',
  MODEL_HOST: '0.0.0.0',
  MODEL_PORT: 8000,
  IS_DISTRIBUTED: false,
  IS_LEADER: false,
  TP_SIZE: 1,
  PP_SIZE: 1,
  CLUSTER: 'work',
  NAMESPACE: 'models',
};

/** One pod of a deployment. */
export interface Deployment {
  readonly pod?: 'single' | 'leader' | 'worker';
  readonly variables?: TemplateMap;
  readonly parameters?: readonly string[];
}

/** The variables of a deployment. */
export function variablesOf({ pod = 'single', variables, parameters }: Deployment): TemplateMap {
  return {
    ...DOCUMENTED,
    IS_DISTRIBUTED: pod !== 'single',
    IS_LEADER: pod === 'leader',
    ...(pod === 'single' ? {} : { TP_SIZE: 8, PP_SIZE: 2 }),
    ...variables,
    ...(parameters === undefined ? {} : { CUSTOM_ARGS: parameters }),
  };
}

/** What LeaderWorkerSet sets in the containers of a group of two, and the kubelet writes into commands. */
const OF_GROUP: Readonly<Record<string, string>> = {
  LWS_LEADER_ADDRESS: 'llama-0.llama.models',
  LWS_GROUP_SIZE: '2',
};

/** The command line of a container, once Hydra has rendered it and the kubelet has replaced variables. */
export function commandLine(entry: JsonValue | undefined, deployment: Deployment = {}): readonly string[] {
  const { pod = 'single', parameters = [] } = deployment;
  const container = ['podTemplate', 'containerTemplate'];
  const command = arrayAt(entry, ...container, 'commandTemplate').map((word) => rendered(word, deployment));
  const args = arrayAt(entry, ...container, 'argsTemplate').map((word) => rendered(word, deployment));
  const known = pod === 'single' ? {} : { ...OF_GROUP, LWS_WORKER_INDEX: pod === 'leader' ? '0' : '1' };
  return [...command, ...args, ...(command.length === 0 ? parameters : [])].map((word) => expanded(word, known));
}

function rendered(template: JsonValue, deployment: Deployment): string {
  return renderedWith(typeof template === 'string' ? template : '', variablesOf(deployment));
}

/** A template's text, which must be one that can be rendered. */
export function renderedWith(template: string, variables: TemplateMap): string {
  const result = renderTemplate(template, variables);
  if (!result.ok) throw new Error(result.fault.problem);
  return result.text;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go */
function expanded(word: string, known: Readonly<Record<string, string>>): string {
  return word.replace(/\$(?:\$|\(([^)]*)\))/g, (reference, name: string | undefined) =>
    name === undefined ? '$' : (known[name] ?? reference),
  );
}
