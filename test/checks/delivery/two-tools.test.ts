import { checkDeliveredFiles } from '../../../checks/delivery/check-delivery';
import type { FilePlacement, PlacedManifest } from '../../../checks/delivery/delivered-tree';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const URL = 'https://git.example.com/platform/fleet.git';
const OWN = { server: 'https://kubernetes.default.svc' };

function placed(file: string, manifest: Manifest): PlacedManifest {
  return { file, manifest, where: `${file}:1:1` };
}

function application(path: string, destination: JsonObject = OWN, name = 'models'): Manifest {
  const source = { repoURL: URL, targetRevision: 'main', path, directory: { recurse: true } };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: { project: 'default', source, destination },
  };
}

function kustomization(path: string, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'models', namespace: 'flux-system' },
    spec: { interval: '10m', prune: true, path, sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
  };
}

function repository(url: string): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'fleet', namespace: 'flux-system' },
    spec: { url, interval: '1m' },
  };
}

const settings: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'models' } };
const SETTINGS = placed('clusters/east/models/settings.yaml', settings);

function told(placement: FilePlacement, ...clusters: readonly (readonly PlacedManifest[])[]) {
  return checkDeliveredFiles({ clusters, placement })
    .filter(({ id }) => id === 'argo/flux-owner')
    .map(({ where, problem }) => `${where} ${problem}`);
}

describe('objects that Argo CD and Flux both deliver', () => {
  const argo = placed('argo/models.yaml', application('clusters/east/models', { name: 'east' }));
  const flux = placed('clusters/east/flux/models.yaml', kustomization('./clusters/east/models'));

  test('are told where the Kustomization lies in the folder of the cluster', () => {
    expect(told('read', [argo, flux, SETTINGS])).toEqual([
      "argo/models.yaml:1:1 The ConfigMap 'settings' (clusters/east/models/settings.yaml) is delivered by the Kustomization 'models' of Flux too",
    ]);
    const above = [argo, flux, SETTINGS].map(({ file, manifest }) => placed(`/home/me/fleet/${file}`, manifest));
    expect(told('read', above)).toHaveLength(1);
  });

  test('are told where both lie side by side and deliver to their own cluster', () => {
    const beside = placed('argo/flux.yaml', kustomization('clusters/east/models'));
    const own = placed('argo/models.yaml', application('clusters/east/models'));
    expect(told('read', [own, beside, SETTINGS])).toHaveLength(1);
    expect(told('read', [argo, beside, SETTINGS])).toEqual([]);
  });

  test.each<[string, PlacedManifest]>([
    ['is suspended', placed(flux.file, kustomization('./clusters/east/models', { suspend: true }))],
    ['applies to another cluster', placed(flux.file, kustomization('./clusters/east/models', { kubeConfig: {} }))],
    ['applies another folder', placed(flux.file, kustomization('./clusters/east/more'))],
    ['lies elsewhere', placed('flux/models.yaml', flux.manifest)],
  ])('are none where the Kustomization %s', (_what, other) => {
    expect(told('read', [argo, other, SETTINGS])).toEqual([]);
  });

  test('are none where the repositories are two', () => {
    const from = (url: string) => placed('clusters/east/flux/source.yaml', repository(url));
    expect(told('read', [argo, flux, from('ssh://git@git.example.com/platform/other'), SETTINGS])).toEqual([]);
    expect(told('read', [argo, flux, from('ssh://git@git.example.com/platform/fleet'), SETTINGS])).toHaveLength(1);
  });

  test('are told once for each cluster, of the first Application by name', () => {
    const more = placed('argo/a.yaml', application('clusters/east/more', { name: 'east' }, 'a'));
    const applies = placed('clusters/east/flux/more.yaml', kustomization('clusters/east/more'));
    const others = placed('clusters/east/more/other.yaml', {
      ...settings,
      metadata: { name: 'other', namespace: 'x' },
    });
    expect(told('read', [argo, flux, more, applies, SETTINGS, others])).toEqual([
      "argo/a.yaml:1:1 The ConfigMap 'other' (clusters/east/more/other.yaml) is delivered by the Kustomization 'models' of Flux too; so it is with 1 more Application of the cluster",
    ]);
  });

  test('are told of files that are yet to be written, whatever leads to them', () => {
    const management = [placed('argo-cd/delivery/models.yaml', application('dist/east/30-models', { name: 'east' }))];
    const object = placed('east/30-models/settings.yaml', settings);
    const own = placed('east/delivery/models.yaml', kustomization('./east/30-models'));
    expect(told('written', management, [own, object])).toHaveLength(1);
    const strange = placed('west/delivery/models.yaml', kustomization('./east/30-models'));
    expect(told('written', management, [object], [strange])).toEqual([]);
  });
});
