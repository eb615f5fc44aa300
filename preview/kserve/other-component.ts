import { podType } from '../../catalog/pod-types';
import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import { originsIn } from '../merged-pod';
import type { MergedPod } from '../merged-pod';
import { CURRENT_NAMESPACE } from '../object-meta';
import { withPodDefaults } from '../pod-defaults';
import { containersOf, setVariable, unionOfTexts } from '../pod-edits';
import type { PodConfiguration } from './configuration';
import { withResources } from './custom-containers';
import type { DefaultedService } from './defaulted-service';
import { MAIN_CONTAINER } from './model-containers';
import { withModels } from './model-storage';
import { passedOn } from './predictor-metadata';
import { predictorStorage } from './predictor-storage';
import { MODEL_PATH } from './server-defaults';

type OtherKind = 'transformer' | 'explainer';

/** Where the images of ART stand that KServe ships. */
const ART_IMAGE = 'kserve/art-explainer';

const NO_VOLUMES: ReadonlySet<string> = new Set();

export type OtherPod =
  { readonly ok: true; readonly pod: MergedPod } | { readonly ok: false; readonly problem: string };

/**
 * The pod of a transformer or of an explainer: its containers, of which the first is told where the predictor is.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/transformer.go Reconcile
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/explainer.go Reconcile
 */
export function otherPod(service: DefaultedService, kind: OtherKind, configuration: PodConfiguration): OtherPod {
  const { manifest, annotations, labels, mode } = service;
  const fields = objectAt(manifest, 'spec', kind);
  const containers = withFirst(service, kind, fields);
  const spec = { ...asGoWritesIt(fields, podType('PodSpec')), containers };
  const storage = predictorStorage({ manifest, labels, annotations, predictor: spec, mode }, configuration);
  if (!storage.ok) return { ok: false, problem: storage.problem };
  const isProbed = ({ name }: JsonObject) => name === MAIN_CONTAINER;
  const template = mode === 'Standard' ? withPodDefaults(spec, isProbed) : spec;
  const complete = withModels(template, storage.storage);
  const stated = { author: 'object' as const, manifest, path: ['spec', kind], value: fields };
  const sources = { manifest, pod: { layers: [stated] }, containers: new Map() };
  const app = `isvc.${nameOf(manifest)}-${kind}`;
  return {
    ok: true,
    pod: {
      component: kind,
      namespace: namespaceOf(manifest),
      labels: unionOfTexts(labels, objectAt(fields, 'labels'), {
        'serving.kserve.io/inferenceservice': nameOf(manifest),
        component: kind,
        ...(mode === 'Standard' ? { app } : {}),
      }),
      annotations: unionOfTexts(
        passedOn(annotations),
        storage.modelUri === undefined
          ? {}
          : { 'internal.serving.kserve.io/storage-initializer-sourceuri': storage.modelUri },
        passedOn(objectAt(fields, 'annotations')),
      ),
      spec: complete,
      template: storage.storage.isList ? complete : template,
      addedVolumes: NO_VOLUMES,
      originOf: originsIn(complete, sources),
    },
  };
}

function withFirst(service: DefaultedService, kind: OtherKind, fields: JsonObject): readonly JsonObject[] {
  const [stated, ...others] = containersOf(asGoWritesIt(fields, podType('PodSpec')));
  const art = valueAt(fields, 'art');
  const container = isObject(art)
    ? artContainer(service, fields, art)
    : withArguments(service, kind, fields, withResources({ ...(stated ?? {}), name: MAIN_CONTAINER }));
  // Explainers are not told the name of their service.
  const first =
    kind === 'transformer' ? setVariable(container, 'INFERENCE_SERVICE_NAME', nameOf(service.manifest)) : container;
  return [first, ...others];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/transformer_custom.go GetContainer */
function withArguments(
  { manifest }: DefaultedService,
  kind: OtherKind,
  fields: JsonObject,
  container: JsonObject,
): JsonObject {
  const args = texts(container.args);
  const unless = (flag: string, ...value: readonly string[]) => (includes(args, flag) ? [] : [flag, ...value]);
  const workers = valueAt(fields, 'containerConcurrency');
  return {
    ...container,
    args: [
      ...args,
      ...unless('--model_name', nameOf(manifest)),
      ...unless('--predictor_host', predictorHost(manifest)),
      ...(kind === 'explainer' ? ['--http_port', '8080'] : unless('--http_port', '8080')),
      ...(typeof workers === 'number' ? unless('--workers', String(workers)) : []),
    ],
  };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/explainer_art.go GetContainer */
function artContainer({ manifest }: DefaultedService, fields: JsonObject, art: JsonObject): JsonObject {
  const stated = withResources(asGoWritesIt(art, podType('Container')));
  const own = texts(stated.args);
  const workers = valueAt(fields, 'containerConcurrency');
  const settings = Object.entries(unionOfTexts(objectAt(art, 'config'))).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const args = [
    ...['--model_name', nameOf(manifest), '--http_port', '8080'],
    ...(includes(own, '--predictor_host') ? [] : ['--predictor_host', predictorHost(manifest)]),
    ...(typeof workers === 'number' && !includes(own, '--workers') ? ['--workers', String(workers)] : []),
    ...((textAt(art, 'storageUri') ?? '') === '' ? [] : ['--storage_uri', MODEL_PATH]),
    ...['--adversary_type', textAt(art, 'type') ?? ''],
    ...settings.flatMap(([name, value]) => [`--${name}`, value]),
    ...own,
  ];
  return {
    ...stated,
    name: MAIN_CONTAINER,
    image: textAt(stated, 'image') ?? `${ART_IMAGE}:${textAt(art, 'runtimeVersion') ?? 'latest'}`,
    // The controller puts those that are stated there twice.
    args: [...args, ...own],
  };
}

function predictorHost(manifest: DefaultedService['manifest']): string {
  const variant = textAt(manifest, 'spec', 'predictor', 'name') ?? '';
  const name = variant === '' ? nameOf(manifest) : `${nameOf(manifest)}-${variant}`;
  return `${name}-predictor.${namespaceOf(manifest) ?? CURRENT_NAMESPACE}`;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go IncludesArg */
function includes(args: readonly string[], flag: string): boolean {
  return args.some((argument) => argument.startsWith(flag));
}

function texts(value: JsonValue | undefined): readonly string[] {
  return arrayAt({ value: value ?? [] }, 'value').filter((item) => typeof item === 'string');
}
