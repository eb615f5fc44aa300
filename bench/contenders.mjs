// Who is compared: how each contender writes the objects of a shape (`objects`, `charts`, `layered`).
import { spawnSync } from 'node:child_process';
import { writeKustomization } from './contenders/kustomize.mjs';

/** A Node program of the folder `contenders/`; it gets the output folder and the shape. */
const program = (name, file) => (shape) => ({
  name,
  command: (output) => [
    process.execPath,
    `${import.meta.dirname}/contenders/${file}.cjs`,
    output,
    JSON.stringify(shape),
  ],
});

export const fleetApp = program('FleetApp, file per object', 'fleet-app');
export const fleetAppPerChart = program('FleetApp, file per chart', 'fleet-app-per-chart');
export const cdk8sPerChart = program('cdk8s App, file per chart', 'cdk8s-per-chart');
export const cdk8sPerResource = program('cdk8s App, file per object', 'cdk8s-per-resource');
export const jsonFloor = program('floor: plain objects as JSON', 'json-floor');

export const fleetAppUnchecked = program('FleetApp without checks of manifests', 'fleet-app-unchecked');

/** The command `check` over a folder of manifests. */
export const check = (input, name) => ({
  name,
  command: () => [process.execPath, `${import.meta.dirname}/../bin/cdk8s-inference.js`, 'check', input],
});

/** The command `diff` of two folders of manifests. */
export const diff = (before, after, name) => ({
  name,
  command: () => [process.execPath, `${import.meta.dirname}/../bin/cdk8s-inference.js`, 'diff', before, after],
});

/** Nothing but reading the same folders and parsing their YAML. */
export const yamlFloor = (inputs, name) => ({
  name,
  command: () => [process.execPath, `${import.meta.dirname}/contenders/yaml-floor.cjs`, ...inputs],
});

export const hasKustomize = spawnSync('kubectl', ['kustomize', '--help']).status === 0;

/** `kubectl kustomize`: a flat base, written to `folder` beforehand, and one overlay that labels all services. */
export function kustomize(shape, folder) {
  const overlay = writeKustomization(shape, folder);
  return {
    name: 'kubectl kustomize, one overlay',
    native: true,
    command: (output) => ['kubectl', 'kustomize', overlay, '--output', output],
  };
}

/** A program in Pkl that makes the same objects as one stream of documents. */
export function pkl(shape, binary) {
  const source = `${import.meta.dirname}/contenders/pairs.pkl`;
  return {
    name: 'Pkl, one file',
    native: true,
    command: (output) => [binary, 'eval', '--property', `objects=${shape.objects}`, '--output-path', output, source],
  };
}
