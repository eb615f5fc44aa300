#!/usr/bin/env node
'use strict';

// Node 22 keeps what it has compiled: a tenth of a second less for each run after the first.
require('node:module').enableCompileCache?.();
require('../lib/cli/main.js');
