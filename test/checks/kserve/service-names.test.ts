import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, KNATIVE, service, STANDARD, told } from './manifests';

const MAIN = { name: 'kserve-container', image: 'registry.example/iris:1.0' };

describe('the length of a name', () => {
  const named = (
    length: number,
    annotations: JsonObject,
    spec: JsonObject = {},
    predictor: JsonObject = {},
  ): Manifest => service({ name: 'a'.repeat(length), namespace: 'm', annotations, spec, predictor });
  const TRANSFORMER = { transformer: { containers: [MAIN] } };

  it.each<{ most: number; what: string; annotations: JsonObject; spec?: JsonObject; predictor?: JsonObject }>([
    { most: 48, what: 'in Standard mode', annotations: STANDARD },
    { most: 46, what: 'with a transformer', annotations: STANDARD, spec: TRANSFORMER },
    { most: 44, what: 'of a predictor with a name', annotations: STANDARD, predictor: { name: 'new' } },
    { most: 53, what: 'in Knative mode', annotations: KNATIVE },
    { most: 51, what: 'in Knative mode, with a transformer', annotations: KNATIVE, spec: TRANSFORMER },
  ])('is at most $most $what', ({ most, annotations, spec, predictor }) => {
    expect(told([named(most, annotations, spec, predictor)])).toEqual([]);
    const [finding] = findings([named(most + 1, annotations, spec, predictor)]);
    expect(finding).toMatchObject({ id: 'kserve/service-name-length', severity: 'error' });
    expect(finding?.problem).toContain(`${most} fit`);
  });

  it('is a warning where only Knative mode, which is not known to be meant, allows it', () => {
    expect(findings([named(49, {})])).toMatchObject([{ id: 'kserve/service-name-length', severity: 'warning' }]);
    expect(told([named(48, {})])).toEqual([]);
  });

  it('is that of Standard mode where the cluster says so', () => {
    const [finding] = findings([named(49, {})], { kserve: { defaultDeploymentMode: 'Standard' } });
    expect(finding?.severity).toBe('error');
  });
});

describe('the host of a service', () => {
  const inNamespace = (namespace: string, annotations: JsonObject = STANDARD): Manifest =>
    service({ namespace, annotations });
  // iris-predictor-<namespace> is one part of it.
  const LONGEST = 'n'.repeat(63 - 'iris-predictor-'.length);

  it('has parts of 63 characters at most', () => {
    expect(told([inNamespace(LONGEST)])).toEqual([]);
    expect(told([inNamespace(`${LONGEST}n`)])).toEqual([['kserve/host-name', 'metadata.name']]);
  });

  it('is an error where the cluster says how hosts are named', () => {
    const facts = (domainTemplate: string) => ({ kserve: { domainTemplate } });
    const named = facts('{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}');
    expect(findings([inNamespace(`${LONGEST}n`)], named)).toMatchObject([{ severity: 'error' }]);
    expect(told([inNamespace(`${LONGEST}n`)], facts('{{ .Name }}.{{ .Namespace }}.{{ .IngressDomain }}'))).toEqual([]);
    expect(told([inNamespace('models')], facts('{{ .Name }}_{{ .Namespace }}.{{ .IngressDomain }}'))).toHaveLength(1);
  });

  it('is not told of where it cannot be known', () => {
    expect(told([inNamespace(`${LONGEST}n`, KNATIVE)])).toEqual([]);
    expect(told([inNamespace(`${LONGEST}n`)], { kserve: { domainTemplate: '{{ .Name' } })).toEqual([]);
    expect(told([inNamespace('models')], { kserve: { domainTemplate: '{{ .Labels.team }}.a.b' } })).toEqual([]);
  });
});
