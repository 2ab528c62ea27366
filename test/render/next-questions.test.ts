import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import type { Question } from '../../src/domain/question.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { SLACK_MAX } from '../../src/render/block-kit.ts';
import { type NextQuestion, nextQuestions } from '../../src/render/next-questions.ts';
import { cards, deniedOnly } from './sample-card.ts';
import {
  nobodyComplete,
  nobodyIncomplete,
  sampleActor,
  sampleAnswer,
  sampleDenied,
  sampleEvent,
  sampleQuestion,
  sampleReceipt,
  sampleSession,
  sampleWindow,
  threeGroups,
} from './sample-replies.ts';

/** Somebody elsewhere presses the button, a day later. */
const PRESSED = { now: Date.parse('2023-07-12T09:00:00Z'), zone: 'America/Lima', locale: 'en-US' };

function texts(answer: Answer): readonly string[] {
  return nextQuestions(answer).map((question) => question.text);
}

function labelled(answer: Answer, label: string): NextQuestion {
  const found = nextQuestions(answer).find((question) => question.label.startsWith(label));
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
}

/** What the reader makes of a button's question. */
function meaning(answer: Answer, label: string): Question {
  const { text } = labelled(answer, label);
  const reading = readQuestion(text, PRESSED);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return reading.question;
}

/** Logs that reach a week to either side of the sample window. */
const reaching = sampleReceipt({
  sources: [{ source: 'archive', from: '2023-07-03T00:00:00Z', to: '2023-07-11T20:00:00Z' }],
});

describe('the next questions', () => {
  it('are whole questions about the caller, the thing, the address and other windows', () => {
    expect(texts(sampleAnswer({ receipt: reaching }))).toEqual([
      'what did sample-user do between 2023-07-10 13:38 and 2023-07-10 14:39 Europe/Amsterdam',
      'history of i-0123456789abcdef0',
      'everything from 192.0.2.10 between 2023-07-10 13:38 and 2023-07-10 14:39 Europe/Amsterdam',
      'who terminated i-0123456789abcdef0 from 2023-07-04 to 2023-07-10',
      'who terminated i-0123456789abcdef0 between 2023-07-09 00:00 and 2023-07-10 00:00 Europe/Amsterdam',
      'who terminated i-0123456789abcdef0 between 2023-07-11 00:00 and 2023-07-11 22:00 Europe/Amsterdam',
    ]);
  });

  it('mean to the reader what their labels say, whoever presses them', () => {
    const answer = sampleAnswer({ receipt: reaching });
    const around = { from: '2023-07-10T11:38:00Z', to: '2023-07-10T12:39:00Z' };
    expect(meaning(answer, 'What else')).toMatchObject({ kind: 'actor', window: around });
    expect(meaning(answer, 'What else').actors.map((actor) => actor.text)).toEqual(['sample-user']);
    expect(meaning(answer, 'History')).toMatchObject({ kind: 'timeline', window: null });
    expect(meaning(answer, 'History').resources.map((each) => each.text)).toEqual(['i-0123456789abcdef0']);
    expect(meaning(answer, 'Everything')).toMatchObject({
      window: around,
      test: { kind: 'source-ip', ip: '192.0.2.10' },
    });
    const day = { from: '2023-07-08T22:00:00Z', to: '2023-07-09T22:00:00Z' };
    const same = readQuestion(answer.question.text, PRESSED);
    for (const label of ['Wider', 'Earlier', 'Later']) {
      expect(meaning(answer, label).test).toEqual(same.ok ? same.question.test : null);
    }
    expect(meaning(answer, 'Earlier').window).toMatchObject(day);
    expect(meaning(answer, 'Later').window).toMatchObject({ from: '2023-07-10T22:00:00Z', to: '2023-07-11T20:00:00Z' });
  });

  it('ask after a denial what became of the permissions', () => {
    expect(labelled(deniedOnly, 'Why denied').text).toBe(
      'who changed policies of role sample-ci between 2023-06-10 14:08 and 2023-07-10 14:09 Europe/Amsterdam',
    );
    const why = meaning(deniedOnly, 'Why denied');
    expect(why.resources).toMatchObject([{ text: 'sample-ci', type: 'iam:role' }]);
    expect(JSON.stringify(why.test)).toContain('DetachRolePolicy');
    const actor = sampleActor({ kind: 'identity-center-user', name: 'sample.person' });
    const person = sampleAnswer({ done: [], attempted: [sampleDenied(0, { actor })] });
    expect(meaning(person, 'Why denied')).toMatchObject({ asksForAttempts: true });
    expect(meaning(person, 'Why denied').actors.map((each) => each.text)).toEqual(['sample.person']);
    expect(nextQuestions(sampleAnswer()).map((each) => each.label)).not.toContain('Why denied?');
  });

  it('are all read, and fit a button', () => {
    const answers = [...cards.map(([, answer]) => answer), threeGroups, nobodyComplete, nobodyIncomplete];
    const texts = new Set<string>();
    for (const answer of answers.map((each) => ({ ...each, receipt: reaching }))) {
      const questions = nextQuestions(answer);
      expect(questions.length).toBeGreaterThan(1);
      expect(questions.length).toBeLessThanOrEqual(SLACK_MAX.actions - 1);
      for (const { label, text } of questions) {
        expect(label.length).toBeLessThanOrEqual(SLACK_MAX.buttonText);
        expect(text.length).toBeLessThanOrEqual(SLACK_MAX.buttonValue);
        texts.add(text);
      }
    }
    for (const text of texts) expect(readQuestion(text, PRESSED), text).toMatchObject({ ok: true });
  });

  it('offer first to look further back when nothing was found', () => {
    expect(texts(nobodyComplete)[0]).toBe('who terminated i-0123456789abcdef0 from 2023-07-04 to 2023-07-10');
  });

  it('do not offer to look where no source reaches', () => {
    expect(texts(sampleAnswer({ done: [], window: sampleWindow({ from: null, phrase: null }) }))).toEqual([
      'history of i-0123456789abcdef0',
    ]);
    const labels = nextQuestions(sampleAnswer()).map((question) => question.label);
    expect(labels).not.toContain('Earlier');
    expect(labels).not.toContain('Later');
  });

  it('name an hour that a clock change repeats by its instants', () => {
    const done = [sampleEvent(0, { timeMs: Date.parse('2023-10-29T01:10:00Z') })];
    const { text } = labelled(sampleAnswer({ done }), 'What else');
    expect(text).toBe('what did sample-user do between 2023-10-29T00:40:00Z and 2023-10-29T01:40:00Z');
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
