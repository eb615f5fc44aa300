import type { JsonObject } from '../../../kubernetes/manifest';
import { modelDemands } from '../../../preview/kserve/model-demands';
import { serviceManifest } from './runtimes';

const predictor = (members: JsonObject) => ({ ...serviceManifest(), spec: { predictor: members } });

test('a service asks for a format, a version, a protocol and a runtime in its namespace', () => {
  const model = { runtime: 'mine', protocolVersion: 'grpc-v2' };
  expect(modelDemands(serviceManifest('sklearn:1', model))).toEqual({
    namespace: 'team',
    format: 'sklearn',
    version: '1',
    runtime: 'mine',
    protocol: 'grpc-v2',
    isMultiNode: false,
    formatField: 'spec.predictor.model.modelFormat',
  });
});

test.each([
  ['triton', 'v2'],
  ['vLLM', 'v2'],
  ['vllm', undefined],
  ['onnx', undefined],
  ['huggingface', undefined],
  ['sklearn', undefined],
])('with the format %s the webhook writes the protocol %s', (format, protocol) => {
  expect(modelDemands(serviceManifest(format))?.protocol).toBe(protocol);
});

test.each([
  ['triton', 'v2'],
  ['onnx', 'v2'],
  ['huggingface', 'v2'],
  ['sklearn', undefined],
])('a predictor with the member %s becomes a model of that format over %s', (format, protocol) => {
  expect(modelDemands(predictor({ [format]: { storageUri: 'gs://bucket/model' } }))).toMatchObject({
    format,
    protocol,
    formatField: `spec.predictor.${format}`,
  });
});

test('the member of a framework takes the place of a model, the runtime it names included', () => {
  const both = predictor({
    model: { modelFormat: { name: 'onnx' }, runtime: 'mine' },
    pmml: { protocolVersion: 'v1' },
  });
  expect(modelDemands(both)).toMatchObject({ format: 'pmml', protocol: 'v1' });
  expect(modelDemands(both)).not.toHaveProperty('runtime');
});

test('a service with a workerSpec is for several nodes, and null is none', () => {
  expect(modelDemands(serviceManifest('vLLM', {}, { workerSpec: {} }))?.isMultiNode).toBe(true);
  expect(modelDemands(serviceManifest('vLLM', {}, { workerSpec: null }))?.isMultiNode).toBe(false);
});

test.each([
  ['a container of its own', predictor({ containers: [{ name: 'kserve-container', image: 'i' }] })],
  [
    'ModelMesh',
    { ...serviceManifest(), metadata: { annotations: { 'serving.kserve.io/deploymentMode': 'ModelMesh' } } },
  ],
  ['ModelMesh by its status', { ...serviceManifest(), status: { deploymentMode: 'ModelMesh' } }],
  ['a version that is a number', serviceManifest('sklearn', { modelFormat: { name: 'sklearn', version: 1 } })],
  ['a format that is a list', serviceManifest('sklearn', { modelFormat: { name: ['sklearn'] } })],
  ['a model that is a text', predictor({ model: 'sklearn' })],
  ['a framework that is a text', predictor({ sklearn: 'yes' })],
  ['no spec', { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService' }],
])('a service with %s asks for no runtime', (_, service) => {
  expect(modelDemands(service)).toBeUndefined();
});

test('a service that does not say is for ModelMesh where that is the default', () => {
  expect(modelDemands(serviceManifest(), 'ModelMesh')).toBeUndefined();
  const standard = {
    ...serviceManifest(),
    metadata: { annotations: { 'serving.kserve.io/deploymentMode': 'Standard' } },
  };
  expect(modelDemands(standard, 'ModelMesh')).toMatchObject({ format: 'sklearn' });
});
