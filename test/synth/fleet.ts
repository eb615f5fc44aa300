import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, FleetApp, Kserve, SynthError } from '../../index';
import type { Finding, FleetAppProps } from '../../index';
import type { Manifest } from '../../kubernetes/manifest';
import { TEMPORARY_PLACE } from '../temporary-place';

/** Puts constructs into an app. */
export type Build = (app: FleetApp) => void;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(TEMPORARY_PLACE, 'fleet-'));
  folders.push(folder);
  return folder;
}

/** What a user sees of a synth. */
export interface Run {
  readonly exitCode: number;
  /** Standard error. */
  readonly said: string;
}

/** Synthesizes a fleet as `main.ts` would. */
export function synth(outdir: string, build: Build, props: FleetAppProps = {}): Run {
  const said: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  process.exitCode = 0;
  // Jest forces colours upon its workers where it is run on a terminal.
  process.env.FORCE_COLOR = '';
  try {
    const app = new FleetApp({ ...props, outdir });
    build(app);
    app.synth();
    return { exitCode: process.exitCode, said: said.join('') };
  } finally {
    process.exitCode = undefined;
    stderr.mockRestore();
  }
}

/** Everything that is found wrong with a fleet. */
export function findingsOf(build: Build): readonly Finding[] {
  const app = new FleetApp();
  build(app);
  try {
    return app.render().findings;
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    throw error;
  }
}

/** The objects of a fleet. */
export function manifestsOf(build: Build): readonly Manifest[] {
  const app = new FleetApp();
  build(app);
  return app.manifests();
}

/** The text of every file below a folder by its path; an empty folder counts as a file without text. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const contents: Record<string, string> = {};
  for (const path of paths) {
    const place = join(folder, path);
    if (!lstatSync(place).isDirectory()) contents[path] = readFileSync(place, 'utf8');
    else if (readdirSync(place).length === 0) contents[`${path}/`] = '';
  }
  return contents;
}

/** When each file below a folder was last written. */
export function timesOf(folder: string): Readonly<Record<string, number>> {
  const paths = Object.keys(contentsOf(folder));
  return Object.fromEntries(paths.map((path) => [path, lstatSync(join(folder, path)).mtimeMs]));
}

/** A cluster with plain KServe. */
export function cluster(app: FleetApp, id: string, namespace?: string): Cluster {
  return new Cluster(app, id, { platform: new Kserve({ defaultDeploymentMode: 'Standard' }), namespace });
}

/** A ConfigMap named by its id. */
export function configMap(scope: Construct, id: string, data: Readonly<Record<string, string>> = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}
