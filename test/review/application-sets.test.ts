import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { plain } from '../../reports/colours';
import { humanReview } from '../../review/report/human';
import { TemporaryFolder } from '../temporary-folder';
import { runtime, service } from './manifests';
import { effectsOf, risksOf } from './told';
import { reviewOf } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();

/** Two clusters, of which one has a model. */
const clusters: Files = {
  'dist/east/llama.yaml': service('llama', 'vllm'),
  'dist/east/vllm.yaml': runtime('vllm'),
  'dist/west/vllm.yaml': runtime('vllm-west'),
};

interface Parts {
  readonly name?: string;
  readonly clusters?: readonly string[];
  readonly generators?: readonly JsonObject[];
  readonly policy?: JsonObject;
  readonly template?: JsonObject;
  readonly application?: JsonObject;
  readonly spec?: JsonObject;
}

/** A set that makes an Application for the folder of each cluster. */
function set(parts: Parts = {}): Manifest {
  const { clusters: names = ['east', 'west'], template, application, policy } = parts;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: parts.name ?? 'fleet', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      generators: parts.generators ?? [{ list: { elements: names.map((name) => ({ name })) } }],
      ...(policy === undefined ? {} : { syncPolicy: policy }),
      template: {
        metadata: { name: '{{ .name }}-models', ...template },
        spec: {
          project: 'models',
          source: { repoURL: 'https://git.example.com/fleet.git', path: 'dist/{{ .name }}' },
          destination: { name: '{{ .name }}' },
          ...application,
        },
      },
      ...parts.spec,
    },
  };
}

const unseen: readonly JsonObject[] = [{ clusters: { selector: { matchLabels: { serves: 'models' } } } }];
const KEEPING = { applicationsSync: 'create-update', preserveResourcesOnDeletion: true };

const told = (before: Manifest, after?: Manifest) =>
  effectsOf(
    folder,
    { ...clusters, 'argo/set.yaml': before },
    { ...clusters, ...(after === undefined ? {} : { 'argo/set.yaml': after }) },
  );
const risks = (before: Manifest, after: Manifest) =>
  risksOf(folder, { ...clusters, 'argo/set.yaml': before }, { ...clusters, 'argo/set.yaml': after });

describe('an Application that a list no longer has', () => {
  test.each<readonly [string, JsonObject | undefined, string]>([
    [
      'is deleted with its objects',
      undefined,
      "prune: Application 'east-models': with it go the objects of 2 files, models among them",
    ],
    [
      'leaves its objects where they are preserved',
      { preserveResourcesOnDeletion: true },
      "prune: Application 'east-models': the objects of 2 files stay, and nobody syncs them any more",
    ],
    [
      'stays where nothing is to be deleted',
      KEEPING,
      "none: Application 'east-models': it stays and syncs as before, as applicationsSync: create-update says",
    ],
  ])('%s', (_what, policy, effect) => {
    expect(told(set({ policy }), set({ policy, clusters: ['west'] }))).toEqual([`fleet ${effect}`]);
  });
});

test('an Application that a list has beside others is made', () => {
  expect(told(set({ clusters: ['east'] }), set())).toEqual(["fleet create: Application 'west-models': it is made"]);
  const files = (manifest: Manifest) => ({ ...clusters, 'argo/set.yaml': manifest });
  const text = humanReview(reviewOf(folder, files(set({ clusters: ['east'] })), files(set())), plain);
  expect(text).toContain("    Application 'west-models': it is made\n");
});

describe('other names of Applications', () => {
  const renamed = (policy: JsonObject | undefined) =>
    [
      set({ policy, clusters: ['east'] }),
      set({ policy, clusters: ['east'], template: { name: '{{ .name }}' } }),
    ] as const;

  test('have all their objects deleted and made again', () => {
    expect(told(...renamed(undefined))).toEqual([
      "fleet recreate: Application 'east': with it go the objects of 2 files, models among them, and are made again under the new name",
    ]);
  });

  test('mark the objects anew where these are preserved, which restarts models', () => {
    const { clusters: reviewed } = reviewOf(
      folder,
      { ...clusters, 'argo/set.yaml': renamed({ preserveResourcesOnDeletion: true })[0] },
      { ...clusters, 'argo/set.yaml': renamed({ preserveResourcesOnDeletion: true })[1] },
    );
    const [object] = reviewed.flatMap(({ objects }) => objects);
    expect(object?.effects[0].kind).toBe('restart');
    expect(object?.users.map((user) => user.object.name)).toEqual(['llama']);
  });

  test('leave two that sync the same where nothing is deleted', () => {
    expect(told(...renamed(KEEPING))).toEqual([
      "fleet restart: Application 'east': 'east-models' stays, as applicationsSync: create-update says: both mark and sync the same objects",
    ]);
  });
});

describe('another template', () => {
  const automated = (prune: boolean): JsonObject => ({ syncPolicy: { automated: { prune } } });
  const elsewhere: JsonObject = {
    ...automated(true),
    source: { repoURL: 'https://git.example.com/fleet.git', path: 'dist/west' },
  };

  test('prunes what the Applications look for elsewhere', () => {
    expect(
      told(
        set({ clusters: ['east'], application: automated(true) }),
        set({ clusters: ['east'], application: elsewhere }),
      ),
    ).toEqual([
      "fleet prune: Application 'east-models': 2 objects that it brought are not where it looks now, and are pruned",
    ]);
  });

  test('changes no Application that exists where these are only made', () => {
    const policy = { applicationsSync: 'create-only' };
    const [before, after] = [set({ policy }), set({ policy, application: elsewhere })];
    expect(told(before, after)).toEqual([
      "fleet none: Applications 'east-models', 'west-models': it stays as it was made, as applicationsSync: create-only says",
    ]);
  });

  test('changes nothing that the set is told to ignore', () => {
    const spec = { ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy'] }] };
    expect(told(set({ spec }), set({ spec, application: automated(true) }))).toEqual([
      "fleet none: Applications 'east-models', 'west-models': what differs stays as it is, as ignoreApplicationDifferences says",
    ]);
  });

  test('without an effect on what is synced is told of as such', () => {
    expect(told(set({ application: automated(true) }), set({ application: automated(false) }))).toEqual([
      "fleet none: Applications 'east-models', 'west-models': it changes how objects are synced",
    ]);
  });
});

describe('a set that goes', () => {
  test.each<readonly [JsonObject | undefined, string]>([
    [undefined, 'with it go its Applications, and with them all their objects, models among them'],
    [
      { preserveResourcesOnDeletion: true },
      'with it go its Applications; their objects stay, and nobody syncs them any more',
    ],
    [KEEPING, 'its Applications stay and sync as before, and nothing makes or changes them any more'],
  ])('with the policy %j', (policy, reason) => {
    expect(told(set({ policy, generators: unseen }))).toEqual([`fleet prune: ${reason}`]);
  });
});

describe('a set of another name', () => {
  test.each<readonly [JsonObject | undefined, string]>([
    [undefined, 'recreate: its Applications are deleted with all their objects, and made again under the new name'],
    [
      { preserveResourcesOnDeletion: true },
      'none: its Applications are deleted and made again, and their objects stay',
    ],
    [KEEPING, 'none: its Applications stay, under the new name'],
  ])('with the policy %j', (policy, effect) => {
    expect(told(set({ policy }), set({ policy, name: 'models' }))).toEqual([`models ${effect}`]);
  });
});

describe('where it is not known which Applications a set makes', () => {
  const some = (parts: Parts = {}) => set({ generators: unseen, ...parts });

  test('other generators may delete any of them, and their objects', () => {
    const other = some({ generators: [{ clusters: {} }] });
    expect(told(some(), other)).toEqual(['fleet none: which Applications its generators make is not known here']);
    expect(risks(some(), other)).toEqual([
      'deletes-applications: Applications that its generators make no longer are deleted, with all their objects; which these are is not known here',
    ]);
  });

  test('other generators delete nothing where that is not allowed', () => {
    expect(risks(some({ policy: KEEPING }), some({ policy: KEEPING, generators: [{ clusters: {} }] }))).toEqual([]);
  });

  test('other names have all objects deleted and made again', () => {
    expect(told(some(), some({ template: { name: '{{ .name }}' } }))).toEqual([
      'fleet recreate: its Applications get other names: the old ones are deleted with all their objects, which are made again',
    ]);
    expect(told(some(), some({ template: { name: '{{.name}}-models' } }))).toEqual([
      'fleet none: it changes how objects are synced',
    ]);
  });

  test('another folder is a risk', () => {
    const path = (folderName: string) => ({ source: { repoURL: 'https://git.example.com/fleet', path: folderName } });
    expect(risks(some({ application: path('a/{{ .name }}') }), some({ application: path('b/{{ .name }}') }))).toEqual([
      "source-changed: What is synced comes from b/{{ .name }} of https://git.example.com/fleet at 'HEAD', and no longer comes from a/{{ .name }} of https://git.example.com/fleet at 'HEAD'; this review does not show what differs there",
    ]);
  });

  test.each<readonly [string, Parts]>([
    ['the template is patched', { spec: { templatePatch: '{}' } }],
    ['an element has a number', { generators: [{ list: { elements: [{ name: 'east', port: 1000000 }] } }] }],
    ['a template uses functions of others', { template: { name: '{{ .name | lower }}' } }],
    ['a value is missing', { template: { name: '{{ .nme }}' } }],
    ['a generator selects', { generators: [{ list: { elements: [{ name: 'east' }] }, selector: {} }] }],
  ])('as where %s, it is not guessed', (_what, parts) => {
    const changed = { ...parts, application: { project: 'other' } };
    expect(told(set(parts), set(changed))).toEqual(['fleet none: it changes how objects are synced']);
  });
});

test('a policy by which Applications are deleted from now on is a risk', () => {
  expect(risks(set({ policy: KEEPING }), set())).toEqual([
    'deletes-applications: From now on, Applications that its generators do not make any more are deleted, with all their objects',
  ]);
  expect(risks(set(), set({ policy: KEEPING }))).toEqual([]);
});

test('a template without goTemplate is filled in too', () => {
  const plain = (names: readonly string[]): Manifest =>
    set({
      spec: { goTemplate: false },
      generators: [{ list: { elements: names.map((name) => ({ name, values: { role: 'gpu' } })) } }],
      template: { name: '{{ name }}-{{values.role}}' },
      application: { source: { repoURL: 'https://git.example.com/fleet', path: 'dist/{{name}}' } },
    });
  expect(told(plain(['east', 'west']), plain(['east']))).toEqual([
    "fleet prune: Application 'west-gpu': with it go the objects of 1 file, models among them",
  ]);
});

test('an object that moves between the folders of two Applications of a set changes its owner', () => {
  const before: Files = { ...clusters, 'argo/set.yaml': set() };
  const { 'dist/east/llama.yaml': llama = [], ...others } = clusters;
  expect(risksOf(folder, before, { ...others, 'dist/west/llama.yaml': llama, 'argo/set.yaml': set() })).toEqual([
    'owner-changed: Application argocd/east-models prunes it while Application argocd/west-models makes it',
  ]);
});
