import { FleetApp } from '../../../index';
import { watchMutations } from './mutations';
import { isVersion, VERSIONS } from './versions';

/** Synthesizes a version of the fleet in a process of its own, which kills itself before its `fatal`th change. */
const [outdir, version, fatal] = process.argv.slice(2);
if (!isVersion(version)) throw new Error(`no version: ${version ?? ''}`);

watchMutations(({ number, half }) => {
  if (number !== Number(fatal)) return;
  half();
  process.kill(process.pid, 'SIGKILL');
});
const app = new FleetApp({ outdir });
VERSIONS[version](app);
app.synth();
