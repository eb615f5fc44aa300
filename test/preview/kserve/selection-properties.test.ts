import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import type { Manifest } from '../../../kubernetes/manifest';
import { modelDemands } from '../../../preview/kserve/model-demands';
import type { ModelDemands } from '../../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../../preview/kserve/runtime-index';
import { formatLabel, misfits } from '../../../preview/kserve/runtime-misfit';
import { inOrder } from '../../../preview/kserve/runtime-order';
import { runtimeSpec } from '../../../preview/kserve/runtime-spec';
import type { RuntimeSpec } from '../../../preview/kserve/runtime-spec';
import { contenders, selectRuntime } from '../../../preview/kserve/select-runtime';
import { arbitraryManifest, arbitraryRuntimes, arbitraryService } from './arbitrary-runtimes';
import { selectWithGo } from './go-selection';
import { serviceManifest } from './runtimes';
import { runs } from '../../runs';

const hasGo = spawnSync('go', ['version']).status === 0;

function demandsOf(service: Manifest): ModelDemands {
  const demands = modelDemands(service);
  if (demands === undefined) throw new Error('the service asks for no runtime');
  return demands;
}

function specsOf(runtimes: readonly Manifest[]): readonly RuntimeSpec[] {
  return runtimes.map(runtimeSpec).filter((spec) => spec !== undefined);
}

/** Kind and name, which tell the runtimes of one service apart. */
const identity = ({ kind, name }: RuntimeSpec) => `${kind}/${name}`;

const timed = (runtime: RuntimeSpec, createdAt: number) => ({ ...runtime, createdAt: runtime.createdAt ?? createdAt });

(hasGo ? test : test.skip)('candidates and their order are those of a program in Go', () => {
  const cases = fc.sample(fc.record({ service: arbitraryService, runtimes: arbitraryRuntimes('known') }), {
    numRuns: runs(3000),
    seed: 20,
  });
  const ours = cases.map(({ service, runtimes }) => {
    const demands = demandsOf(service);
    const fitting = specsOf(runtimes).filter((runtime) => misfits(runtime, demands).length === 0);
    return inOrder(fitting, demands.format).map(identity);
  });
  expect(ours.filter((candidates) => candidates.length > 1).length).toBeGreaterThan(300);
  expect(ours).toEqual(selectWithGo(cases));
});

test('a tie is between all those, and only those, that ages could make the first', () => {
  fc.assert(
    fc.property(arbitraryService, arbitraryRuntimes('partly known'), (service, manifests) => {
      const demands = demandsOf(service);
      const runtimes = specsOf(manifests);
      const among = contenders(demands, runtimes).map(identity);
      const winners = runtimes.map((newest) => {
        const selection = selectRuntime(
          demands,
          runtimes.map((runtime) => timed(runtime, runtime === newest ? 3e9 : 0)),
        );
        return selection.outcome === 'selected' ? [identity(selection.runtime)] : [];
      });
      expect(new Set(winners.flat())).toEqual(new Set(among));
    }),
  );
});

test('where ages are known, one runtime is selected or none, in whatever order they come', () => {
  fc.assert(
    fc.property(arbitraryService, arbitraryRuntimes('known'), (service, manifests) => {
      const demands = demandsOf(service);
      const runtimes = specsOf(manifests);
      const selection = selectRuntime(demands, runtimes);
      expect(selection.outcome).not.toBe('ambiguous');
      expect(selectRuntime(demands, runtimes.toReversed())).toEqual(selection);
    }),
  );
});

test('every runtime is either chosen or has its reasons', () => {
  fc.assert(
    fc.property(arbitraryService, arbitraryRuntimes('partly known'), (service, manifests) => {
      const selection = selectRuntime(demandsOf(service), specsOf(manifests));
      const chosen =
        selection.outcome === 'selected'
          ? [selection.runtime]
          : selection.outcome === 'ambiguous'
            ? selection.among
            : [];
      const told = [...chosen, ...selection.others.map(({ runtime }) => runtime)].map(identity);
      expect(told.toSorted()).toEqual(specsOf(manifests).map(identity).toSorted());
      expect(selection.others.every(({ reasons }) => reasons.length > 0)).toBe(true);
    }),
  );
});

test('the index leaves out none that fits', () => {
  fc.assert(
    fc.property(arbitraryService, arbitraryRuntimes('partly known'), (service, manifests) => {
      const demands = demandsOf(service);
      const found = new RuntimeIndex(manifests).selectableFor(formatLabel(demands), 'team');
      expect(contenders(demands, found)).toEqual(contenders(demands, specsOf(manifests)));
    }),
  );
});

test('objects with fields of any type are read without an exception', () => {
  fc.assert(
    fc.property(arbitraryManifest('InferenceService'), arbitraryManifest('ServingRuntime'), (service, manifest) => {
      const index = new RuntimeIndex([manifest], [manifest]);
      const demands = modelDemands(service) ?? demandsOf(serviceManifest());
      const selection = selectRuntime(demands, index.visibleIn(undefined));
      expect(selection.others.length).toBeLessThan(2);
    }),
  );
});
