import { App, YamlOutputType } from 'cdk8s';
import type { AppProps } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import { report } from '../constructs/findings';
import { coloured, plain, wantsColours } from '../reports/colours';
import { groupedFindings } from '../reports/human';
import { oneLine } from '../reports/one-line';
import { ProgressLine } from '../reports/progress';
import type { ProgressListener } from '../reports/progress';
import { fails } from '../reports/report';
import type { ReportedFinding } from '../reports/report';
import { findingsInWords, notCheckedInWords } from '../reports/summary';
import { loadConfiguration } from '../sources/configuration/read-configuration';
import { SynthError } from './error';
import { writeTrees } from './files/write-trees';
import { cdk8sLayout, fleetLayout } from './layout';
import type { Layout } from './layout';
import { nodeVersionFault } from './node-version';
import { linkOutput, outputFolder } from './output-folder';
import type { OutputFolder } from './output-folder';
import { render } from './render';
import type { Rendering } from './render';

/** How a fleet is written to disk. */
export interface FleetAppProps extends Pick<AppProps, 'outdir' | 'outputFileExtension' | 'resolvers'> {
  /**
   * One of plain cdk8s' layouts instead of one file per object under `<cluster>/<layer>/<namespace>/<kind>/`.
   *
   * @default one file per object
   */
  readonly yamlOutputType?: YamlOutputType;
  /**
   * File that configures the checks: rules to leave out, and acknowledgements.
   *
   * @default 'cdk8s-inference.yaml' in the working directory, where there is one
   */
  readonly configuration?: string;
}

/**
 * The app of a fleet: a cdk8s `App` that checks before it writes, writes all or nothing, and gives every object a file
 * named by its identity. It is used wherever an `App` is.
 */
export class FleetApp extends App {
  private readonly output: OutputFolder;
  private readonly layout: Layout;
  private readonly configuration: string | undefined;

  public constructor(props: FleetAppProps = {}) {
    const output = outputFolder(props.outdir, process.env.CDK8S_OUTDIR);
    super({ ...props, outdir: output.path });
    const fault = nodeVersionFault(process.versions.node);
    if (fault !== undefined) report(this, fault);
    this.output = output;
    this.configuration = props.configuration;
    this.layout =
      props.yamlOutputType === undefined
        ? fleetLayout
        : cdk8sLayout(props.yamlOutputType, props.outputFileExtension ?? '.k8s.yaml');
  }

  /**
   * Everything the app would write, in memory.
   *
   * @throws SynthError if there is an error among the findings
   */
  public render(listen?: ProgressListener): Rendering {
    return this.rendered(this.layout, listen);
  }

  /**
   * The plain objects of one cluster in the order in which they depend on each other, as tests compare them.
   *
   * @throws SynthError if there is an error among the findings
   */
  public manifests(cluster?: string): readonly Manifest[] {
    return this.render()
      .objects.filter((object) => cluster === undefined || object.cluster === cluster)
      .map(({ manifest }) => manifest);
  }

  /**
   * Checks and writes the fleet. What is wrong is told on standard error, all of it; if anything is an error, nothing
   * is written and the process ends with exit code 1.
   */
  public override synth(): void {
    const progress = new ProgressLine(process.stderr);
    try {
      const { trees, findings, notChecked } = this.render(progress.listen);
      const summary = writeTrees(this.output.path, trees, progress.listen);
      progress.end();
      if (!('written' in summary)) throw new SynthError([...findings, ...summary]);
      const unlinked = linkOutput(this.output);
      tell(unlinked === undefined ? findings : [...findings, unlinked]);
      if (unlinked !== undefined) process.exitCode = 1;
      for (const item of notChecked) process.stderr.write(`${oneLine(notCheckedInWords(item))}\n`);
      const { written, removed, unchanged } = summary;
      process.stderr.write(`${this.output.path}: ${written} written, ${removed} removed, ${unchanged} unchanged\n`);
    } catch (error) {
      progress.end();
      if (!(error instanceof SynthError)) throw error;
      tell(error.findings);
      const untouched = !error.findings.some(({ id }) => id === 'output/unwritable');
      const outcome = untouched ? `; nothing was written, ${this.output.path} is as it was` : '';
      process.stderr.write(`${findingsInWords(error.findings)}${outcome}\n`);
      process.exitCode = 1;
    }
  }

  private rendered(layout: Layout, listen?: ProgressListener): Rendering {
    const reading = loadConfiguration(this.configuration);
    if (!reading.ok) throw new SynthError(reading.findings);
    const { configuration } = reading;
    const rendering = render(this, layout, { configuration, listen });
    const failOn = configuration.failOn ?? 'error';
    if (rendering.findings.some((finding) => fails(finding, failOn))) throw new SynthError(rendering.findings);
    return rendering;
  }

  /**
   * All objects as one YAML text.
   *
   * @throws SynthError if there is an error among the findings
   */
  public override synthYaml(): string {
    const { trees } = this.rendered(cdk8sLayout(YamlOutputType.FILE_PER_APP, ''));
    return trees.flatMap(({ files }) => [...files.values()]).join('---\n');
  }
}

function tell(findings: readonly ReportedFinding[]): void {
  if (findings.length === 0) return;
  const { isTTY } = process.stderr;
  const paint = wantsColours(isTTY, process.env) ? coloured : plain;
  process.stderr.write(`${groupedFindings(findings, { paint, frames: false })}\n\n`);
}
