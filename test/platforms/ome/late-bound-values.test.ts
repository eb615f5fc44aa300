import { late, text } from '../../../index';
import { objectAt, valueAt } from '../../../kubernetes/manifest';
import { model, written, runtimeOf } from './written';

describe('late-bound values', () => {
  const args = Object.values(late).map((value) => text`${value.lateBound}=${value}`);
  const values = {
    modelPath: '$(MODEL_PATH)',
    modelRoot: '$(MODEL_PATH)',
    modelName: '{{.Name}}',
    modelTask: '{{ index .Annotations `model-task` }}',
    serviceName: '{{.Name}}',
    namespace: '{{.Namespace}}',
    servingPort: '30000',
  };
  const readings = (fields: Readonly<Record<string, string>>) =>
    Object.entries({ ...values, ...fields }).map(([name, value]) => `${name}=${value}`);

  test('of a pod are what OME renders in its runner, or tells by a variable', () => {
    const engine = runtimeOf({ args });
    const alone = { groupSize: '1', podIndex: '0', tensorParallel: '1', pipelineParallel: '1' };
    expect(valueAt(engine, 'engineConfig', 'runner', 'args')).toEqual(
      readings({ leaderAddress: '127.0.0.1', ...alone }),
    );
  });

  test('of a group are what LeaderWorkerSet tells', () => {
    const engine = runtimeOf({ args, probes: { readiness: { path: '/ready' } }, workers: { count: 3 } });
    const group = readings({
      leaderAddress: '$(LWS_LEADER_ADDRESS)',
      groupSize: '$(LWS_GROUP_SIZE)',
      podIndex: '$(LWS_WORKER_INDEX)',
      tensorParallel: '2',
      pipelineParallel: '$(LWS_GROUP_SIZE)',
    });
    expect(valueAt(engine, 'engineConfig', 'leader', 'runner', 'args')).toEqual(group);
    expect(valueAt(engine, 'engineConfig', 'worker', 'runner', 'args')).toEqual(group);
    expect(valueAt(engine, 'engineConfig', 'worker', 'size')).toBe(3);
  });

  test('of the task are found on the service', () => {
    const { find, ids } = written({ args: [late.modelTask] }, { service: { model: { ...model, task: 'chat' } } });
    expect(objectAt(find('InferenceService'), 'metadata', 'annotations')).toMatchObject({ 'model-task': 'chat' });
    expect(ids).toEqual([]);
  });

  test('in variables refer to a path that the service states before them, since OME appends its own', () => {
    const env = [
      { name: 'MODEL_PATH', value: late.modelPath },
      { name: 'CONFIG', value: text`${late.modelPath}/config.json` },
    ];
    const { find } = written({ env }, { service: { env: { LEVEL: 'debug' } } });
    expect(valueAt(find('ClusterServingRuntime'), 'spec', 'engineConfig', 'runner', 'env')).toEqual([
      { name: 'CONFIG', value: '$(MODEL_PATH)/config.json' },
    ]);
    expect(valueAt(find('InferenceService'), 'spec', 'engine', 'runner', 'env')).toEqual([
      { name: 'MODEL_PATH', value: '/mnt/data/models/models/mistral' },
      { name: 'LEVEL', value: 'debug' },
    ]);
  });
});
