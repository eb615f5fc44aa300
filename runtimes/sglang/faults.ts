import { compareVersions } from '../../catalog/flags/version';
import { sglangFlagCatalog } from '../../catalog/sglang-engine-flags';
import { inWords } from '../../checks/finding';
import type { Fault } from '../../checks/finding';
import type { Accelerator } from '../../constructs/accelerator';
import type { SglangCommandLine } from './command-line';
import { BOOTSTRAP_PORT } from './disaggregation';
import { isSize } from './parallelism';
import type { Parallelism } from './parallelism';

const REFUSES = 'SGLang refuses to start, and the pod restarts for ever';

type Rule = (command: SglangCommandLine, version: string) => Fault | undefined;

/**
 * What SGLang would refuse of a command line whose flags are right one by one.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py check_server_args
 */
export function commandLineFaults(command: SglangCommandLine, version: string | undefined): readonly Fault[] {
  const wrongSizes = sizeFaults(command.parallelism);
  // Nothing can be computed with sizes that are none.
  if (wrongSizes.length > 0) return wrongSizes;
  const target = version ?? sglangFlagCatalog().newestVersion;
  return RULES.map((rule) => rule(command, target)).filter((fault) => fault !== undefined);
}

const RULES: readonly Rule[] = [
  nodes,
  copiesOverNodes,
  attentionCopies,
  prefillChunk,
  grpcPort,
  bootstrapPort,
  servedName,
  pipelineWithSpeculation,
  pipelineWithMixedChunks,
];

/** Sizes as they are stated. */
interface StatedSizes extends Partial<Parallelism> {
  readonly accelerator?: Accelerator;
}

/** Sizes that are no number of anything. */
export function sizeFaults({ accelerator, ...sizes }: StatedSizes): readonly Fault[] {
  const { tensorParallel, pipelineParallel, dataParallel, nodes: pods } = sizes;
  const count = accelerator?.vendor === 'cpu' ? undefined : accelerator?.count;
  const stated = { tensorParallel, pipelineParallel, dataParallel, nodes: pods, 'accelerator.count': count };
  return Object.entries(stated).flatMap(([name, size]) =>
    size === undefined || isSize(size)
      ? []
      : [
          {
            id: 'sglang/parallel-size',
            severity: 'error' as const,
            field: name,
            problem: `${name} is ${inWords(size)}`,
            consequence: REFUSES,
            mend: `Use a whole number of at least 1, or leave ${name} out.`,
          },
        ],
  );
}

/** Ranks are dealt out evenly: whole stages to each pod, or each stage to as many pods. */
function fits(tensorParallel: number, pipelineParallel: number, pods: number): boolean {
  const podsPerStage = pods / pipelineParallel;
  return pipelineParallel % pods === 0 || (Number.isInteger(podsPerStage) && tensorParallel % podsPerStage === 0);
}

function nodes({ parallelism }: SglangCommandLine): Fault | undefined {
  const { tensorParallel, pipelineParallel, nodes: pods } = parallelism;
  if (fits(tensorParallel, pipelineParallel, pods)) return undefined;
  const ranks = tensorParallel * pipelineParallel;
  const podsPerStage = pods / pipelineParallel;
  const betterSize = Number.isInteger(podsPerStage)
    ? `, or ${nextMultiple(tensorParallel, podsPerStage)} for tensorParallel`
    : '';
  return {
    id: 'sglang/nodes',
    severity: 'error',
    field: 'nodes',
    problem: `tensorParallel ${tensorParallel} times pipelineParallel ${pipelineParallel} cannot be dealt out to ${pods} pods`,
    consequence:
      ranks % pods === 0
        ? 'No pod would start some of the ranks, and the group waits for them for ever.'
        : `${REFUSES}: the product must be divisible by the number of nodes.`,
    mend: `Use ${listed(divisors(ranks).filter((count) => fits(tensorParallel, pipelineParallel, count)))} for nodes${betterSize}.`,
  };
}

function copiesOverNodes({ parallelism }: SglangCommandLine): Fault | undefined {
  const { dataParallel, nodes: pods, dpAttention } = parallelism;
  if (dataParallel === 1 || pods === 1 || dpAttention) return undefined;
  return {
    id: 'sglang/data-parallel-nodes',
    severity: 'error',
    field: 'dataParallel',
    problem: `dataParallel is ${dataParallel} in a group of ${pods} pods, without flags.enableDpAttention`,
    consequence: `${REFUSES}: over several nodes only the attention can be copied.`,
    mend: `Use 1 for dataParallel and ${dataParallel} replicas, or set flags.enableDpAttention.`,
  };
}

function attentionCopies({ parallelism }: SglangCommandLine): Fault | undefined {
  const { tensorParallel, dataParallel, dpAttention } = parallelism;
  if (!dpAttention || tensorParallel % dataParallel === 0) return undefined;
  return {
    id: 'sglang/attention-copies',
    severity: 'error',
    field: 'dataParallel',
    problem: `dataParallel is ${dataParallel} with flags.enableDpAttention, which does not divide tensorParallel ${tensorParallel}`,
    consequence: `${REFUSES}: each copy of the attention has an equal share of the devices.`,
    mend: `Use ${listed(divisors(tensorParallel))} for dataParallel.`,
  };
}

/** Before 0.4.9.post4 the size was held against the page before it was shared out to the copies of the attention. */
function prefillChunk({ parallelism, number, text }: SglangCommandLine, version: string): Fault | undefined {
  const chunk = number('--chunked-prefill-size');
  const page = number('--page-size');
  if (chunk === undefined || page === undefined || chunk <= 0 || page < 1) return undefined;
  if (text('--disaggregation-mode') === 'decode') return undefined;
  const isShared = parallelism.dpAttention && compareVersions(version, '0.4.9.post4') >= 0;
  const copies = isShared ? parallelism.dataParallel : 1;
  if (Math.floor(chunk / copies) % page === 0) return undefined;
  const share = copies === 1 ? '' : `, shared by ${copies} copies of the attention,`;
  return {
    id: 'sglang/prefill-chunk',
    severity: 'error',
    field: 'flags.chunkedPrefillSize',
    problem: `chunkedPrefillSize ${chunk}${share} is no multiple of pageSize ${page}`,
    consequence: `${REFUSES}: a chunk of a prompt fills whole pages.`,
    mend: `Use ${nextMultiple(chunk, page * copies)} for chunkedPrefillSize.`,
  };
}

function grpcPort({ number, has }: SglangCommandLine, version: string): Fault | undefined {
  const port = number('--grpc-port');
  if (port === undefined || port !== number('--port') || compareVersions(version, '0.5.11') < 0) return undefined;
  if (has('--smg-grpc-mode') || has('--grpc-mode')) return undefined;
  return {
    id: 'sglang/grpc-port',
    severity: 'error',
    field: 'flags.grpcPort',
    problem: `grpcPort is ${port}, where SGLang answers HTTP`,
    consequence: `${REFUSES}: the two must differ.`,
    mend: `Use ${port + 1} for grpcPort.`,
  };
}

function bootstrapPort({ number, text }: SglangCommandLine): Fault | undefined {
  const port = number('--disaggregation-bootstrap-port') ?? BOOTSTRAP_PORT;
  if (text('--disaggregation-mode') !== 'prefill' || port !== number('--port')) return undefined;
  return {
    id: 'sglang/bootstrap-port',
    severity: 'error',
    field: 'disaggregation.bootstrapPort',
    problem: `Pods that read prompts would take requests and meet the other pods on the same port ${port}`,
    consequence: 'The second of the two cannot bind it, and the pod restarts for ever.',
    mend: port === BOOTSTRAP_PORT ? 'Use 8080 for port.' : `Use ${BOOTSTRAP_PORT} for bootstrapPort.`,
  };
}

function servedName({ text }: SglangCommandLine, version: string): Fault | undefined {
  const name = text('--served-model-name');
  return name === undefined ? undefined : colon(name, 'args', version);
}

/** What is wrong with a model's name, under which some platforms serve it; others take the service's own. */
export function modelNameFaults(name: string | undefined, version: string | undefined): readonly Fault[] {
  const target = version ?? sglangFlagCatalog().newestVersion;
  const fault = name === undefined ? undefined : colon(name, 'model.name', target);
  return fault === undefined ? [] : [{ ...fault, severity: 'warning' }];
}

function colon(name: string, field: string, version: string): Fault | undefined {
  if (!name.includes(':') || compareVersions(version, '0.5.5.post1') < 0) return undefined;
  return {
    id: 'sglang/served-name',
    severity: 'error',
    field,
    problem: `The served model name '${name}' has a colon`,
    consequence: `${REFUSES}: a colon parts the names of a model and its adapter.`,
    mend: `Use '${name.replaceAll(':', '-')}'.`,
  };
}

function pipelineWithSpeculation({ parallelism, has }: SglangCommandLine): Fault | undefined {
  if (parallelism.pipelineParallel === 1 || !has('--speculative-algorithm')) return undefined;
  return {
    id: 'sglang/pipeline-speculation',
    severity: 'error',
    field: 'pipelineParallel',
    problem: `pipelineParallel is ${parallelism.pipelineParallel} with speculative decoding`,
    consequence: `${REFUSES}: the two are not compatible.`,
    mend: `Use 1 for pipelineParallel and ${groupSize(parallelism)} for tensorParallel, or leave flags.speculativeAlgorithm out.`,
  };
}

function pipelineWithMixedChunks({ parallelism, has }: SglangCommandLine, version: string): Fault | undefined {
  if (parallelism.pipelineParallel === 1 || !has('--enable-mixed-chunk')) return undefined;
  if (compareVersions(version, '0.4.6.post2') < 0 || compareVersions(version, '0.5.11') >= 0) return undefined;
  return {
    id: 'sglang/pipeline-mixed-chunk',
    severity: 'error',
    field: 'flags.enableMixedChunk',
    problem: `enableMixedChunk is set with pipelineParallel ${parallelism.pipelineParallel}`,
    consequence: `${REFUSES}: before 0.5.11 the two are not compatible.`,
    mend: 'Leave enableMixedChunk out, or take an image of 0.5.11 or later.',
  };
}

const groupSize = ({ tensorParallel, pipelineParallel }: Parallelism): number => tensorParallel * pipelineParallel;
const nextMultiple = (number: number, of: number): number => Math.ceil(number / of) * of;

/** The whole numbers that divide a number, as far as anybody has devices. */
export function divisors(number: number): readonly number[] {
  const candidates = Array.from({ length: Math.min(number, 1024) }, (_, index) => index + 1);
  return candidates.filter((divisor) => number % divisor === 0);
}

/** Numbers in words: `1, 2 or 4`. */
export function listed(numbers: readonly number[]): string {
  return [numbers.slice(0, -1).join(', '), String(numbers.at(-1))].filter((part) => part !== '').join(' or ');
}
