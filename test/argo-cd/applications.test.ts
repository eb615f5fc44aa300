import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArgoApplication, ArgoApplicationSet, ArgoProject, FleetApp } from '../../index';
import type { ArgoApplicationProps, ArgoProjectProps } from '../../index';
import { schemaErrors } from '../manifest-schema';

const SOURCE = { url: 'https://git.example.com/fleet.git', revision: 'refs/heads/main', path: 'dist/gpu/30-models' };
const DESTINATION = { server: 'https://kubernetes.default.svc' };
const BASICS = { source: SOURCE, destination: DESTINATION };

/** The one object that is made, which fits its schema. */
function made(build: (scope: Construct) => void) {
  const app = new FleetApp();
  build(new Chart(app, 'argo-cd'));
  const { objects, findings } = app.render();
  expect(findings).toEqual([]);
  const [manifest] = objects.map((object) => object.manifest);
  if (manifest === undefined || objects.length !== 1) throw new Error(`${objects.length} objects are made`);
  expect(schemaErrors(manifest)).toEqual([]);
  return manifest;
}

function application(props: Partial<ArgoApplicationProps> = {}) {
  return made((scope) => new ArgoApplication(scope, 'models', { ...BASICS, ...props }));
}

describe('ArgoApplication', () => {
  test('has defaults that let models run', () => {
    expect(application()).toMatchSnapshot();
  });

  test.each<[string, Partial<ArgoApplicationProps>, object]>([
    ['prunes', { prune: true }, { automated: { enabled: true, prune: true, selfHeal: true, allowEmpty: false } }],
    ['leaves changes by hand', { selfHeal: false }, { automated: { selfHeal: false } }],
    ['retries for ever', { retry: { limit: -1 } }, { retry: { limit: -1, refresh: true } }],
    [
      'retries at another pace',
      { retry: { duration: '1m', factor: 3, maxDuration: '1h' } },
      { retry: { backoff: { duration: '1m', factor: 3, maxDuration: '1h' } } },
    ],
  ])('%s where that is stated', (_what, props, expected) => {
    expect(application(props)).toMatchObject({ spec: { syncPolicy: expected } });
  });

  test.each<[string, Partial<ArgoApplicationProps>, string]>([
    ['leaves syncs to people', { automated: false }, 'spec.syncPolicy.automated'],
    ['retries the same commit', { retry: { refresh: false } }, 'spec.syncPolicy.retry.refresh'],
    ['is deleted alone', { onDeletion: 'keep' }, 'metadata.finalizers'],
  ])('%s, without a word of it, where that is stated', (_what, props, field) => {
    expect(application(props)).not.toHaveProperty(field);
  });

  test('takes each option of a sync', () => {
    const manifest = application({
      syncOptions: {
        serverSideApply: false,
        applyOutOfSyncOnly: false,
        respectIgnoreDifferences: false,
        pruneLast: false,
        failOnSharedResource: false,
        prunePropagationPolicy: 'background',
        createNamespace: true,
        skipDryRunOnMissingResource: true,
        validate: false,
      },
    });
    expect(manifest).toHaveProperty('spec.syncPolicy.syncOptions', [
      'PrunePropagationPolicy=background',
      'CreateNamespace=true',
      'SkipDryRunOnMissingResource=true',
      'Validate=false',
    ]);
  });

  test.each([
    ['delete', ['resources-finalizer.argocd.argoproj.io']],
    ['delete-in-background', ['resources-finalizer.argocd.argoproj.io/background']],
  ] as const)('has for the deletion %s the finalizers %j', (onDeletion, finalizers) => {
    expect(application({ onDeletion }).metadata).toHaveProperty('finalizers', finalizers);
  });

  test('compares and refreshes as Argo CD does by itself where that is stated', () => {
    expect(application({ serverSideDiff: false, manifestGeneratePaths: '' })).not.toHaveProperty(
      'metadata.annotations',
    );
  });

  test('has what else is stated', () => {
    const ignored = { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] };
    const manifest = application({
      name: 'gpu-models',
      namespace: 'gitops',
      project: 'models',
      destination: { name: 'gpu', namespace: 'models' },
      source: { ...SOURCE, include: '*.yml', exclude: 'test/*' },
      ignoreDifferences: [ignored],
      revisionHistoryLimit: 2,
      wave: 30,
      labels: { team: 'ml' },
      annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true,IncludeMutationWebhook=true' },
    });
    expect(manifest).toMatchObject({
      metadata: {
        name: 'gpu-models',
        namespace: 'gitops',
        labels: { team: 'ml' },
        annotations: {
          'argocd.argoproj.io/sync-wave': '30',
          'argocd.argoproj.io/compare-options': 'ServerSideDiff=true,IncludeMutationWebhook=true',
        },
      },
      spec: {
        project: 'models',
        destination: { name: 'gpu', namespace: 'models' },
        source: { directory: { recurse: true, include: '*.yml', exclude: 'test/*' } },
        ignoreDifferences: [ignored],
        revisionHistoryLimit: 2,
      },
    });
  });
});

describe('ArgoApplicationSet', () => {
  const PROPS = {
    generators: [{ clusters: { selector: { matchLabels: { serves: 'models' } } } }],
    template: {
      name: '{{ .name }}-models',
      source: { ...SOURCE, path: 'dist/{{ .name }}/30-models' },
      destination: { server: '{{ .server }}' },
    },
  };

  test('has defaults that delete nothing', () => {
    expect(made((scope) => new ArgoApplicationSet(scope, 'models', PROPS))).toMatchSnapshot();
  });

  test('has what is stated', () => {
    const steps = [{ matchExpressions: [{ key: 'stage', operator: 'In', values: ['dev'] }] }];
    const manifest = made(
      (scope) =>
        new ArgoApplicationSet(scope, 'models', {
          ...PROPS,
          applicationsSync: 'sync',
          preserveResourcesOnDeletion: false,
          ignoreApplicationDifferences: [],
          strategy: { type: 'RollingSync', rollingSync: { steps } },
          template: { ...PROPS.template, onDeletion: 'delete', labels: { stage: '{{ .metadata.labels.stage }}' } },
        }),
    );
    expect(manifest.spec).toMatchObject({
      syncPolicy: { applicationsSync: 'sync', preserveResourcesOnDeletion: false },
      ignoreApplicationDifferences: [],
      strategy: { type: 'RollingSync', rollingSync: { steps } },
      template: {
        metadata: {
          labels: { stage: '{{ .metadata.labels.stage }}' },
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
      },
    });
  });
});

describe('ArgoProject', () => {
  function project(props: Partial<ArgoProjectProps> = {}) {
    const basics = { repositories: [SOURCE.url], destinations: [DESTINATION] };
    return made((scope) => new ArgoProject(scope, 'models', { ...basics, ...props }));
  }

  test('lets its Applications deliver from its repositories to its clusters', () => {
    expect(project()).toMatchSnapshot();
  });

  test('lets syncs that are under way end, and people sync, in spite of its windows', () => {
    const windows = [{ kind: 'deny', schedule: '0 8 * * 1-5', duration: '10h' }] as const;
    expect(project({ syncWindows: windows })).toHaveProperty('spec.syncWindows', [
      {
        kind: 'deny',
        schedule: '0 8 * * 1-5',
        duration: '10h',
        timeZone: 'UTC',
        applications: ['*'],
        manualSync: true,
        syncOverrun: true,
      },
    ]);
  });

  test('has what is stated', () => {
    const manifest = project({
      wave: 0,
      description: 'Models',
      destinations: [{ name: 'gpu', namespace: 'models' }],
      clusterResources: [{ group: '', kind: 'Namespace' }],
      roles: [{ name: 'on-call', policies: ['p, proj:models:on-call, applications, sync, models/*, allow'] }],
      syncWindows: [
        {
          kind: 'allow',
          schedule: '0 22 * * *',
          duration: '1h30m',
          timeZone: 'Europe/Berlin',
          namespaces: ['models'],
          clusters: ['gpu*'],
          matchAll: true,
          manualSync: false,
          syncOverrun: false,
          description: 'At night',
        },
      ],
    });
    expect(manifest).not.toHaveProperty('metadata.annotations');
    expect(manifest.spec).toMatchObject({
      description: 'Models',
      destinations: [{ name: 'gpu', namespace: 'models' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      roles: [{ name: 'on-call' }],
      syncWindows: [
        {
          namespaces: ['models'],
          clusters: ['gpu*'],
          andOperator: true,
          manualSync: false,
          syncOverrun: false,
          description: 'At night',
        },
      ],
    });
  });
});
