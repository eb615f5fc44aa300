// Ours without its checks of manifests, to see what they cost.
const checks = require('../../lib/checks/check-cluster');
const { FleetApp } = require('../../lib');
const { assignment, populate } = require('../workload.cjs');

checks.checkCluster = () => [];
const { outdir, ...shape } = assignment();
populate(new FleetApp({ outdir }), shape).synth();
