import { githubReport } from './github';
import { gitlabReport } from './gitlab';
import { humanReport } from './human';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { markdownReport } from './markdown';
import type { Report } from './report';
import { sarifReport } from './sarif';

/** Every form in which a report can be written. */
export const FORMATS = {
  human: (report) => humanReport(report),
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  gitlab: gitlabReport,
  junit: junitReport,
  markdown: markdownReport,
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

export type Format = keyof typeof FORMATS;
