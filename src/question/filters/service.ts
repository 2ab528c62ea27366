// "in s3", "iam changes", "ec2 activity" → only calls of that service.
import { type FilterRecogniser, saysWhere } from './filter.ts';

export const serviceFilter: FilterRecogniser = {
  id: 'service',
  read: (item, { phrase, families, hasRef, after, before }) => {
    if (item.services === null || hasRef) return null;
    // "exported an ami to s3", "restored an object from glacier": where it went or lay, not whose call it was.
    const moves = families.some((id) => /^(?:export|import|restore|archive|migrate|deliver)$/.test(id));
    if (moves && /^(?:to|into|from)$/.test(phrase.prep ?? '')) return { tests: [] };
    const besideNoun = after?.noun != null || before?.noun != null;
    const object = phrase.prep === null && phrase.role !== 'free';
    // "a layer to the lambda": with an article it is a thing of that service, if there are any.
    const thing = item.determined === true && item.noun !== null && item.noun.type !== null;
    if (besideNoun || thing || (object && item.noun !== null)) return null;
    if (
      !(
        saysWhere(phrase.prep) ||
        phrase.prep === null ||
        phrase.prep === 'with' ||
        phrase.prep === 'using' ||
        phrase.excluded
      )
    )
      return null;
    const tests = item.services.map((service) => ({ kind: 'service', service }) as const);
    return { tests: [tests.length === 1 && tests[0] !== undefined ? tests[0] : { kind: 'any', tests }] };
  },
  examples: [
    {
      text: 'iam changes yesterday',
      kind: 'list',
      leaves: [
        { kind: 'service', service: 'iam' },
        { kind: 'read-only', readOnly: false },
      ],
    },
    {
      text: 'what did ci-deploy do in s3?',
      kind: 'actor',
      actors: ['ci-deploy'],
      leaves: [{ kind: 'service', service: 's3' }],
    },
    {
      text: 'denied calls except in kms',
      kind: 'list',
      leaves: [{ kind: 'not', test: { kind: 'service', service: 'kms' } }],
    },
  ],
};
