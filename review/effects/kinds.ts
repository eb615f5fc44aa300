import { groupOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** Kinds that say where requests go, as `group/Kind`. */
const TRAFFIC: ReadonlySet<string> = new Set([
  '/Service',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/NetworkPolicy',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/HTTPRoute',
  'gateway.networking.k8s.io/GRPCRoute',
  'inference.networking.k8s.io/InferencePool',
  'inference.networking.x-k8s.io/InferencePool',
  'inference.networking.x-k8s.io/InferenceModel',
  'inference.networking.x-k8s.io/InferenceModelRewrite',
  'inference.networking.x-k8s.io/InferenceObjective',
  'networking.istio.io/VirtualService',
  'networking.istio.io/DestinationRule',
  'serving.kserve.io/InferenceGraph',
  'route.openshift.io/Route',
]);

/** Kinds that pods read what they state from, at their start or as files. */
const READ_BY_PODS: ReadonlySet<string> = new Set(['/ConfigMap', '/Secret']);

/** Kinds from which services are made: their change shows in the pods of those that use them. */
const MADE_INTO_PODS: ReadonlySet<string> = new Set([
  'serving.kserve.io/ServingRuntime',
  'serving.kserve.io/ClusterServingRuntime',
  'serving.kserve.io/LLMInferenceServiceConfig',
  'ome.io/ServingRuntime',
  'ome.io/ClusterServingRuntime',
  'ome.io/BaseModel',
  'ome.io/ClusterBaseModel',
  'ome.io/AcceleratorClass',
]);

/** Kinds that say what is synced from where. */
const DELIVERY: ReadonlySet<string> = new Set([
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'kustomize.toolkit.fluxcd.io/Kustomization',
]);

/** Kinds whose deletion takes more with it than themselves. */
const DATA: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolumeClaim',
  '/PersistentVolume',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);

/** `group/Kind`. */
export function groupKind(manifest: Manifest): string {
  return `${groupOf(manifest)}/${manifest.kind}`;
}

export function leadsTraffic(manifest: Manifest): boolean {
  return TRAFFIC.has(groupKind(manifest));
}

export function isReadByPods(manifest: Manifest): boolean {
  return READ_BY_PODS.has(groupKind(manifest));
}

export function isMadeIntoPods(manifest: Manifest): boolean {
  return MADE_INTO_PODS.has(groupKind(manifest));
}

export function delivers(manifest: Manifest): boolean {
  return DELIVERY.has(groupKind(manifest));
}

export function isApplicationSet(manifest: Manifest): boolean {
  return groupKind(manifest) === 'argoproj.io/ApplicationSet';
}

export function holdsData(manifest: Manifest): boolean {
  return DATA.has(groupKind(manifest));
}
