// Ours as it is used: one file per object.
const { FleetApp } = require('../../lib');
const { assignment, populate } = require('../workload.cjs');

const { outdir, ...shape } = assignment();
populate(new FleetApp({ outdir }), shape).synth();
