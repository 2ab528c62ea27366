// "from 10.8.8.10", "from IP 10.8.8.10", "from 10.8.0.0/16" → the address the call came from.
import type { EventTest } from '../../domain/question.ts';
import type { FilterRecogniser } from './filter.ts';

const TARGETS = /^(?:to|into|for|on|against|toward|towards)$/;

export const originFilter: FilterRecogniser = {
  id: 'origin',
  read: (item, { phrase, families, after }) => {
    const next = after?.ref?.form;
    if (
      /^(?:source )?(?:ip|ip address|address|cidr|range|ip range|host)$/.test(item.lower) &&
      (next === 'ip' || next === 'cidr')
    )
      return { tests: [] };
    const form = item.ref?.form;
    if (item.ref === null || (form !== 'ip' && form !== 'cidr')) return null;
    if (phrase.prep !== null && TARGETS.test(phrase.prep)) {
      // "opened … to 10.0.0.0/8": the range in a rule. An address alone may be written as a /32.
      return { tests: [value(item.ref.text)] };
    }
    const opens = families.some((id) => ['open', 'close', 'grant', 'revoke', 'add'].includes(id));
    // "removed access from 10.0.0.0/8", "opened port 22 from 203.0.113.7": the range of a rule, or where the call came from.
    if (phrase.prep === 'from' && form === 'cidr' && (opens || families.includes('remove'))) {
      return { tests: [value(item.ref.text)] };
    }
    if (phrase.prep === 'from' && form === 'ip' && families.some((id) => /^(?:open|close|grant)$/.test(id))) {
      const either: EventTest = {
        kind: 'any',
        tests: [value(item.ref.text), { kind: 'source-ip', ip: item.ref.text }],
      };
      const assumption = `“${item.ref.text}” is read as the range of a rule or as where the call came from.`;
      return { tests: [either], assumption };
    }
    const object = phrase.prep === null && phrase.role === 'object';
    if (object && !opens) return families.length === 0 ? { tests: [{ kind: 'source-ip', ip: item.ref.text }] } : null;
    return { tests: [object ? value(item.ref.text) : { kind: 'source-ip', ip: item.ref.text }] };
  },
  examples: [
    { text: 'changes from IP 10.8.8.10 yesterday', kind: 'list', leaves: [{ kind: 'source-ip', ip: '10.8.8.10' }] },
    { text: 'what did 10.8.8.10 do?', kind: 'actor', leaves: [{ kind: 'source-ip', ip: '10.8.8.10' }] },
    {
      text: 'who opened sg-0a1b2c3d4e5f60718 to 10.9.0.0/16?',
      kind: 'who',
      leaves: [{ kind: 'value', value: '10.9.0.0/16' }],
    },
    {
      text: 'failed logins not from 10.8.0.0/16',
      kind: 'list',
      leaves: [{ kind: 'not', test: { kind: 'source-ip', ip: '10.8.0.0/16' } }],
    },
  ],
};

function value(text: string): EventTest {
  const exact: EventTest = { kind: 'value', value: text.toLowerCase() };
  return text.includes('/') ? exact : { kind: 'any', tests: [exact, { kind: 'value', value: `${text}/32` }] };
}
