import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

/**
 * What does not go together with the stages of a pipeline.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args
 */
export function checkPipeline(start: SglangStart): readonly Fault[] {
  const stages = start.stages();
  if (stages === undefined || stages <= 1) return [];
  return [
    ...refused('sglang/pipeline-speculation', start, speculation(start, stages)),
    ...refused('sglang/pipeline-mixed-chunk', start, mixedChunks(start, stages)),
  ];
}

function speculation(start: SglangStart, stages: number): Refusal | undefined {
  const algorithm = start.text('--speculative-algorithm');
  if (algorithm === undefined) return undefined;
  // Versions after those of the catalog read prompts with it.
  if (algorithm.toUpperCase() === 'DSPARK' && start.role() !== 'null') return undefined;
  return {
    flag: '--pp-size',
    problem: `--pp-size is ${stages} with --speculative-algorithm ${algorithm}`,
    because: 'it does not run stages and speculative decoding together',
    mend: 'Use tensor parallelism alone, or leave speculative decoding out.',
  };
}

function mixedChunks(start: SglangStart, stages: number): Refusal | undefined {
  // Speculative decoding switches it off.
  if (!start.has('--enable-mixed-chunk') || start.has('--speculative-algorithm')) return undefined;
  if (!start.isBetween('0.4.6.post2', '0.5.11')) return undefined;
  return {
    flag: '--enable-mixed-chunk',
    problem: `--enable-mixed-chunk is set with --pp-size ${stages}`,
    because: 'before 0.5.11 it does not run the two together',
    mend: 'Leave --enable-mixed-chunk out, or take an image of 0.5.11 or later.',
  };
}
