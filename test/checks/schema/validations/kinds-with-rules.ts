import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOfKind } from '../../../../checks/schema/validations/ruled-node';
import type { RuledNode } from '../../../../checks/schema/validations/ruled-node';
import { parseGroupSchemas } from '../../../../imports/schema/parse-group-schemas';

const FOLDER = join(__dirname, '../../../../imports/schemas');

export interface KindWithRules {
  readonly apiVersion: string;
  readonly kind: string;
  readonly root: RuledNode;
}

/** Every version of every imported kind that has rules. */
export function kindsWithRules(): readonly KindWithRules[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const { group, kinds } = parseGroupSchemas(readFileSync(join(FOLDER, file), 'utf8'));
    return Object.entries(kinds).flatMap(([kind, { versions }]) =>
      Object.keys(versions).flatMap((version) => {
        const apiVersion = `${group}/${version}`;
        const root = rulesOfKind(apiVersion, kind);
        return root === undefined ? [] : [{ apiVersion, kind, root }];
      }),
    );
  });
}
