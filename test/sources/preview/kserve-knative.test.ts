import { configuration, preview } from './kserve-service';
import { namesOf, specOf } from './previewed';

test('under Knative a service gets a Service of Knative, and what leads to it', () => {
  const made = preview({
    mode: 'Knative',
    predictor: 'minReplicas: 0\n    maxReplicas: 3\n    scaleTarget: 4\n    timeout: 60',
  });
  expect(namesOf(made)).toEqual(['Service models/chat-predictor', 'VirtualService models/chat', 'Service models/chat']);
  expect(specOf(made, 'Service')).toMatchObject({
    template: {
      metadata: {
        annotations: {
          'autoscaling.knative.dev/class': 'kpa.autoscaling.knative.dev',
          'autoscaling.knative.dev/min-scale': '0',
          'autoscaling.knative.dev/max-scale': '3',
          'autoscaling.knative.dev/target': '4',
        },
      },
      spec: { timeoutSeconds: 60, responseStartTimeoutSeconds: 60, containers: [{ name: 'kserve-container' }] },
    },
    traffic: [{ latestRevision: true, percent: 100 }],
  });
  expect(made.pods[0]).toMatchObject({
    replicas: { least: 0, most: 3 },
    podName: 'chat-predictor-<revision>-deployment-<hash>',
  });
  expect(specOf(made, 'VirtualService')).toMatchObject({
    hosts: ['chat.models.svc.cluster.local'],
    http: [{ match: [{ authority: { regex: '^chat\\.models\\.svc\\.cluster\\.local(?::\\d{1,5})?$' } }] }],
  });
});

test('Knative’s Service keeps what is said of its roll-out, and revisions do not', () => {
  const made = preview({ mode: 'Knative', annotations: ', serving.knative.dev/rollout-duration: 10s' });
  const [ksvc] = made.children;
  expect(ksvc?.object.metadata).toMatchObject({ annotations: { 'serving.knative.dev/rollout-duration': '10s' } });
  expect(JSON.stringify(ksvc?.object.spec)).not.toContain('rollout-duration');
  expect(made.pods[0]?.replicas).toEqual({ least: 1 });
});

describe('where services are told apart by paths', () => {
  const BY_PATHS = configuration(
    '{"ingressGateway": "a/b", "localGateway": "a/c", "localGatewayService": "gw.istio", "ingressDomain": "example.org", "pathTemplate": "/serving/{{ .Namespace }}/{{ .Name }}/"}',
  );
  const http = (made: ReturnType<typeof preview>) =>
    JSON.parse(JSON.stringify(specOf(made, 'VirtualService'))) as unknown;

  test('the path leads to the service, and is cut off', () => {
    expect(http(preview({ mode: 'Knative' }, BY_PATHS))).toMatchObject({
      hosts: ['chat.models.svc.cluster.local', 'example.org'],
      http: [
        {},
        {
          match: [
            {
              uri: { prefix: '/serving/models/chat/' },
              authority: { regex: '^example\\.org(?::\\d{1,5})?$' },
              gateways: ['a/b'],
            },
            { uri: { exact: '/serving/models/chat' } },
          ],
          rewrite: { uri: '/' },
          route: [{ destination: { host: 'gw.istio', port: { number: 80 } }, weight: 100 }],
          headers: { request: { set: { Host: 'chat-predictor.models.svc.cluster.local' } } },
        },
      ],
    });
  });

  test('explanations below it are led to the explainer', () => {
    const rest = 'explainer: { containers: [{ image: example.com/e:1 }] }';
    expect(http(preview({ mode: 'Knative', rest }, BY_PATHS))).toMatchObject({
      http: [
        { match: [{ uri: { regex: '^/v1/models/[\\w-]+:explain$' } }] },
        {},
        {
          match: [{ uri: { regex: '/serving/models/chat(/v1/models/[\\w-]+:explain)$' } }],
          rewrite: {
            uriRegexRewrite: { match: '/serving/models/chat(/v1/models/[\\w-]+:explain)$', rewrite: '\\1' },
          },
          headers: { request: { set: { Host: 'chat-explainer.models.svc.cluster.local' } } },
        },
        {},
      ],
    });
  });
});
