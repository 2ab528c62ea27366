// A condition → the expression of a `filter` in the query language of Logs Insights, or nothing where all must be let
// through. How that language reads a backslash, a quote or a slash inside a literal is not published
// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html): texts of a question get in as
// plain characters of a pattern only, and a condition on any other text is left out, for `records/holds.ts` to decide.
import type { Condition, Leaf, TextColumn } from '../sql/condition.ts';

/** null: there is nothing to ask for. */
export function writeFilter(condition: Condition): string | null {
  switch (condition.kind) {
    case 'always':
      return null;
    case 'never':
      throw new Error('what can hold for nothing is not asked for');
    case 'all': {
      const parts = condition.parts.map(writeFilter).filter((part) => part !== null);
      return parts.length === 0 ? null : joined(parts, ' and ');
    }
    case 'any': {
      const parts = condition.parts.map(writeFilter);
      const known = parts.filter((part) => part !== null);
      return known.length < parts.length ? null : joined(known, ' or ');
    }
    default:
      return writeLeaf(condition);
  }
}

function joined(parts: readonly string[], by: string): string {
  const [only, second] = parts;
  return second === undefined ? (only ?? '') : `(${parts.join(by)})`;
}

const FIELDS: Readonly<Record<TextColumn, string>> = {
  eventname: 'eventName',
  eventsource: 'eventSource',
  awsregion: 'awsRegion',
  recipientaccountid: 'recipientAccountId',
  sourceipaddress: 'sourceIPAddress',
  'useridentity.type': 'userIdentity.type',
  'useridentity.arn': 'userIdentity.arn',
};

/** `DeleteFunction20150331v2`, `DeleteDistribution2020_05_31`: see `catalog/api-date.ts`. */
const API_DATE = '(20[0-9]{2}_?[0-9]{2}_?[0-9]{2}(v[0-9]+)?)?';

function writeLeaf(leaf: Leaf): string | null {
  switch (leaf.kind) {
    case 'is': {
      const { column, oneOf, orMissing } = leaf;
      return orMissing
        ? onField(column, [...oneOf, 'null'], (either) => `^(${either})?$`)
        : onField(column, oneOf, (either) => `^(${either})$`);
    }
    case 'begins':
      return onField(leaf.column, leaf.oneOf, (either) => `^(${either})`);
    case 'holds':
      return onField(leaf.column, leaf.oneOf, (either) => either);
    case 'event-name':
      return onField('eventname', leaf.names, (either) => `^(${either})${API_DATE}$`);
    case 'read-only':
      // Discovered as a number: 1 or 0.
      return orAbsent('readOnly', `readOnly != ${leaf.readOnly ? 0 : 1}`);
    case 'named':
      return writeNamed(leaf.names);
    default:
      return unreachable(leaf);
  }
}

function unreachable(leaf: never): never {
  throw new Error(`unknown condition ${JSON.stringify(leaf)}`);
}

function onField(column: TextColumn, values: readonly string[], pattern: (either: string) => string): string | null {
  const plain = values.map(plainPattern);
  if (plain.some((each) => each === null)) return null;
  const field = FIELDS[column];
  return orAbsent(field, like(field, pattern([...new Set(plain)].join('|'))));
}

/**
 * Fields are discovered among the first two hundred of a record, and hardly any in some log classes: a record that
 * seems to lack the field is let through.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
function orAbsent(field: string, test: string): string {
  return `(${test} or not ispresent(${field}))`;
}

function like(field: string, pattern: string): string {
  return `${field} like /(?i)${pattern}/`;
}

/**
 * Where a name may stand in letters that are not its own: a percent or \u escape of a letter, digit, `.`, `_` or `-`, a
 * percent sign that was escaped itself, and U+212A, the Kelvin sign. The dot stands for the backslash.
 * Compare HIDDEN_LETTERS in `sql/name-pieces.ts`.
 */
const HIDDEN = '(%|.u00)(2[de]|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|%25|%e2%84%aa|.u212a';

function writeNamed(names: readonly (readonly string[])[]): string | null {
  const patterns = names.map((pieces) => pieces.map(namePattern));
  if (patterns.flat().some((pattern) => pattern === null)) return null;
  // In whatever order they stand: more than is meant, never less.
  const [alone, together] = [
    patterns.filter((each) => each.length === 1),
    patterns.filter((each) => each.length !== 1),
  ];
  const either = [...new Set(alone.flat()), HIDDEN].join('|');
  const each = together.map((pieces) =>
    joined(
      pieces.map((piece) => like('@message', piece ?? '')),
      ' and ',
    ),
  );
  return joined([like('@message', either), ...new Set(each)], ' or ');
}

/**
 * The Kelvin sign is a k to whoever ignores case, but not to every engine, and some count bytes: a run of odd characters
 * passes for one of k's. Each character can be taken in one way only, so that no engine has to try many.
 */
function namePattern(piece: string): string | null {
  return plainPattern(piece)?.replace(/k+/g, '(k|[^ -~])+') ?? null;
}

const PLAIN = /^[A-Za-z0-9:/_.@+=,-]*$/;

/** null: some character may mean something to a pattern, or end it. */
function plainPattern(text: string): string | null {
  // A slash would end the pattern: any one character stands for it.
  return PLAIN.test(text) ? text.replace(/[.+]/g, '[$&]').replaceAll('/', '.') : null;
}
