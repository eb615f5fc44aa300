import type { Construct } from 'constructs';
import type { ArgoDeliverySettings } from '../../index';
import { arrayAt, nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { delivered, object, workload } from './deliver';

describe('an Application of a delivery', () => {
  function ignoredBy(applications: readonly Manifest[], name: string) {
    const application = applications.find((one) => nameOf(one) === name);
    return arrayAt(application, 'spec', 'ignoreDifferences');
  }

  const TARGET = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'it' };

  test.each([
    ['HorizontalPodAutoscaler', 'autoscaling/v2', { maxReplicas: 2, scaleTargetRef: TARGET }],
    [
      'ScaledObject',
      'keda.sh/v1alpha1',
      {
        scaleTargetRef: TARGET,
        triggers: [
          { type: 'cron', metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 9 * * *', desiredReplicas: '2' } },
        ],
      },
    ],
  ])('leaves the replicas to a %s', (kind, apiVersion, spec) => {
    const { applications } = delivered((cluster) => {
      object(cluster, 'Deployment', 'apps/v1', workload());
      object(cluster, kind, apiVersion, { spec });
    });
    expect(ignoredBy(applications, 'gpu-models')).toEqual([
      { group: 'apps', kind: 'Deployment', name: 'it', namespace: 'models', jsonPointers: ['/spec/replicas'] },
    ]);
  });

  test('has nobody warned of replicas in Git that it leaves to an autoscaler', () => {
    const build = (cluster: Construct) => {
      const { spec } = workload();
      object(cluster, 'Deployment', 'apps/v1', { spec: { replicas: 2, ...spec } });
      object(cluster, 'HorizontalPodAutoscaler', 'autoscaling/v2', {
        spec: { maxReplicas: 4, scaleTargetRef: TARGET },
      });
    };
    const told = (settings: ArgoDeliverySettings) =>
      delivered(build, settings)
        .findings.map(({ id }) => id)
        .filter((id) => id === 'autoscaling/scaled-replicas');
    expect(told({})).toEqual([]);
    expect(told({ syncOptions: { respectIgnoreDifferences: false } })).toEqual(['autoscaling/scaled-replicas']);
  });

  test('leaves nothing to an autoscaler of what a controller makes, which is not in Git', () => {
    const { applications } = delivered((cluster) => {
      object(cluster, 'Deployment', 'apps/v1', workload());
      const spec = { maxReplicas: 2, scaleTargetRef: { ...TARGET, name: 'it-predictor' } };
      object(cluster, 'HorizontalPodAutoscaler', 'autoscaling/v2', { spec });
    });
    expect(ignoredBy(applications, 'gpu-models')).toEqual([]);
  });

  test('leaves certificates to an injector, where Git has a place for them', () => {
    const webhook = (name: string, clientConfig: object) => ({
      name,
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      clientConfig: { ...clientConfig, service: { name: 'it', namespace: 'models' } },
    });
    const { applications } = delivered((cluster) => {
      const injected = { 'cert-manager.io/inject-ca-from': 'models/it' };
      const webhooks = [webhook('a.example.com', {}), webhook('b.example.com', { caBundle: 'Cg==' })];
      object(cluster, 'ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', { webhooks }, injected);
      object(cluster, 'MutatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', { webhooks });
    });
    expect(ignoredBy(applications, 'gpu-models')).toEqual([
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        name: 'it',
        jsonPointers: ['/webhooks/1/clientConfig/caBundle'],
      },
    ]);
  });
});
