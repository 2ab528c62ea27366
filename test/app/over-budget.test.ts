// A question over its budget, from the refusal to its answer: approvers are asked, somebody else agrees, it is asked once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/answer.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { purposeOf, type Stage, startStage } from './stage.ts';

const QUESTION = 'who stopped i-0123456789abcdef0 in 2024';
const USD = 4.2;
/** What each asking was allowed to spend; null: without limit. */
const asked: (number | null)[] = [];
const SECOND = 'U000SECOND';
let stage: Stage;

/** With a second person who may approve: a question that costs money takes two. */
function workspace() {
  const sample = sampleWorkspace();
  return {
    ...sample,
    users: [...sample.users, { id: SECOND, name: 'sue', realName: 'Sue Second', tz: 'UTC' }],
    channels: sample.channels.map((each) => ({ ...each, members: [...each.members, SECOND] })),
  };
}

beforeAll(async () => {
  stage = await startStage({
    fake: { workspace: workspace() },
    settings: { APPROVERS: `${SAMPLE.admin},${SECOND}`, APPROVAL_CHANNEL: SAMPLE.security },
    parts: {
      tickEveryMs: 200,
      ask: async (text, _, { budget }): Promise<Reply> => {
        asked.push(budget === undefined ? null : budget.perQuestionUsd);
        if (budget === undefined) return sampleAnswer();
        const problem = { kind: 'over-budget', text: 'It would cost $4.20.', instead: [], usd: USD } as const;
        return { status: 'refused', text, problems: [problem], assumptions: [] };
      },
    },
  });
}, 60_000);
afterAll(() => stage.stop());

it('is put before approvers with its price, asked once without limit, and answered in their thread', async () => {
  await stage.fake.slash('/whodid', QUESTION, { user: SAMPLE.member, channel: SAMPLE.incidents });
  const refused = await stage.fake.waitFor(() =>
    stage.fake.messages(SAMPLE.incidents).find((message) => purposeOf(message) === 'answer'),
  );
  await stage.fake.click(refused.ts, 'approvals_query', { user: SAMPLE.member });
  const head = await stage.fake.waitFor(() =>
    stage.fake.messages(SAMPLE.security).find((message) => purposeOf(message) === 'parent'),
  );
  expect(head.text).toContain('4.20 US dollars');
  expect(head.text).toContain('in 2024');

  await stage.fake.click(head.ts, 'approvals_approve', { user: SAMPLE.member });
  await stage.fake.waitFor(() => stage.fake.ephemerals(SAMPLE.member).find(({ text }) => /may not approve/.test(text)));
  expect(asked).not.toContain(null);

  await stage.fake.click(head.ts, 'approvals_approve', { user: SAMPLE.admin });
  await stage.fake.waitFor(() =>
    stage.fake.messages(SAMPLE.security).some(({ blocks }) => JSON.stringify(blocks).includes('1 of 2')),
  );
  expect(asked).not.toContain(null);
  await stage.fake.click(head.ts, 'approvals_approve', { user: SECOND });
  const answer = await stage.fake.waitFor(
    () => stage.fake.state.messages.find((message) => message.threadTs === head.ts && purposeOf(message) === 'detail'),
    20_000,
  );
  expect(answer.text).toContain('i-0123456789abcdef0');
  expect(asked.filter((budget) => budget === null)).toHaveLength(1);
}, 60_000);
