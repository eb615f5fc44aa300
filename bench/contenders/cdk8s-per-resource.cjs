// Plain cdk8s with one file per object, as ours has by default.
const { App, YamlOutputType } = require('cdk8s');
const { assignment, populate } = require('../workload.cjs');

const { outdir, ...shape } = assignment();
populate(new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE }), shape).synth();
