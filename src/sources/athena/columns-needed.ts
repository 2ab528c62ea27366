// A question → the columns a table must have to answer it, and those whose absence has to be said.
import type { Gap } from '../../domain/coverage.ts';
import type { EventTest } from '../../domain/question.ts';

/** Without these no event can be told from another, or what was done from what was tried. */
const ALWAYS = [
  'eventid',
  'eventtime',
  'eventsource',
  'eventname',
  'errorcode',
  'useridentity.type',
  'useridentity.arn',
];
const NAMES = ['requestparameters', 'responseelements', 'resources[].arn'];
const CALLERS = ['useridentity.principalid', 'useridentity.accountid', 'useridentity.username'];
/** AWS's own DDL leaves these out: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html */
const SOURCE_IDENTITY = 'useridentity.sessioncontext.sourceidentity';

/** Paths in lower case that the table lacks; empty: it can be asked. */
export function missingColumns(test: EventTest, types: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...ALWAYS, ...neededBy(test)])].filter((path) => !types.has(path));
}

/** What may be missed for want of a column that AWS's own table lacks. */
export function columnGaps(test: EventTest, types: ReadonlyMap<string, string>, name: string): readonly Gap[] {
  if (types.has(SOURCE_IDENTITY) || !asksForCaller(test)) return [];
  const detail = `Table ${name} has no column ${SOURCE_IDENTITY}, so calls that bear a person's name only there were not found. Make the table with whodid athena setup, which adds it.`;
  return [{ kind: 'category-not-logged', detail }];
}

function neededBy(test: EventTest): readonly string[] {
  switch (test.kind) {
    case 'resource':
    case 'actor':
      return [...NAMES, ...CALLERS];
    case 'value':
    case 'fact':
    case 'port':
      return ['requestparameters'];
    case 'source-ip':
      return ['sourceipaddress'];
    case 'tool':
      return ['useragent'];
    case 'account':
      return ['recipientaccountid'];
    case 'region':
      return ['awsregion'];
    case 'read-only':
      return ['readonly'];
    case 'all':
    case 'any':
      return test.tests.flatMap(neededBy);
    case 'not':
      return neededBy(test.test);
    default:
      return [];
  }
}

function asksForCaller(test: EventTest): boolean {
  switch (test.kind) {
    case 'actor':
    case 'resource':
      return true;
    case 'all':
    case 'any':
      return test.tests.some(asksForCaller);
    case 'not':
      return asksForCaller(test.test);
    default:
      return false;
  }
}
