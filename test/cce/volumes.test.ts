import { App, Chart } from 'cdk8s';
import { findingsOf } from '../../index';
import { objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { ObsVolume } from '../../platforms/cce/obs-volume';
import type { ObsVolumeProps } from '../../platforms/cce/obs-volume';
import { SfsTurboVolume } from '../../platforms/cce/sfs-turbo-volume';
import { schemaErrors } from '../manifest-schema';
import { onCce } from './cluster';

const BUCKET: ObsVolumeProps = { bucket: 'model-weights', region: 'cn-north-4' };
const TURBO = {
  fileSystemId: '8962a2a2-a583-4b7f-bb74-fe76712d8414',
  exportLocation: '192.168.0.169:/',
  size: '500Gi',
};

function bucket(props: Partial<ObsVolumeProps> = {}) {
  return onCce((cluster) => new ObsVolume(cluster, 'release-models', { ...BUCKET, ...props }));
}

test('a bucket is a volume and the claim bound to it', () => {
  const { manifests, found } = bucket({ accessKey: { name: 'obs-key' } });
  expect(found).toEqual([]);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(manifests).toMatchSnapshot();
});

test('a file system of SFS Turbo is a volume and the claim bound to it', () => {
  const { manifests, found } = onCce((cluster) => new SfsTurboVolume(cluster, 'fast-models', TURBO));
  expect(found).toEqual([]);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(manifests).toMatchSnapshot();
});

test('volume and claim name each other', () => {
  const { object } = bucket({ name: 'weights', namespace: 'other' });
  const volume = object('PersistentVolume');
  const claim = object('PersistentVolumeClaim');
  expect(valueAt(claim, 'spec', 'volumeName')).toBe(valueAt(volume, 'metadata', 'name'));
  expect(objectAt(volume, 'spec', 'claimRef')).toMatchObject({ namespace: 'other', name: 'weights' });
  expect(valueAt(claim, 'metadata', 'namespace')).toBe('other');
});

test('a parallel file system is mounted by obsfs', () => {
  const { object } = bucket({ fsType: 'obsfs', mountOptions: ['umask=0027'] });
  expect(valueAt(object('PersistentVolume'), 'spec', 'csi', 'fsType')).toBe('obsfs');
  expect(valueAt(object('PersistentVolume'), 'spec', 'mountOptions')).toEqual(['umask=0027']);
  expect(valueAt(object('PersistentVolumeClaim'), 'metadata', 'annotations', 'csi.storage.k8s.io/fstype')).toBe(
    'obsfs',
  );
});

test('the access key may lie in another namespace', () => {
  const { object } = bucket({ accessKey: { name: 'obs-key', namespace: 'keys' } });
  expect(valueAt(object('PersistentVolume'), 'spec', 'csi', 'nodePublishSecretRef')).toEqual({
    name: 'obs-key',
    namespace: 'keys',
  });
});

describe('in no namespace', () => {
  function alone(props: Partial<ObsVolumeProps>) {
    const chart = new Chart(new App(), 'chart');
    return { chart, volume: new ObsVolume(chart, 'release-models', { ...BUCKET, ...props }) };
  }

  test('a volume is not kept for one claim', () => {
    const [volume] = alone({}).chart.toJson() as readonly Manifest[];
    expect(volume).toMatchObject({ kind: 'PersistentVolume', metadata: { name: 'release-models' } });
    expect(volume).not.toHaveProperty('spec.claimRef');
  });

  test.each([
    [{ name: 'obs-key' }, ['cce/secret-namespace']],
    [{ name: 'obs-key', namespace: 'keys' }, []],
  ])('the access key %j has the faults %j', (accessKey, faults) => {
    expect(findingsOf(alone({ accessKey }).volume).map(({ id }) => id)).toEqual(faults);
  });
});

test('the claim is known by its name', () => {
  onCce((cluster) => {
    expect(new ObsVolume(cluster, 'a', { ...BUCKET, name: 'weights' }).claimName).toBe('weights');
    expect(new SfsTurboVolume(cluster, 'b', TURBO).claimName).toBe('b');
  });
});

test.each(['obs://model-weights', 'Model-Weights', 'ab', 'model-weights/deepseek', 'a..b', 'a'.repeat(64)])(
  'the bucket %j is refused',
  (name) => {
    expect(bucket({ bucket: name }).found).toContain('cce/bucket in bucket');
  },
);

test('a storage class of a parallel file system is warned of', () => {
  const { findings } = bucket({ fsType: 'obsfs', volumeType: 'WARM' });
  expect(findings).toEqual([expect.objectContaining({ id: 'cce/bucket-type', severity: 'warning' })]);
});

test.each(['', '0', '0Gi', '500 GB', '-5Gi'])('the size %j is refused', (size) => {
  const { found } = onCce((cluster) => new SfsTurboVolume(cluster, 'fast-models', { ...TURBO, size }));
  expect(found).toContain('cce/volume-size in size');
});
