// Plain cdk8s as it is by default.
const { App } = require('cdk8s');
const { assignment, populate } = require('../workload.cjs');

const { outdir, ...shape } = assignment();
populate(new App({ outdir }), shape).synth();
