// Ours with the layout that plain cdk8s has by default.
const { YamlOutputType } = require('cdk8s');
const { FleetApp } = require('../../lib');
const { assignment, populate } = require('../workload.cjs');

const { outdir, ...shape } = assignment();
populate(new FleetApp({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART }), shape).synth();
