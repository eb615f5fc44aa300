import { isComplete } from '../../checks/ome/selection/decided-runtime';
import { namedRuntimeRefusal } from '../../checks/ome/selection/select-runtime';
import { modelSpec } from '../../checks/ome/selection/spec';
import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { stated } from '../../preview/pod-edits';

/**
 * Whether a model states so little that OME's agents decide whether a runtime fits: they write into the model what they
 * find in its files, and leave what it states.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/config_parser.go updateModelSpec
 */
export function awaitsAgents(model: Manifest, runtime: Manifest, service: Manifest): boolean {
  if (isComplete(modelSpec(model)) || namedRuntimeRefusal(model, runtime, service) === undefined) return false;
  return arrayAt(runtime, 'spec', 'supportedModelFormats').some(
    (format) => namedRuntimeRefusal(completed(model, objectAt(format)), runtime, service) === undefined,
  );
}

/** The model as it is if its files are as a runtime wants them. */
function completed(model: Manifest, { modelFormat, modelFramework, modelArchitecture, quantization }: JsonObject) {
  const spec = objectAt(model, 'spec');
  const hasFormat = (textAt(spec, 'modelFormat', 'name') ?? '') !== '';
  const found = stated({ modelFramework, modelArchitecture, quantization });
  return { ...model, spec: { ...found, ...spec, ...(hasFormat ? {} : stated({ modelFormat })) } };
}

/** What a model leaves to the agents, in words. */
export function leftToAgents(model: Manifest): string {
  const { modelFormat, modelFramework, modelArchitecture } = modelSpec(model);
  const missing = [
    ...(modelFormat.name === '' ? ['format'] : []),
    ...(modelFramework === undefined ? ['framework'] : []),
    ...(modelArchitecture === undefined ? ['architecture'] : []),
  ];
  return missing.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
