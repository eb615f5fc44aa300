import { nameOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isDnsLabel, isLabelValue, nearestDnsLabel } from '../../kubernetes/names';
import type { Fault } from '../finding';
import { checkRepository } from './model-repository';
import { checkSize } from './runtime';
import { FORMS_OF_AGENT, readStorageUri } from './storage-uri';

/** The annotation that OME's agent reads; its documentation calls it by another name. */
const SKIP_PARSING = 'ome.oracle.com/skip-config-parsing';

/** Storage that OME's agent has no code for. */
const NOT_DOWNLOADED: ReadonlySet<string> = new Set(['s3', 'az', 'gs', 'github']);

/** What would go wrong with a BaseModel or ClusterBaseModel. */
export function checkModel(model: Manifest): readonly Fault[] {
  return [
    ...checkName(nameOf(model)),
    ...checkVendor(textAt(model, 'spec', 'vendor')),
    ...checkSize(textAt(model, 'spec', 'modelParameterSize') ?? '0', 'spec.modelParameterSize'),
    ...checkStorage(model),
    ...checkRepository(model),
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go UpdatePodSpecVolumes */
function checkName(name: string): readonly Fault[] {
  if (isDnsLabel(name)) return [];
  return [
    {
      id: 'ome/model-name',
      severity: 'error',
      field: 'metadata.name',
      problem: `'${name.slice(0, 80)}' (${name.length} characters) is no name for a volume: it has no dots, and at most 63 characters`,
      consequence: "OME names the model's volume and a label of the pods by it, and the API server refuses the pods.",
      mend: `Name it '${nearestDnsLabel(name)}', say.`,
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go ProcessBaseLabels */
function checkVendor(vendor: string | undefined): readonly Fault[] {
  if (vendor === undefined || isLabelValue(vendor)) return [];
  return [
    {
      id: 'ome/model-vendor',
      severity: 'error',
      field: 'spec.vendor',
      problem: `'${vendor.slice(0, 80)}' is no value for a label: it allows letters, digits, - _ and ., at most 63`,
      consequence: 'OME labels the pods of every service of the model with it, and the API server refuses them.',
      mend: `Write '${nearestDnsLabel(vendor)}', say.`,
    },
  ];
}

function checkStorage(model: Manifest): readonly Fault[] {
  const uri = textAt(model, 'spec', 'storage', 'storageUri');
  if (uri === undefined) return [];
  const read = readStorageUri(uri, FORMS_OF_AGENT);
  if ('fault' in read) {
    return [
      {
        id: 'ome/storage-uri',
        severity: 'error',
        field: 'spec.storage.storageUri',
        problem: read.fault,
        consequence: 'The agent cannot download the model, which is ready on no node; services wait for ever.',
        mend: `Write ${read.form}.`,
      },
    ];
  }
  return [...checkScheme(read.scheme, uri), ...checkPath(model, read.scheme), ...checkParsing(model, read.scheme)];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/gopher.go processTask */
function checkScheme(scheme: string, uri: string): readonly Fault[] {
  if (scheme !== 'pvc' && !NOT_DOWNLOADED.has(scheme)) return [];
  return [
    {
      id: scheme === 'pvc' ? 'ome/pvc-model' : 'ome/storage-not-downloaded',
      severity: 'error',
      field: 'spec.storage.storageUri',
      problem: `'${uri}' is in ${scheme === 'pvc' ? 'a volume' : `storage of the kind ${scheme}`}`,
      consequence:
        scheme === 'pvc'
          ? 'OME 0.1.5 leaves such models to a controller that does nothing with them: they are ready on no node, and services wait for ever.'
          : "OME 0.1.5's agent has no code for it (unknown storage type): the model is ready on no node, and services wait for ever.",
      mend: 'Use hf://, oci:// of OCI Object Storage, or local:// for files that are on every node.',
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/gopher.go getDestPath */
function checkPath(model: Manifest, scheme: string): readonly Fault[] {
  if (textAt(model, 'spec', 'storage', 'path') !== undefined) return [];
  const crashes = scheme === 'hf' || scheme === 'oci';
  return [
    {
      id: 'ome/model-path',
      severity: crashes ? 'error' : 'warning',
      field: 'spec.storage.path',
      problem: "The model's storage has no path",
      consequence: crashes
        ? 'The agent crashes over it on every node, and no model is downloaded any more.'
        : 'Pods get neither the files nor the variable MODEL_PATH.',
      mend: "State a folder in the agent's own, such as '/mnt/data/models/llama'.",
    },
  ];
}

/**
 * What the agent adds to the model's metadata has no place where it does not parse: it writes to nothing.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/config_parser.go populateArtifactAttribute
 */
function checkParsing(model: Manifest, scheme: string): readonly Fault[] {
  const skips = textAt(model, 'metadata', 'annotations', SKIP_PARSING)?.toLowerCase() === 'true';
  if (!skips || scheme !== 'hf' || valueAt(model, 'spec', 'disabled') === true) return [];
  return [
    {
      id: 'ome/skip-config-parsing',
      severity: 'error',
      field: `metadata.annotations["${SKIP_PARSING}"]`,
      problem: 'A model of Hugging Face asks for its config.json not to be parsed',
      consequence: 'The agent of OME 0.1.5 crashes after the download, again and again, and no model becomes ready.',
      mend: 'Leave the annotation out, and state what you know of the model; what is stated is kept.',
    },
  ];
}
