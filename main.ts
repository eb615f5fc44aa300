import { serveOnAlauda } from './fleet/alauda';
import { serveGranite } from './fleet/granite';
import { serveOnOme } from './fleet/ome';
import { FleetApp, Kserve, OpenShiftAi } from './index';

const app = new FleetApp();

serveOnAlauda(app);
serveGranite(app, 'openshift', new OpenShiftAi());
serveGranite(app, 'kserve', new Kserve({ defaultDeploymentMode: 'Standard' }));
serveOnOme(app);

app.synth();
