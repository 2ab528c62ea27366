// The statement Athena is asked for a condition, over the sample table.
import type { EventTest } from '../../../src/domain/question.ts';
import { readDdl } from '../../../src/fakes/aws/athena/ddl.ts';
import { writeType } from '../../../src/fakes/aws/athena/hive-types.ts';
import { ATHENA_COLUMNS, athenaDialect } from '../../../src/sources/athena/athena-dialect.ts';
import { accountsAsked, regionsAsked } from '../../../src/sources/athena/places-asked.ts';
import { type TableFacts, tableFacts } from '../../../src/sources/athena/table-facts.ts';
import { conditionOf } from '../../../src/sources/sql/condition-of.ts';
import type { Span } from '../../../src/sources/sql/statement.ts';
import { writeStatement } from '../../../src/sources/sql/write-statement.ts';
import { SPAN } from '../sql/statement-for.ts';
import { TABLE, tableOf } from './stage.ts';

/** As the source reads them of AWS. */
export function factsOf(ddl: string): TableFacts {
  const table = readDdl(ddl);
  if (typeof table === 'string' || table.kind !== 'table') throw new Error('not a table');
  const types = (fields: typeof table.columns) => new Map(fields.map(({ name, type }) => [name, writeType(type)]));
  const facts = tableFacts(
    { columns: types(table.columns), partitions: types(table.partitions), properties: table.properties },
    TABLE,
  );
  if ('why' in facts) throw new Error(facts.why);
  return facts;
}

export const FACTS = factsOf(tableOf());

export function athenaStatementFor(test: EventTest, span: Span = SPAN): string {
  const named = (values: readonly string[] | null, known: readonly string[]) =>
    values === null ? null : known.filter((value) => values.includes(value));
  const asked = {
    accounts: named(accountsAsked(test), FACTS.accounts.values),
    regions: named(regionsAsked(test), FACTS.regions.values),
  };
  const places = {
    accounts: asked.accounts?.length === 0 ? null : asked.accounts,
    regions: asked.regions?.length === 0 ? null : asked.regions,
  };
  const dialect = athenaDialect(FACTS, places);
  return writeStatement({ columns: ATHENA_COLUMNS, span, where: conditionOf(test), besides: null }, dialect);
}
