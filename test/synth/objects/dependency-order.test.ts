import { YamlOutputType } from 'cdk8s';
import { Construct, RootConstruct } from 'constructs';
import type { IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { dependencyOrder } from '../../../synth/objects/dependency-order';
import { cluster, configMap, contentsOf, findingsOf, manifestsOf, synth, temporaryFolder } from '../fleet';
import type { Build } from '../fleet';
import { runs } from '../../runs';

/** Parent of each construct after the root, and pairs of dependent and dependency, all by number. */
interface Shape {
  readonly parents: readonly number[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const shapes: fc.Arbitrary<Shape> = fc.integer({ min: 2, max: 12 }).chain((size) =>
  fc.record({
    parents: fc.tuple(...Array.from({ length: size - 1 }, (_, index) => fc.nat(index))),
    dependencies: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 8 }),
  }),
);

function grow({ parents, dependencies }: Shape): readonly Construct[] {
  const grown: Construct[] = [new RootConstruct()];
  parents.forEach((parent, index) =>
    grown.push(new Construct(grown[parent] ?? fail(), String.fromCharCode(97 + index))),
  );
  for (const [one, other] of dependencies) {
    const [dependent, dependency] = [grown[one] ?? fail(), grown[other] ?? fail()];
    if (!dependent.node.scopes.includes(dependency) && !dependency.node.scopes.includes(dependent))
      dependent.node.addDependency(dependency);
  }
  return grown;
}

function fail(): never {
  throw new Error('no such construct');
}

/** What must come before what, spelled out for all pairs: what the order is computed without. */
function demands(root: Construct): readonly (readonly [IConstruct, IConstruct])[] {
  return root.node
    .findAll()
    .flatMap((scope) =>
      scope.node.dependencies.flatMap((dependency) =>
        dependency.node
          .findAll()
          .flatMap((first) => scope.node.findAll().map((then): readonly [IConstruct, IConstruct] => [first, then])),
      ),
    );
}

function hasCycle(pairs: readonly (readonly [IConstruct, IConstruct])[], all: readonly IConstruct[]): boolean {
  let left: readonly IConstruct[] = all;
  for (;;) {
    const free = left.filter((then) => !pairs.some(([first, other]) => other === then && left.includes(first)));
    if (free.length === 0) return left.length > 0;
    left = left.filter((construct) => !free.includes(construct));
  }
}

test('the order keeps every dependency of scopes and objects, or a cycle is told', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const all = grow(shape);
      const root = all[0] ?? fail();
      const { constructs, cycles } = dependencyOrder(root);
      const pairs = demands(root);
      expect(new Set(constructs)).toEqual(new Set(all));
      expect(constructs).toHaveLength(all.length);
      expect(cycles.length > 0).toBe(hasCycle(pairs, all));
      if (cycles.length > 0) return;
      for (const [first, then] of pairs) expect(constructs.indexOf(first)).toBeLessThan(constructs.indexOf(then));
    }),
    { numRuns: runs(1000) },
  );
});

test('everything is told of a tree in which something waits for itself', () => {
  const all = grow({
    parents: [0, 0, 0, 3, 0, 4, 0, 0, 0],
    dependencies: [
      [4, 2],
      [2, 3],
      [1, 6],
    ],
  });
  const { constructs, cycles } = dependencyOrder(all[0] ?? fail());
  expect(cycles).toHaveLength(1);
  expect(new Set(constructs)).toEqual(new Set(all));
});

test('where the order of the tree satisfies all dependencies, it is kept', () => {
  fc.assert(
    fc.property(shapes, ({ parents, dependencies }) => {
      const [root = fail()] = grow({ parents, dependencies: [] });
      const tree = root.node.findAll();
      for (const [one, other] of dependencies) {
        const [first, then] = [tree[Math.min(one, other)] ?? fail(), tree[Math.max(one, other)] ?? fail()];
        if (!then.node.scopes.includes(first)) then.node.addDependency(first);
      }
      expect(dependencyOrder(root).constructs).toEqual(tree);
    }),
  );
});

function orderInFile(build: Build): readonly string[] {
  const outdir = temporaryFolder();
  synth(outdir, build, { yamlOutputType: YamlOutputType.FILE_PER_APP });
  const text = contentsOf(outdir)['app.k8s.yaml'] ?? '';
  return [...text.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name ?? '');
}

test('objects stand in one file in the order of their dependencies', () => {
  const order = orderInFile((app) => {
    const berlin = cluster(app, 'berlin');
    const paris = cluster(app, 'paris');
    const last = configMap(berlin, 'last');
    configMap(berlin, 'second').addDependency(configMap(paris, 'first'));
    last.addDependency(berlin.node.findChild('second'));
  });
  expect(order).toEqual(['first', 'second', 'last']);
});

const DEPENDENT: readonly (readonly [string, Build])[] = [
  [
    'a ladder of 2,000 pairs',
    (app) => {
      const scope = cluster(app, 'berlin');
      let below: readonly Construct[] = [];
      for (let step = 0; step < 2000; step++) {
        const pair = [configMap(scope, `left-${step}`), configMap(scope, `right-${step}`)];
        for (const object of pair) object.addDependency(...below);
        below = pair;
      }
    },
  ],
  [
    'a chain of 10,000',
    (app) => {
      const scope = cluster(app, 'berlin');
      const links = Array.from({ length: 10_000 }, (_, index) => configMap(scope, `link-${index}`));
      links.forEach((link, index) => {
        link.addDependency(...links.slice(index + 1, index + 2));
      });
    },
  ],
  [
    '100 charts in a row of 20 objects each',
    (app) => {
      const charts = Array.from({ length: 100 }, (_, index) => cluster(app, `cluster-${index}`));
      charts.forEach((chart, index) => {
        for (let object = 0; object < 20; object++) configMap(chart, `object-${object}`);
        chart.addDependency(...charts.slice(index + 1, index + 2));
      });
    },
  ],
];

test.each(DEPENDENT)('%s comes to an end', (_, build) => {
  expect(manifestsOf(build).length).toBeGreaterThanOrEqual(2000);
});

test('a dependency renames no file', () => {
  const [plain, dependent] = [temporaryFolder(), temporaryFolder()];
  const build: Build = (app) => {
    configMap(cluster(app, 'berlin'), 'one');
    configMap(cluster(app, 'paris'), 'two');
  };
  synth(plain, build);
  synth(dependent, (app) => {
    build(app);
    app.node.findChild('berlin').node.addDependency(app.node.findChild('paris'));
  });
  expect(contentsOf(dependent)).toEqual(contentsOf(plain));
});

test('a cycle through the scopes of objects is an error that names both', () => {
  const findings = findingsOf((app) => {
    const [berlin, paris] = [cluster(app, 'berlin'), cluster(app, 'paris')];
    const inside = configMap(berlin, 'inside');
    berlin.addDependency(paris);
    configMap(paris, 'other').addDependency(inside);
  });
  expect(findings).toMatchObject([{ id: 'synth/dependency-cycle', where: 'paris/other' }]);
  expect(findings[0]?.problem).toContain("'berlin/inside'");
});
