// "in eu-west-1", "in Frankfurt", "in account 123456789012", "in prod" (an account's alias) → Region and account.
import { NOUNS } from '../../catalog/nouns.ts';
import type { EventTest } from '../../domain/question.ts';
import type { Item } from '../text/items.ts';
import { type FilterRecogniser, saysWhere } from './filter.ts';

/** Verbs an account is the object of, so that "account 123456789012" is not where it happened. */
const ON_ACCOUNTS = [
  'assign',
  'unassign',
  'invite',
  'share',
  'unshare',
  'close',
  'delete',
  'remove',
  'create',
  'grant',
  'revoke',
  'leave',
  'add',
  'make-public',
  'open',
  'move',
  'register',
  'deregister',
  'assume',
];

const IN = /^(?:in|within|inside|across|under)$/;

export const placeFilter: FilterRecogniser = {
  id: 'place',
  read: (item, { phrase, families, accounts, before, after }) => {
    const where = saysWhere(phrase.prep);
    // "enabled ap-east-1", "replicated to eu-west-1": the Region is a parameter of the call, not where it was made.
    const switched = families.some((id) => id === 'enable' || id === 'disable') && phrase.prep === null;
    const sent =
      families.some((id) => /^(?:copy|share|export|restore|upload)$/.test(id)) &&
      /^(?:to|into)$/.test(phrase.prep ?? '');
    if (item.region !== null && (switched || sent)) return { tests: [{ kind: 'value', value: item.region }] };
    if (item.noun?.id === 'region' && switched) return null;
    if (item.region !== null && (where || item.lower === item.region || phrase.prep === null)) {
      const place = item.lower !== item.region;
      if (place && !where) return null;
      const said = place ? { assumption: `“${item.text}” is read as the Region ${item.region}.` } : {};
      return { tests: [{ kind: 'region', region: item.region }], ...said };
    }
    const object = families.some((id) => ON_ACCOUNTS.includes(id));
    const sentTo = /^(?:to|into)$/.test(phrase.prep ?? '') && families.length > 0 && !families.includes('sign-in');
    const inside = IN.test(phrase.prep ?? '') || (where && !object && !sentTo);
    const called = accounts.find(({ name }) => name.toLowerCase() === item.lower);
    const nameable = (inside || before?.noun?.id === 'account') && isOnlyName(item, before, after);
    const id = item.ref?.form === 'account' ? item.ref.text : nameable ? called?.id : undefined;
    if (id !== undefined && (inside || (!object && phrase.prep === null))) {
      const said = item.ref?.form === 'account' ? {} : { assumption: `“${item.text}” is read as the account ${id}.` };
      return { tests: [account(id)], ...said };
    }
    if (item.ref?.form === 'account' && /^(?:with|to)$/.test(phrase.prep ?? '')) {
      return { tests: [{ kind: 'value', value: item.ref.text }] };
    }
    // "in account N", "in our account": where it happened, even beside verbs an account is the object of.
    if (item.noun?.id === 'account' && IN.test(phrase.prep ?? '') && isPlace(phrase.items, accounts))
      return { tests: [] };
    if (item.noun?.id === 'account' && (where || phrase.prep === null) && !object && before === null)
      return phraseNamesAccount(phrase.items, accounts) ? { tests: [] } : null;
    return item.lower === 'region' || item.lower === 'regions' ? { tests: [] } : null;
  },
  examples: [
    {
      text: 'who terminated instances in eu-west-1 yesterday?',
      kind: 'who',
      leaves: [{ kind: 'region', region: 'eu-west-1' }],
    },
    {
      text: 'root activity in account 123456789012',
      kind: 'list',
      leaves: [{ kind: 'account', account: '123456789012' }, { kind: 'root' }],
    },
    {
      text: 'who deleted anything in account 123456789012?',
      kind: 'who',
      includes: ['*:DeleteBucket'],
      leaves: [{ kind: 'account', account: '123456789012' }],
    },
    {
      text: 'who opened port 22 in account 123456789012?',
      kind: 'who',
      includes: ['ec2:AuthorizeSecurityGroupIngress'],
      leaves: [{ kind: 'account', account: '123456789012' }],
    },
    { text: 'who deleted buckets in frankfurt?', kind: 'who', leaves: [{ kind: 'region', region: 'eu-central-1' }] },
  ],
};

/** "in prod-main" may be an account; "in bucket prod-main" and "in the prod-main bucket" are not. */
function isOnlyName(item: Item, before: Item | null, after: Item | null): boolean {
  const beside = [before, after].some(
    (near) => near?.noun != null && near.noun.id !== 'account' && near.joined !== true,
  );
  return !beside && (item.noun === null || !NOUNS.has(item.noun.id));
}

/** Nothing beside "account" but which one it is. */
function isPlace(items: readonly Item[], accounts: readonly { readonly name: string }[]): boolean {
  return items.every(
    (item) =>
      item.noun?.id === 'account' ||
      item.small !== null ||
      item.region !== null ||
      phraseNamesAccount([item], accounts),
  );
}

function account(id: string): EventTest {
  return { kind: 'account', account: id };
}

function phraseNamesAccount(
  items: readonly { readonly lower: string; readonly ref: { readonly form: string } | null }[],
  accounts: readonly { readonly name: string }[],
): boolean {
  return items.some(
    (item) => item.ref?.form === 'account' || accounts.some(({ name }) => name.toLowerCase() === item.lower),
  );
}
