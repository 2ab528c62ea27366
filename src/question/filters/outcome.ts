// "failed", "denied", "successful" → by how the call ended; "read-only", "write calls" → by what it could do.
import type { FilterRecogniser } from './filter.ts';

export const outcomeFilter: FilterRecogniser = {
  id: 'outcome',
  read: (item, { before }) =>
    item.filter?.kind === 'outcome' && /^errors?$/.test(item.lower) && before?.filter?.kind === 'outcome'
      ? // "access denied errors": the word before says which.
        { tests: [] }
      : item.filter?.kind === 'outcome'
        ? { tests: [{ kind: 'outcome', outcome: item.filter.outcome }], attempts: item.filter.outcome !== 'done' }
        : null,
  examples: [
    {
      text: 'denied calls of ci-deploy yesterday',
      kind: 'list',
      actors: ['ci-deploy'],
      leaves: [{ kind: 'outcome', outcome: 'denied' }],
    },
    {
      text: 'denied calls on bucket orders-archive',
      kind: 'list',
      resources: ['orders-archive'],
      leaves: [{ kind: 'outcome', outcome: 'denied' }],
    },
    { text: 'errors on rds', kind: 'list', leaves: [{ kind: 'outcome', outcome: 'attempted' }] },
    { text: 'access denied errors of ci-deploy', kind: 'list', leaves: [{ kind: 'outcome', outcome: 'denied' }] },
    {
      text: 'who tried to delete bucket orders-archive but failed?',
      kind: 'who',
      resources: ['orders-archive'],
      leaves: [{ kind: 'outcome', outcome: 'attempted' }],
    },
    {
      text: 'failed attempts to delete bucket orders-archive',
      kind: 'who',
      leaves: [{ kind: 'outcome', outcome: 'attempted' }],
    },
    {
      text: 'who was denied access to secret payments-token-6?',
      kind: 'who',
      leaves: [{ kind: 'outcome', outcome: 'denied' }],
    },
  ],
};

export const modeFilter: FilterRecogniser = {
  id: 'read-or-write',
  read: (item) =>
    item.filter?.kind === 'mode' ? { tests: [{ kind: 'read-only', readOnly: item.filter.readOnly }] } : null,
  examples: [
    {
      text: 'read-only calls by ci-deploy',
      kind: 'list',
      actors: ['ci-deploy'],
      leaves: [{ kind: 'read-only', readOnly: true }],
    },
  ],
};

export const rootFilter: FilterRecogniser = {
  id: 'root',
  read: (item, { phrase, families }) => {
    // "assumed root" is a call of its own, by somebody else.
    const assumed = families.includes('assume') && phrase.role === 'object' && phrase.prep === null;
    // "attached an scp to the root" is about the organization's.
    const organization =
      families.some((id) => id === 'attach' || id === 'detach') && /^(?:to|from)$/.test(phrase.prep ?? '');
    return item.filter?.kind === 'root' && !assumed && !organization ? { tests: [{ kind: 'root' }] } : null;
  },
  examples: [
    { text: 'root activity last month', kind: 'list', leaves: [{ kind: 'root' }] },
    { text: 'what did root do yesterday?', kind: 'list', leaves: [{ kind: 'root' }] },
  ],
};
