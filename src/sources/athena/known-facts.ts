// What the workgroup and the table are, asked of AWS at most every few minutes; a Failure where nothing may be asked of them.
import type { AthenaCalls, AthenaTable, AthenaWorkGroup } from '../../aws/athena.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { type Known, knownFor } from '../query/known-for.ts';
import { type Persistence, persist } from '../query/persist.ts';
import {
  noLimitFailure,
  outputFailure,
  settingFailure,
  tableFailure,
  unreachedFailure,
  workGroupFailure,
} from './athena-trouble.ts';
import { type TableFacts, tableFacts } from './table-facts.ts';

export interface AthenaFacts {
  readonly table: TableFacts;
  /** Bytes. */
  readonly cutoffBytes: number;
}

export type KnownFacts = Known<AthenaFacts>;

export interface FactsOf {
  /** `database.table`. */
  readonly table: string;
  readonly workGroup: string;
  /** A place for results of our own. */
  readonly hasOutput: boolean;
}

export function knownFacts(
  calls: Pick<AthenaCalls, 'workGroup' | 'table'>,
  of: FactsOf,
  persistence: Persistence,
  now: () => number = () => performance.now(),
): KnownFacts {
  return knownFor(async (): Promise<AthenaFacts | Failure> => {
    const group = groupOf(await persist(() => calls.workGroup(), persistence), of);
    if (isFailure(group)) return group;
    const table = tableOf(await persist(() => calls.table(), persistence), of);
    return isFailure(table) ? table : { table, cutoffBytes: group };
  }, now);
}

/** Its limit, bytes. */
export function groupOf(told: AthenaWorkGroup | AwsTrouble, of: FactsOf): number | Failure {
  if (isTrouble(told)) return failureOf(told, of);
  if (!told.enabled) return workGroupFailure(of, `Workgroup ${of.workGroup} is disabled.`);
  if (told.cutoffBytes === null) return noLimitFailure(of);
  if (told.output === null && !of.hasOutput) return outputFailure(of, 'it has no query result location.');
  return told.cutoffBytes;
}

function tableOf(told: AthenaTable | AwsTrouble, of: FactsOf): TableFacts | Failure {
  if (isTrouble(told)) return failureOf(told, of);
  const facts = tableFacts(told, of.table);
  return 'why' in facts ? tableFailure(of.table, facts.why) : facts;
}

function failureOf(trouble: AwsTrouble, { table, workGroup }: FactsOf): Failure {
  return settingFailure(trouble, { table, workGroup, cutoffBytes: null }) ?? unreachedFailure(table, trouble);
}
