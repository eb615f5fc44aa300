import { renderText } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { Cluster, FleetApp, Kserve, VllmRuntime } from '../../index';
import type { VllmRuntimeProps } from '../../index';

/** What a platform starts that decides over devices and pods. */
function starts(props: Partial<VllmRuntimeProps> = {}) {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Kserve(), namespace: 'models' });
  const runtime = new VllmRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', ...props });
  const { starts: stated } = runtime.description.engine;
  const words = (start: readonly Text[] | undefined) => start?.map((word) => renderText(word, (name) => `<${name}>`));
  return { single: words(stated?.single), leader: words(stated?.group?.leader), worker: words(stated?.group?.worker) };
}

const ANSWERS = ['--host=0.0.0.0', '--port=<servingPort>'];
const GROUP = [
  ...['--served-model-name=<modelName>', '--tensor-parallel-size=<tensorParallel>'],
  ...['--pipeline-parallel-size=<pipelineParallel>', '--distributed-executor-backend=mp'],
  ...['--nnodes=<groupSize>', '--node-rank=<podIndex>', '--master-addr=<leaderAddress>'],
];

test('a pod of its own is split over the devices that the platform decides', () => {
  expect(starts({ flags: { maxModelLen: 8192 }, args: ['--seed=1'] }).single).toEqual([
    ...['vllm', 'serve', '<modelPath>', ...ANSWERS, '--served-model-name=<modelName>'],
    ...['--tensor-parallel-size=<tensorParallel>', '--max-model-len=8192', '--seed=1'],
  ]);
});

test('a group has a leader that answers and workers that do not', () => {
  const { leader, worker } = starts({ flags: { apiServerCount: 2 }, args: ['--seed=1'] });
  expect(leader).toEqual(['vllm', 'serve', '<modelPath>', ...ANSWERS, ...GROUP, '--api-server-count=2', '--seed=1']);
  expect(worker).toEqual(['vllm', 'serve', '<modelPath>', ...GROUP, '--headless', '--seed=1']);
});

test('a version that does not join pods by itself starts alone', () => {
  const { single, leader } = starts({ image: 'vllm/vllm-openai:v0.11.0' });
  expect(single?.slice(0, 2)).toEqual(['vllm', 'serve']);
  expect(leader).toBeUndefined();
});

test("sizes of the runtime's own do not come before the platform's", () => {
  expect(starts({ tensorParallel: 4 }).single?.filter((word) => word.startsWith('--tensor'))).toEqual([
    '--tensor-parallel-size=<tensorParallel>',
  ]);
});

test('a program of its own starts alone: nothing says that it can follow another pod', () => {
  const { single, leader, worker } = starts({ command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'] });
  expect(single).toEqual([
    ...['python3', '-m', 'vllm.entrypoints.openai.api_server', ...ANSWERS, '--model=<modelPath>'],
    ...['--served-model-name=<modelName>', '--tensor-parallel-size=<tensorParallel>'],
  ]);
  expect([leader, worker]).toEqual([undefined, undefined]);
});
