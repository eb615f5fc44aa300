import { textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** What KServe knows of the engine that a runtime starts, by which it sets some of it up. */
export type ServerType = string | undefined;

/** Runtimes that KServe knows by their names. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['kserve-mlserver', 'mlserver'],
  ['kserve-torchserve', 'torchserve'],
  ['kserve-tritonserver', 'tritonserver'],
  ['kserve-tensorflow-serving', 'tensorflow-serving'],
  ['kserve-huggingfaceserver', 'huggingfaceserver'],
  ['kserve-vllmserver', 'vllmserver'],
]);

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go GetServerTypeFromRuntimeName */
export function serverTypeOf(runtime: Manifest): ServerType {
  const annotated = textAt(runtime, 'metadata', 'annotations', 'serving.kserve.io/server-type');
  return annotated === undefined || annotated === ''
    ? BY_NAME.get(textAt(runtime, 'metadata', 'name') ?? '')
    : annotated;
}
