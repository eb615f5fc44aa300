import { Cluster, FleetApp } from '../../index';
import type { Finding } from '../../index';
import { OmeAcceleratorClass } from '../../constructs/ome/accelerator-class';
import type { OmeAcceleratorClassProps } from '../../constructs/ome/accelerator-class';
import { findingsOf } from '../../constructs/findings';
import type { Manifest } from '../../kubernetes/manifest';
import { objectAt, valueAt } from '../../kubernetes/manifest';
import { Ome } from '../../platforms/ome/ome';
import { schemaErrors } from '../manifest-schema';

function written(props: OmeAcceleratorClassProps): {
  readonly manifest?: Manifest;
  readonly findings: readonly Finding[];
} {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'ome', { platform: new Ome() });
  const findings = findingsOf(new OmeAcceleratorClass(cluster, 'class', props));
  return { manifest: findings.length === 0 ? app.manifests()[0] : undefined, findings };
}

describe('a class of accelerators', () => {
  test('that the catalogue does not have is told, with the nearest', () => {
    const { findings } = written(Object.assign({ accelerator: 'h100' as const }, { accelerator: 'h100-megs' }));
    expect(findings).toMatchObject([{ id: 'ome/unknown-accelerator', mend: "Did you mean 'h100-mega'?" }]);
  });

  test('states memory as an amount, and no devices, which would replace those of runtimes', () => {
    const { manifest } = written({ accelerator: 'h100' });
    expect(manifest).toMatchObject({
      kind: 'AcceleratorClass',
      metadata: { name: 'class' },
      spec: { vendor: 'nvidia', capabilities: { memoryGB: '80Gi', computeCapability: '9.0' } },
    });
    expect(valueAt(manifest, 'spec', 'resources')).toBeUndefined();
  });

  test('with one label is selected by it', () => {
    expect(objectAt(written({ accelerator: 't4' }).manifest, 'spec', 'discovery')).toEqual({
      nodeSelector: { 'nvidia.com/gpu.product': 'Tesla-T4' },
    });
  });

  test('with several labels is selected by any of them', () => {
    const { manifest } = written({ accelerator: 'h100' });
    expect(JSON.stringify(valueAt(manifest, 'spec', 'discovery'))).toContain('"operator":"In"');
  });

  test('may be selected by a label of its own', () => {
    const { manifest } = written({ accelerator: 'h100', nodeSelector: { pool: 'a' }, name: 'h100-pool-a' });
    expect(manifest).toMatchObject({
      metadata: { name: 'h100-pool-a' },
      spec: { discovery: { nodeSelector: { pool: 'a' } } },
    });
  });

  test('that no label tells apart is an error', () => {
    expect(written({ accelerator: 'cpu' }).findings).toMatchObject([
      { id: 'ome/accelerator-nodes', severity: 'error' },
    ]);
  });

  test.each(['t4', 'h100', 'gaudi3', 'ascend-910b-64', 'cpu'] as const)('of %s passes the schema', (accelerator) => {
    const { manifest } = written({ accelerator, nodeSelector: { pool: 'a' } });
    expect(manifest === undefined ? ['nothing is written'] : schemaErrors(manifest)).toEqual([]);
  });
});
