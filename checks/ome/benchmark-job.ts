import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { refusal } from './refusal';
import { FORMS_OF_WEBHOOK, readStorageUri } from './storage-uri';

const KIND = 'BenchmarkJob';

/** Shapes of scenarios by task, as loosely anchored as OME has them. */
const SCENARIOS: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  'text-to-text': {
    pattern: /^N\(\d+,\d+\)\/\(\d+,\d+\)|U\(\d+,\d+\)(?:\/\(\d+,\d+\))?|D\(\d+,\d+\)$/,
    example: 'D(100,1000)',
  },
  'text-to-embeddings': { pattern: /^E\(\d+,\d+\)$/, example: 'E(512,1)' },
  'image-to-text': { pattern: /^I\(\d+,\d+(?:,\d+)?\)$/, example: 'I(512,512)' },
  'image-to-embeddings': { pattern: /^I\(\d+,\d+(?:,\d+)?\)$/, example: 'I(512,512)' },
};

/**
 * What OME's webhook refuses of a BenchmarkJob.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/benchmark/benchmark_webhook.go
 */
export function checkBenchmarkJob(job: Manifest): readonly Fault[] {
  return [...checkEndpoint(job), ...checkScenarios(job), ...checkParameters(job), ...checkOutput(job)];
}

function checkEndpoint(job: Manifest): readonly Fault[] {
  const { endpoint, inferenceService } = objectAt(job, 'spec', 'endpoint');
  const stated = [endpoint, inferenceService].filter((one) => one !== undefined).length;
  if (stated === 1) return [];
  return [
    refusal(
      KIND,
      'ome/benchmark-endpoint',
      'spec.endpoint',
      stated === 0 ? 'Nothing is named that is measured' : 'Both an address and an InferenceService are named',
      'State endpoint or inferenceService.',
    ),
  ];
}

/** The scenarios that OME itself takes for embeddings are not of the shape that it demands. */
function checkScenarios(job: Manifest): readonly Fault[] {
  const task = textAt(job, 'spec', 'task') ?? '';
  const shape = Object.hasOwn(SCENARIOS, task) ? SCENARIOS[task] : undefined;
  if (shape === undefined) return [];
  const scenarios = arrayAt(job, 'spec', 'trafficScenarios').map(String);
  if (scenarios.length === 0) {
    if (task !== 'text-to-embeddings') return [];
    return [
      refusal(
        KIND,
        'ome/benchmark-scenario',
        'spec.trafficScenarios',
        "No scenarios are stated, and OME's own for embeddings, such as E(64), are not of the shape that it demands",
        `State them, such as '${shape.example}'.`,
      ),
    ];
  }
  return scenarios.flatMap((scenario, index) =>
    shape.pattern.test(scenario)
      ? []
      : [
          refusal(
            KIND,
            'ome/benchmark-scenario',
            `spec.trafficScenarios[${index}]`,
            `'${scenario}' is no scenario of the task ${task}`,
            `Write it as in '${shape.example}'.`,
          ),
        ],
  );
}

function checkParameters(job: Manifest): readonly Fault[] {
  const { temperature, ignore_eos: ignoreEos } = objectAt(job, 'spec', 'additionalRequestParams');
  const field = 'spec.additionalRequestParams';
  const faults: Fault[] = [];
  if (
    typeof temperature === 'string' &&
    !/^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|inf|infinity|nan)$/i.test(temperature)
  ) {
    faults.push(
      refusal(
        KIND,
        'ome/benchmark-parameter',
        `${field}.temperature`,
        `'${temperature}' is no number`,
        "Use '0.7', say.",
      ),
    );
  }
  if (ignoreEos !== undefined && ignoreEos !== 'true' && ignoreEos !== 'false') {
    faults.push(
      refusal(
        KIND,
        'ome/benchmark-parameter',
        `${field}.ignore_eos`,
        `${JSON.stringify(ignoreEos)} is neither 'true' nor 'false'`,
        "Use 'true' or 'false'.",
      ),
    );
  }
  return faults;
}

function checkOutput(job: Manifest): readonly Fault[] {
  const uri = textAt(job, 'spec', 'outputLocation', 'storageUri');
  if (uri === undefined) return [];
  const read = readStorageUri(uri, FORMS_OF_WEBHOOK);
  if (!('fault' in read)) return [];
  return [refusal(KIND, 'ome/storage-uri', 'spec.outputLocation.storageUri', read.fault, `Write ${read.form}.`)];
}
