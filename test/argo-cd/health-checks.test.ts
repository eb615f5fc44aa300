import { App } from 'cdk8s';
import fc from 'fast-check';
import { ArgoHealthChecks, argoHealthChecks, Cluster, FleetApp } from '../../index';
import { objectAt } from '../../kubernetes/manifest';
import { runs } from '../runs';
import { runHealthCheck, runHealthChecks } from './lua';

/** A condition as controllers write it. */
function condition(type: string, status: string, message?: string) {
  return { type, status, reason: 'Reason', message };
}

function check(kind: string): string {
  const found = argoHealthChecks().find((one) => `${one.group}/${one.kind}` === kind);
  if (found === undefined) throw new Error(`${kind} has no check`);
  return found.lua;
}

const LWS = 'leaderworkerset.x-k8s.io/LeaderWorkerSet';
const DISAGGREGATED = 'disaggregatedset.x-k8s.io/DisaggregatedSet';
const LLM = 'serving.kserve.io/LLMInferenceService';
const OME = 'ome.io/InferenceService';

const CASES = [
  [
    'a set of groups that are all up to date',
    LWS,
    2,
    { observedGeneration: 2, conditions: [condition('Available', 'True', 'All replicas are ready')] },
    'Healthy',
    'All replicas are ready',
  ],
  [
    'a set whose change nobody has seen',
    LWS,
    3,
    { observedGeneration: 2, conditions: [condition('Available', 'True')] },
    'Progressing',
    'Its controller has not seen the last change yet',
  ],
  [
    'a set that loads a model',
    LWS,
    1,
    { observedGeneration: 1, conditions: [condition('Progressing', 'True', 'Replicas are progressing')] },
    'Progressing',
    'Waiting for the condition Available',
  ],
  [
    'a set in an update',
    LWS,
    4,
    {
      observedGeneration: 4,
      conditions: [condition('Available', 'False', 'Not yet'), condition('UpdateInProgress', 'True')],
    },
    'Progressing',
    'Not yet',
  ],
  [
    'roles that are all ready',
    DISAGGREGATED,
    1,
    { observedGeneration: 1, conditions: [condition('Available', 'True')] },
    'Healthy',
    'Reason',
  ],
  [
    'a role that is not',
    DISAGGREGATED,
    1,
    { observedGeneration: 1, conditions: [condition('Progressing', 'True'), condition('Available', 'False')] },
    'Progressing',
    'Reason',
  ],
  [
    'a service that is ready, whatever its generation',
    LLM,
    7,
    { conditions: [condition('RouterReady', 'True'), condition('Ready', 'True', 'fine')] },
    'Healthy',
    'fine',
  ],
  [
    'a service that loads',
    LLM,
    1,
    { conditions: [condition('Ready', 'False', 'pods are loading')] },
    'Progressing',
    'pods are loading',
  ],
  [
    'a service of OME, by its own condition and not by the generation of its Deployment',
    OME,
    9,
    {
      observedGeneration: 1,
      conditions: [condition('EngineReady', 'True'), condition('Ready', 'True')],
      modelStatus: { transitionStatus: 'UpToDate' },
    },
    'Healthy',
    'Reason',
  ],
  [
    'a service of OME that loads',
    OME,
    1,
    { conditions: [condition('Ready', 'Unknown')], modelStatus: { transitionStatus: 'InProgress' } },
    'Progressing',
    'Reason',
  ],
  [
    'a service of OME whose model cannot be loaded',
    OME,
    1,
    { conditions: [condition('Ready', 'False')], modelStatus: { transitionStatus: 'BlockedByFailedLoad' } },
    'Degraded',
    'status.modelStatus.transitionStatus is BlockedByFailedLoad',
  ],
  [
    'a model that nodes have',
    'ome.io/ClusterBaseModel',
    1,
    { state: 'Ready', nodesReady: ['a'] },
    'Healthy',
    'status.state is Ready',
  ],
  [
    'a model that is downloaded',
    'ome.io/BaseModel',
    1,
    { state: 'In_Transit' },
    'Progressing',
    'status.state is In_Transit',
  ],
  [
    'a model that no node could download',
    'ome.io/BaseModel',
    1,
    { state: 'Failed' },
    'Degraded',
    'status.state is Failed',
  ],
  [
    'a benchmark that has run',
    'ome.io/BenchmarkJob',
    1,
    { state: 'Completed' },
    'Healthy',
    'status.state is Completed',
  ],
  [
    'an application whose objects are healthy',
    'argoproj.io/Application',
    undefined,
    { health: { status: 'Healthy' } },
    'Healthy',
    'status.health.status is Healthy',
  ],
  [
    'an application that has not synced yet',
    'argoproj.io/Application',
    undefined,
    { health: { status: 'Missing' } },
    'Progressing',
    'status.health.status is Missing',
  ],
  [
    'an application that has failed',
    'argoproj.io/Application',
    undefined,
    { health: { status: 'Degraded' } },
    'Degraded',
    'status.health.status is Degraded',
  ],
  [
    'an application with a stopped service',
    'argoproj.io/Application',
    undefined,
    { health: { status: 'Suspended' } },
    'Suspended',
    'status.health.status is Suspended',
  ],
] as const;

describe('a health check for Argo CD', () => {
  const answers = runHealthChecks(
    CASES.map(([, kind, generation, status]) => ({
      script: check(kind),
      object: { metadata: { generation }, status },
    })),
  );

  test.each(CASES.map(([of, , , , status, message], index) => [of, status, message, answers[index]] as const))(
    'says of %s that it is %s',
    (_of, status, message, answer) => {
      expect(answer).toEqual({ type: 'table', status, message });
    },
  );

  test.each(['true', 'True'])('says of a service that is stopped (%s) that it is suspended', (value) => {
    const metadata = { annotations: { 'serving.kserve.io/stop': value } };
    const status = { conditions: [condition('Ready', 'False')] };
    expect(runHealthCheck(check(LLM), { metadata, status })).toMatchObject({ status: 'Suspended' });
  });

  test('waits where there is no status', () => {
    const checks = argoHealthChecks();
    const answers = runHealthChecks(
      checks.map(({ lua }) => ({ script: lua, object: { metadata: { generation: 1 } } })),
    );
    const waits = { type: 'table', status: 'Progressing', message: 'Its controller has not told how it is' };
    expect(answers).toEqual(checks.map(() => waits));
  });

  test('answers whatever a status is', () => {
    const words = ['Healthy', 'Progressing', 'Degraded', 'Suspended'];
    const part = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
      fc.object(),
    );
    const conditions = fc.array(fc.record({ type: part, status: part, message: part }, { requiredKeys: [] }));
    const status = fc.record(
      {
        observedGeneration: part,
        conditions: fc.oneof(conditions, part),
        state: part,
        health: part,
        modelStatus: part,
      },
      { requiredKeys: [] },
    );
    const one = fc.record({
      script: fc.constantFrom(...argoHealthChecks().map(({ lua }) => lua)),
      object: fc.record({ metadata: fc.constant({ generation: 1 }), status: fc.oneof(status, part) }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 100 }), (cases) => {
        for (const answer of runHealthChecks(cases)) {
          expect(answer.error).toBeUndefined();
          expect(words).toContain(answer.status);
        }
      }),
      { numRuns: runs(10) },
    );
  });

  test('uses nothing that Argo CD does not load', () => {
    for (const { lua } of argoHealthChecks()) {
      expect(lua).not.toMatch(/\b(?:string|math|io|os|debug|coroutine)\.|\b(?:require|goto)\b|:\w+\(/);
    }
  });
});

describe('ArgoHealthChecks', () => {
  function configMap(props?: ConstructorParameters<typeof ArgoHealthChecks>[2]) {
    const app = new FleetApp();
    new ArgoHealthChecks(new Cluster(app, 'argo-cd'), 'health', props);
    return app.render();
  }

  test('writes the checks as a part of the settings of Argo CD, which is applied without taking any other away', () => {
    const [object] = configMap().objects;
    expect(object?.layer).toBe('delivery');
    expect(object?.manifest).toMatchObject({
      kind: 'ConfigMap',
      metadata: {
        name: 'argocd-cm',
        namespace: 'argocd',
        labels: { 'app.kubernetes.io/part-of': 'argocd' },
        annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false' },
      },
      data: Object.fromEntries(argoHealthChecks().map(({ key, lua }) => [key, lua])),
    });
  });

  test('leaves out those of which Argo CD has a check', () => {
    const [object] = configMap({ except: [LLM] }).objects;
    const keys = Object.keys(objectAt(object?.manifest, 'data'));
    expect(keys).not.toContain('resource.customizations.health.serving.kserve.io_LLMInferenceService');
    expect(keys).toHaveLength(argoHealthChecks().length - 1);
  });

  test('has scripts that people can read in YAML', () => {
    const [tree] = configMap().trees;
    const [yaml] = [...(tree?.files.values() ?? [])];
    expect(yaml).toMatchSnapshot();
  });

  test('is made in any app', () => {
    expect(() => new ArgoHealthChecks(new Cluster(new App(), 'argo-cd'), 'health')).not.toThrow();
  });
});
