// Loaded into every Node process that is measured: adds a line with its seconds as user, its seconds in the kernel and
// its peak memory in kilobytes to the file that BENCH_USAGE names.
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const process = require('node:process');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = [userCPUTime / 1e6, systemCPUTime / 1e6, peakOfThisProgram() ?? maxRSS];
  appendFileSync(process.env.BENCH_USAGE, `${usage.join(' ')}\n`);
});

// On Linux `maxRSS` starts at what the parent had when it forked, which may be more than a small program ever has.
function peakOfThisProgram() {
  const status = '/proc/self/status';
  const peak = existsSync(status) ? /^VmHWM:\s*(\d+)/m.exec(readFileSync(status, 'utf8')) : null;
  return peak?.[1];
}
