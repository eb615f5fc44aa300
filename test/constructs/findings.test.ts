import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster, findingsOf as recordedOf, report, VllmRuntime } from '../../index';
import type { Finding } from '../../index';
import { cluster, configMap, findingsOf } from '../synth/fleet';

const fault: Omit<Finding, 'where'> = {
  id: 'my/rule',
  severity: 'error',
  field: 'size',
  problem: 'The size is wrong',
  consequence: 'It breaks.',
  mend: 'Change it.',
};

test('what a construct reports is found under its path, once', () => {
  const findings = findingsOf((app) => {
    report(new Construct(cluster(app, 'c'), 'mine'), fault);
  });
  expect(findings).toEqual([{ ...fault, where: 'c/mine' }]);
});

test('a construct named Resource goes by the path of its owner', () => {
  const owner = new Construct(new Chart(new App(), 'c'), 'owner');
  const resource = configMap(owner, 'Resource');
  report(resource, fault);
  expect(recordedOf(resource)).toMatchObject([{ where: 'c/owner' }]);
});

test('a warning stops nothing', () => {
  const findings = findingsOf((app) => {
    report(configMap(cluster(app, 'c'), 'mine'), { ...fault, severity: 'warning' });
  });
  expect(findings).toMatchObject([{ id: 'my/rule', severity: 'warning' }]);
});

test('an error stops a plain cdk8s App too', () => {
  const app = new App();
  report(new Chart(app, 'c'), fault);
  expect(() => app.synthYaml()).toThrow('[my/rule]');
});

test('the validation of a construct of somebody else is an error', () => {
  const findings = findingsOf((app) => {
    cluster(app, 'c').node.addValidation({ validate: () => ['no such thing'] });
  });
  expect(findings).toMatchObject([{ id: 'construct/validation', where: 'c', problem: 'no such thing' }]);
});

test('a runtime outside of every cluster is an error', () => {
  const findings = findingsOf((app) => new VllmRuntime(new Chart(app, 'chart'), 'vllm', { image: 'i' }));
  expect(findings).toMatchObject([{ id: 'construct/no-cluster', where: 'chart/vllm' }]);
});

test('a runtime in a cluster without a platform is an error', () => {
  const findings = findingsOf((app) => new VllmRuntime(new Cluster(app, 'management'), 'vllm', { image: 'i' }));
  expect(findings).toMatchObject([{ id: 'construct/no-platform', where: 'management/vllm' }]);
});
