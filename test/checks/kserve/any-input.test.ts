import fc from 'fast-check';
import { asAdmitted } from '../../../checks/kserve/as-admitted';
import type { JsonValue } from '../../../kubernetes/manifest';
import { findings } from './manifests';
import { runs } from '../../runs';

/** Names of fields that rules read, so that values of any type get where they look. */
const KEYS = [
  ...['metadata', 'name', 'namespace', 'annotations', 'labels', 'serving.kserve.io/deploymentMode'],
  ...['spec', 'predictor', 'transformer', 'explainer', 'canary', 'model', 'sklearn', 'art', 'containers', 'workerSpec'],
  ...['storageUris', 'storage', 'storageUri', 'uri', 'mountPath', 'path', 'env', 'value', 'resources', 'requests'],
  ...['autoScaling', 'metrics', 'resource', 'target', 'type', 'scaleTarget', 'logger', 'confidential', 'enabled'],
  ...['supportedModelFormats', 'autoSelect', 'priority', 'protocolVersions', 'data', 'deploy', 'ingress', '__proto__'],
  ...['stringData', 'supportedUriFormats', 'prefix', 'constructor'],
];
const KINDS = ['InferenceService', 'ServingRuntime', 'ClusterServingRuntime', 'ClusterStorageContainer', 'ConfigMap'];

const anyValue = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, -1, 0.5, '', 'kserve-container', 'Standard', 'hpa', '{', '[{}]', 'oci://a', '/'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 8 }),
  ),
})).value;

const anyManifest = fc.record({
  apiVersion: fc.constantFrom('v1', 'serving.kserve.io/v1beta1', 'serving.kserve.io/v1alpha1'),
  kind: fc.constantFrom(...KINDS, 'Secret'),
  metadata: anyValue,
  spec: anyValue,
  data: anyValue,
});

it('any manifests are checked to the end', () => {
  fc.assert(
    fc.property(fc.array(anyManifest, { maxLength: 4 }), (manifests) => {
      for (const { id, problem, mend } of findings(manifests)) {
        expect(id).toMatch(/^kserve\//);
        expect(problem).not.toMatch(/undefined|\[object/);
        expect(mend).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: runs(500) },
  );
});

it('any manifest has a form in which its schema is checked', () => {
  fc.assert(
    fc.property(anyManifest, (manifest) => {
      expect(Object.keys(asAdmitted(manifest))).toEqual(Object.keys(manifest));
    }),
  );
});
