// "via terraform", "in the console", "by hand", "from a phone", "by CloudFormation", "by autoscaling" → what made the call.
import { NOUNS } from '../../catalog/nouns.ts';
import type { EventTest } from '../../domain/question.ts';
import type { Item } from '../text/items.ts';
import { type FilterRecogniser, saysHow } from './filter.ts';

const WRITES: EventTest = { kind: 'read-only', readOnly: false };

/** "rds" and "lambda" are things too; "autoscaling" only acts. */
function isThing(item: Item): boolean {
  return item.noun?.keys.some(({ service }) => service !== null) === true;
}

export const toolFilter: FilterRecogniser = {
  id: 'tool',
  read: (item, { phrase, families, hasRef, after }) => {
    const how = saysHow(phrase.prep);
    if (item.filter?.kind === 'tool') {
      if (families.includes('sign-in') && item.filter.tool === 'console') return { tests: [] };
      if (item.noun !== null && NOUNS.has(item.noun.id) && !how) return null;
      if (item.services !== null && phrase.prep === 'in') return null;
      if (item.services !== null && !how && (after?.noun ?? null) !== null) return null;
      const byHand = /hand|manual|click/.test(item.lower);
      const assumption = byHand ? { assumption: `“${item.text}” is read as made in the console.` } : {};
      const tool: EventTest = { kind: 'tool', tool: item.filter.tool };
      // Changes made by clicking: looking at a page is none.
      if (/click/.test(item.lower)) {
        const said = `“${item.text}” is read as changes made in the console.`;
        return { tests: [{ kind: 'all', tests: [tool, WRITES] }], assumption: said };
      }
      return { tests: [tool], ...assumption };
    }
    const maker =
      /^(?:by|via|through|done by|performed by|run by|issued by|initiated by|triggered by|carried out by)$/.test(
        phrase.prep ?? '',
      );
    // "what did rds do": only the service does things of its own accord; "what did the lambda do" is about a function.
    const acts = families.includes('touch') && item.determined !== true;
    const subject = phrase.role === 'subject' && (!isThing(item) || acts || /^services?$/.test(after?.lower ?? ''));
    if (item.services !== null && (maker || subject) && !hasRef) {
      const tools = item.services.map((service): EventTest => ({ kind: 'tool', tool: `aws-service:${service}` }));
      // "through ssm" is said of the service's own calls too; "by ssm" only of what it does itself.
      const own = phrase.prep === 'via' || phrase.prep === 'through';
      const also = own ? item.services.map((service): EventTest => ({ kind: 'service', service })) : [];
      return { tests: [...tools, ...also] };
    }
    return null;
  },
  examples: [
    { text: 'changes by terraform last week', kind: 'list', leaves: [{ kind: 'tool', tool: 'terraform' }] },
    {
      text: 'who deleted bucket orders-archive, not via terraform?',
      kind: 'who',
      leaves: [{ kind: 'not', test: { kind: 'tool', tool: 'terraform' } }],
    },
    {
      text: 'what was changed in the console yesterday?',
      kind: 'list',
      leaves: [
        { kind: 'tool', tool: 'console' },
        { kind: 'read-only', readOnly: false },
      ],
    },
    { text: 'changes from a phone', kind: 'list', leaves: [{ kind: 'tool', tool: 'phone' }] },
    {
      text: 'instances terminated by autoscaling today',
      kind: 'list',
      leaves: [{ kind: 'tool', tool: 'aws-service:autoscaling' }],
    },
    { text: 'who deleted the stack web-1 by hand?', kind: 'who', leaves: [{ kind: 'tool', tool: 'console' }] },
  ],
};
