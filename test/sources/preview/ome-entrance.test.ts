import { namesOf, previewed, specOf } from './previewed';

const RUNTIME = `
apiVersion: ome.io/v1beta1
kind: ClusterBaseModel
metadata: { name: llama }
spec: { modelFormat: { name: safetensors }, storage: { storageUri: "hf://meta/llama", path: /mnt/llama } }
---
apiVersion: ome.io/v1beta1
kind: ClusterServingRuntime
metadata: { name: srt }
spec:
  supportedModelFormats: [{ modelFormat: { name: safetensors }, autoSelect: true }]
  engineConfig: { runner: { name: ome-container, image: a, args: [a] } }
  decoderConfig: { runner: { name: ome-container, image: a, args: [a] } }
  routerConfig: { runner: { name: router, image: a } }
---`;

interface Parts {
  readonly ingress: string;
  readonly annotations?: string;
  readonly spec?: string;
}

function preview({ ingress, annotations = '', spec = 'engine: {}' }: Parts) {
  return previewed(
    'chat',
    `${RUNTIME}
apiVersion: v1
kind: ConfigMap
metadata: { name: inferenceservice-config, namespace: ome }
data: { ingress: '{ "ingressGateway": "i/public", "ingressService": "i", "localGateway": "i/local", "localGatewayService": "gw.istio", "knativeLocalGatewayService": "knative.istio", "ingressDomain": "example.org", ${ingress} }' }
---
apiVersion: ome.io/v1beta1
kind: InferenceService
metadata: { name: chat, namespace: models, labels: { team: a, networking.knative.dev/visibility: public }, annotations: { a: b, autoscaling.knative.dev/min-scale: "1"${annotations} } }
spec:
  model: { name: llama }
  runtime: { name: srt }
  ${spec}
`,
  );
}

describe('with the Gateway API', () => {
  const GATEWAY = '"enableGatewayAPI": true, "omeIngressGateway": "ome/gw"';
  const routes = (parts: Partial<Parts>) =>
    namesOf(preview({ ingress: GATEWAY, ...parts })).filter((name) => name.startsWith('HTTPRoute'));

  test('the engine has a route, which is named like the service and leads to a Service of that name', () => {
    const made = preview({ ingress: GATEWAY });
    const route = made.children.find(({ object }) => object.kind === 'HTTPRoute');
    expect(route?.object).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'chat', namespace: 'models', labels: { team: 'a' }, annotations: { a: 'b' } },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'ome', name: 'gw' }],
        hostnames: ['chat.models.example.org'],
        rules: [
          {
            matches: [{ path: { type: 'RegularExpression', value: '^/.*$' } }],
            filters: [
              {
                type: 'RequestHeaderModifier',
                requestHeaderModifier: {
                  set: [
                    { name: 'OMe-Isvc-Name', value: 'chat' },
                    { name: 'OME-Isvc-Namespace', value: 'models' },
                  ],
                },
              },
            ],
            backendRefs: [{ kind: 'Service', name: 'chat', namespace: 'models', port: 8080 }],
            timeouts: { request: '60s' },
          },
        ],
      },
    });
    expect(route?.inexact.map(({ because }) => because)).toContain(
      'it leads to the Service chat, which is not made: OME v0.1.5 means chat-engine',
    );
    expect(namesOf(made)).not.toContain('Service models/chat');
  });

  test('a decoder has a route of its own, with its own time', () => {
    expect(routes({ spec: 'engine: {}\n  decoder: { timeoutSeconds: 300 }' })).toEqual([
      'HTTPRoute models/chat',
      'HTTPRoute models/chat-decoder',
    ]);
    const made = preview({ ingress: GATEWAY, spec: 'engine: {}\n  decoder: { timeoutSeconds: 300 }' });
    expect(specOf(made, 'HTTPRoute', 'chat-decoder')).toMatchObject({ rules: [{ timeouts: { request: '300s' } }] });
  });

  test('a router gets none, and that is said', () => {
    expect(routes({ spec: 'engine: {}\n  router: {}' })).toEqual(['HTTPRoute models/chat']);
    const { inexact } = preview({ ingress: GATEWAY, spec: 'engine: {}\n  router: {}' });
    expect(inexact[0]?.because).toContain('makes no HTTPRoute for the router');
  });

  test('without a Gateway by namespace and name, OME panics', () => {
    const made = preview({ ingress: '"enableGatewayAPI": true, "omeIngressGateway": "gw"' });
    expect(namesOf(made)).not.toContainEqual(expect.stringContaining('HTTPRoute'));
    expect(made.inexact[0]?.because).toContain('its controller panics');
  });

  test('hosts are made of names of 63 characters', () => {
    const annotations = ', ome.io/ingress-domain-template: "{{ .Name }}.{{ .IngressDomain }}"';
    expect(specOf(preview({ ingress: GATEWAY, annotations }), 'HTTPRoute')).toMatchObject({
      hostnames: ['chat.example.org'],
    });
  });
});

describe('under Knative', () => {
  const SERVERLESS = 'engine: { minReplicas: 0, maxReplicas: 2 }';

  test('a VirtualService leads to the engine, and a Service stands for the gateway', () => {
    const made = preview({ ingress: '"urlScheme": "http"', spec: SERVERLESS });
    expect(namesOf(made).slice(-2)).toEqual(['VirtualService models/chat', 'Service models/chat']);
    expect(specOf(made, 'VirtualService')).toEqual({
      hosts: ['chat.models.svc.cluster.local'],
      gateways: ['i/local', 'mesh', 'i/public'],
      http: [
        {
          match: [
            {
              authority: { regex: '^chat\\.models(\\.svc(\\.cluster\\.local)?)?(?::\\d{1,5})?$' },
              gateways: ['i/local', 'mesh'],
            },
          ],
          route: [{ destination: { host: 'knative.istio', port: { number: 8080 } }, weight: 100 }],
          headers: {
            request: {
              set: {
                Host: 'chat-engine.models.svc.cluster.local',
                'OMe-Isvc-Name': 'chat',
                'OME-Isvc-Namespace': 'models',
              },
            },
          },
        },
      ],
    });
    expect(made.children.at(-1)).toMatchObject({
      object: { spec: { type: 'ExternalName', externalName: 'gw.istio', sessionAffinity: 'None' } },
      inexact: [{ because: expect.stringContaining('deletes it each time') as string }],
    });
  });

  test('an annotation gives the service a path', () => {
    const annotations = ', ome.io/ingress-path-template: "/{{ .Namespace }}/{{ .Name }}"';
    const made = preview({ ingress: '"urlScheme": "http"', spec: SERVERLESS, annotations });
    expect(specOf(made, 'VirtualService')).toMatchObject({
      hosts: ['chat.models.svc.cluster.local', 'example.org'],
      http: [{}, { match: [{ uri: { prefix: '/models/chat/' } }, { uri: { exact: '/models/chat' } }] }],
    });
  });

  test.each([
    ['the configuration', { ingress: '"disableIstioVirtualHost": true' }],
    [
      'an annotation',
      { ingress: '"urlScheme": "http"', annotations: ', ome.io/ingress-disable-istio-virtualhost: "true"' },
    ],
  ])('neither is there where %s says so', (_what, parts) => {
    expect(namesOf(preview({ ...parts, spec: SERVERLESS })).slice(-1)).toEqual(['Service models/chat-engine']);
  });
});
