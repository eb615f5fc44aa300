import { serveOnAlauda } from './fleet/alauda';
import { deliverWithArgoCd } from './fleet/argo-cd';
import { registerOnCce, serveOnCce } from './fleet/cce';
import { deliverWithFlux } from './fleet/flux';
import { serveGranite } from './fleet/granite';
import { serveOnHydra } from './fleet/hydra';
import { serveOnLeaderWorkerSets } from './fleet/lws';
import { serveOnOme } from './fleet/ome';
import { FleetApp, Kserve, OpenShiftAi } from './index';

const app = new FleetApp();

serveOnAlauda(app);
serveGranite(app, 'openshift', new OpenShiftAi());
serveGranite(app, 'kserve', new Kserve({ defaultDeploymentMode: 'Standard' }));
serveOnLeaderWorkerSets(app);
serveOnCce(app);
registerOnCce(app);
serveOnOme(app);
serveOnHydra(app);
deliverWithFlux(app);
deliverWithArgoCd(app);

app.synth();
