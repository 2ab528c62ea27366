import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { nextQuestions } from '../../src/render/next-questions.ts';
import {
  nobodyComplete,
  sampleActor,
  sampleAnswer,
  sampleEvent,
  sampleQuestion,
  sampleSession,
  sampleWindow,
} from './sample-replies.ts';

function texts(answer: Answer): readonly string[] {
  return nextQuestions(answer).map((question) => question.text);
}

describe('the next questions', () => {
  it('are whole questions about the caller, the thing, the address and a wider window', () => {
    expect(texts(sampleAnswer())).toEqual([
      'what did sample-user do between 2023-07-10T11:38:06Z and 2023-07-10T12:38:06Z',
      'history of i-0123456789abcdef0',
      'everything from 192.0.2.10 between 2023-07-10T11:38:06Z and 2023-07-10T12:38:06Z',
      'who terminated i-0123456789abcdef0 from 2023-07-04 to 2023-07-10',
    ]);
  });

  it('offer first to look further back when nothing was found', () => {
    expect(texts(nobodyComplete)[0]).toBe('who terminated i-0123456789abcdef0 from 2023-07-04 to 2023-07-10');
  });

  it('do not offer to look further back than everything', () => {
    const answer = sampleAnswer({ done: [], window: sampleWindow({ from: null, phrase: null }) });
    expect(texts(answer)).toEqual(['history of i-0123456789abcdef0']);
  });

  it('name a session by its ARN, since sessions share names', () => {
    const done = [sampleEvent(0, { actor: sampleSession('deploy', 'sample-ci') })];
    expect(texts(sampleAnswer({ done }))[0]).toMatch(/^what did arn:aws:sts::\S+\/sample-ci\/deploy do between/);
  });

  it('quote names with blanks and leave out names that no quotes can hold', () => {
    const named = (name: string): Answer => sampleAnswer({ done: [sampleEvent(0, { actor: sampleActor({ name }) })] });
    expect(texts(named('sample user '))[0]).toContain('what did "sample user " do');
    expect(texts(named('a" or "b'))[0]).not.toContain('what did');
    expect(texts(named('a\u202Eb'))[0]).not.toContain('what did');
  });

  it('ask nothing about addresses that are no addresses', () => {
    const done = [sampleEvent(0, { sourceIp: 'cloudformation.amazonaws.com' })];
    expect(texts(sampleAnswer({ done })).join()).not.toContain('everything from');
  });

  it('leave out a date they cannot take out of the text', () => {
    const question = sampleQuestion({ text: 'yesterday yesterday who did it' });
    expect(texts(sampleAnswer({ question })).join()).not.toContain(' to 2023-07-10');
  });
});
