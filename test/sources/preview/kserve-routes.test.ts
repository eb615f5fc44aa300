import { configuration, preview } from './kserve-service';
import { namesOf, specOf } from './previewed';

const BOTH =
  'transformer: { containers: [{ image: example.com/t:1 }] }\n  explainer: { containers: [{ image: example.com/e:1 }] }';

test.each([
  [
    'a predictor alone',
    '',
    [
      ['chat', 'chat-predictor'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
  [
    'a transformer',
    'transformer: { containers: [{ image: example.com/t:1 }] }',
    [
      ['chat', 'chat-transformer'],
      ['chat-transformer', 'chat-predictor'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
  [
    'an explainer',
    'explainer: { containers: [{ image: example.com/e:1 }] }',
    [
      ['chat', 'chat-predictor'],
      ['chat-explainer', 'chat-explainer'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
  [
    'both',
    BOTH,
    [
      ['chat-transformer', 'chat-explainer'],
      ['chat', 'chat-transformer'],
      ['chat-transformer', 'chat-predictor'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
])('with %s, the Ingress leads hosts to what upstream leads them to', (_what, rest, expected) => {
  const rules = expected.map(([host, name]) => ({
    host: `${host}-models.example.com`,
    http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] },
  }));
  expect(specOf(preview({ rest }), 'Ingress')).toEqual({ ingressClassName: 'istio', rules });
});

test.each([
  ['a label keeps it inside', { labels: ', networking.kserve.io/visibility: cluster-local' }, ''],
  [
    'the domain is of the cluster',
    {},
    configuration('{"ingressGateway": "a/b", "ingressDomain": "svc.cluster.local"}'),
  ],
  ['KServe is to make none', {}, configuration('{"ingressGateway": "a/b", "disableIngressCreation": true}')],
])('where %s, there is no Ingress', (_what, parts, more) => {
  expect(namesOf(preview(parts, more))).not.toContainEqual(expect.stringContaining('Ingress'));
});

test('with the Gateway API, each component has a route, and the service has one', () => {
  const gateway = configuration(
    '{"enableGatewayApi": true, "kserveIngressGateway": "kserve/gw", "ingressGateway": "a/b", "ingressDomain": "example.org", "disableHTTPRouteTimeout": true}',
  );
  const made = preview({ rest: 'transformer: { containers: [{ image: example.com/t:1 }] }' }, gateway);
  expect(namesOf(made).filter((name) => name.startsWith('HTTPRoute'))).toEqual([
    'HTTPRoute models/chat-predictor',
    'HTTPRoute models/chat-transformer',
    'HTTPRoute models/chat',
  ]);
  expect(specOf(made, 'HTTPRoute', 'chat')).toEqual({
    parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'kserve', name: 'gw' }],
    hostnames: ['chat-models.example.org'],
    rules: [
      {
        matches: [{ path: { type: 'RegularExpression', value: '^/.*$' } }],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: {
              set: [
                { name: 'KServe-Isvc-Name', value: 'chat' },
                { name: 'KServe-Isvc-Namespace', value: 'models' },
              ],
            },
          },
        ],
        backendRefs: [{ kind: 'Service', name: 'chat-transformer', namespace: 'models', port: 80 }],
      },
    ],
  });
  // The configuration of the cluster is known.
  expect(made.inexact).toEqual([]);
});
