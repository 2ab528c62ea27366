// "on port 22", "to the world", "outside the account", "p5.48xlarge" → what the parameters must say.
import type { FilterRecogniser } from './filter.ts';

export const portFilter: FilterRecogniser = {
  id: 'port',
  read: (item, { before, phrase, families }) => {
    // "opened 3389 to the internet": what is opened by number is a port.
    const opens = families.some((id) => id === 'open' || id === 'close') && phrase.prep === null;
    if (opens && /^\d{2,5}$/.test(item.text) && Number(item.text) < 65_536 && before?.filter?.kind !== 'port') {
      const assumption = `“${item.text}” is read as the port.`;
      return { tests: [{ kind: 'port', port: Number(item.text) }], marks: ['port'], assumption };
    }
    if (item.filter?.kind === 'port') return { tests: [{ kind: 'port', port: item.filter.port }], marks: ['port'] };
    // "ports 22 and 443": the second number stands alone.
    if (before?.filter?.kind !== 'port' || !/^\d{1,5}$/.test(item.text)) return null;
    return { tests: [{ kind: 'port', port: Number(item.text) }], marks: ['port'] };
  },
  examples: [
    {
      text: 'who opened ssh to the world on sg-0a1b2c3d4e5f60718?',
      kind: 'who',
      leaves: [
        { kind: 'port', port: 22 },
        { kind: 'fact', fact: 'opened-to-world' },
      ],
    },
  ],
};

export const worldFilter: FilterRecogniser = {
  id: 'world',
  read: (item, { phrase, families }) => {
    const opens = families.some((id) =>
      [
        'open',
        'close',
        'share',
        'grant',
        'revoke',
        'add',
        'modify',
        'make-public',
        'unshare',
        'allow',
        'make-private',
        'remove',
        'delete',
      ].includes(id),
    );
    const made = families.includes('create') && phrase.items.some(({ noun }) => MADE_PUBLIC.test(noun?.id ?? ''));
    if (item.filter?.kind === 'world' && (opens || made)) return { tests: [], marks: ['world'] };
    if (item.filter?.kind === 'outside' && opens) return { tests: [], marks: ['outside'] };
    const everyone = item.small === 'somebody' && /^(?:to|for|with)$/.test(phrase.prep ?? '') && opens;
    return everyone ? { tests: [], marks: ['world'] } : null;
  },
  examples: [
    {
      text: 'who opened sg-0a1b2c3d4e5f60718 to everyone?',
      kind: 'who',
      leaves: [{ kind: 'fact', fact: 'opened-to-world' }],
    },
  ],
};

/** What can be open to the world from the call that makes it. */
const MADE_PUBLIC =
  /^(?:securitygrouprule|rule|port|naclentry|database|dbinstance|functionurl|rdscluster|dbcluster|redshiftcluster)$/;

export const mfaFilter: FilterRecogniser = {
  id: 'mfa',
  read: (item, { families }) => {
    const asked = item.noun?.id === 'mfa' && families.includes('sign-in');
    return asked ? { tests: [{ kind: 'fact', fact: 'mfa-used' }] } : null;
  },
  examples: [
    {
      text: 'console logins without mfa',
      kind: 'list',
      eventNames: ['signin:ConsoleLogin'],
      leaves: [{ kind: 'not', test: { kind: 'fact', fact: 'mfa-used' } }],
    },
    { text: 'who logged in with mfa yesterday?', kind: 'list', leaves: [{ kind: 'fact', fact: 'mfa-used' }] },
  ],
};

export const valueFilter: FilterRecogniser = {
  id: 'value',
  read: (item) => (item.value !== null ? { tests: [{ kind: 'value', value: item.value }] } : null),
  examples: [
    { text: 'who launched a p5.48xlarge yesterday?', kind: 'who', leaves: [{ kind: 'value', value: 'p5.48xlarge' }] },
  ],
};
