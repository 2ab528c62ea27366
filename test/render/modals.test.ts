// What hostile texts become in modals, cards and questions to people: accepted by Slack, shown, and nothing else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageForms, RenderedMessage } from '../../src/domain/thread.ts';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { checkView } from '../../src/fakes/slack/blocks/check-view.ts';
import { eventLink } from '../../src/follow-up/event-link.ts';
import { questionsIn } from '../../src/follow-up/questions-in-message.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { askBackForms, repliedForms, replyText } from '../../src/render/ask-back.ts';
import { eventCard } from '../../src/render/event-card.ts';
import { withFirstLine } from '../../src/render/first-line.ts';
import { rawEventModal } from '../../src/render/modals/raw-event-modal.ts';
import { sentenceModal } from '../../src/render/modals/sentence-modal.ts';
import { whoDidThisModal, whoDidThisOf } from '../../src/render/modals/who-did-this-modal.ts';
import { messageText } from '../../src/slack/message-text.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { activeMrkdwn } from './inert-mrkdwn.ts';
import { sampleActor, sampleEvent } from './sample-replies.ts';

const SLACK = { nativeTables: true, newestBlocks: true };
/** Every mrkdwn text of ours is inert; every other text is literal in Slack. `own`: the formatting that is ours. */
function expectTaken(forms: MessageForms, own: readonly string[] = []): void {
  for (const form of forms) {
    const message: RenderedMessage = form();
    expect(checkBlocks(message.blocks, 'message', SLACK)).toBeUndefined();
    for (const text of [message.text, ...mrkdwnIn(message.blocks)]) {
      const theirs = own.reduce((left, ours) => left.replaceAll(ours, ''), text);
      for (const line of theirs.split('\n')) expect(activeMrkdwn(line)).toEqual([]);
    }
  }
}

function mrkdwnIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnIn);
}

describe('hostile text', () => {
  it('in a record is shown in the modal, secrets removed, and read by Slack as nothing but text', () => {
    fc.assert(
      fc.property(hostileText, fc.jsonValue(), hostileText, (id, value, name) => {
        const record = {
          eventID: id,
          requestParameters: { password: 'hunter2', [name]: JSON.parse(JSON.stringify(value)), text: name },
        };
        const modal = rawEventModal(sampleEvent(0, { eventID: id, record }));
        expect(checkView(modal, 'modal', SLACK)).toBeUndefined();
        const json = JSON.stringify(modal);
        expect(json).not.toContain('hunter2');
        expect(json).not.toContain('mrkdwn');
        expect(json).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      hostileRuns(250),
    );
  });

  it('in a message makes questions that read, in a modal that Slack takes', () => {
    const asked = { now: 0, zone: 'UTC', locale: 'en-US' };
    const read = (text: string) => readQuestion(text, asked);
    const words = fc.constantFrom(
      'bucket "',
      'role ',
      'i-0123456789abcdef0',
      ' terminated ',
      '203.0.113.7',
      'event id: ',
      '`x_y`',
      "user '",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(hostileText, words), { maxLength: 8 }), (parts) => {
        const questions = questionsIn(
          messageText({ text: parts.join(''), blocks: [{ text: { text: parts.join(' ') } }] }),
          read,
          10,
        );
        const modal = whoDidThisModal({ channelId: 'C1', threadTs: '1.1', questions });
        expect(checkView(modal, 'modal', SLACK)).toBeUndefined();
        expect(JSON.stringify(modal)).not.toContain('mrkdwn');
        for (const question of questions) expect(question.startsWith('event ') || read(question).ok).toBe(true);
      }),
      hostileRuns(100),
    );
  });

  it('in names, sentences and events asks nobody else, and links nowhere else', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, text) => {
        const asked = {
          askBackId: 'a'.repeat(32),
          askerName: name,
          sentence: text,
          link: 'https://sample.slack.test/x',
        };
        expectTaken(askBackForms(asked));
        expectTaken(repliedForms(asked, 'no'));
        expectTaken([() => ({ text: replyText(name, 'no'), blocks: [] })], ['*not*']);
        expect(checkView(sentenceModal('Raw event', text), 'modal', SLACK)).toBeUndefined();
        const actor = sampleActor({ name, arn: text, names: [name] });
        const identifiers = [{ value: text, place: 'request' as const, key: name }];
        const event = sampleEvent(0, {
          actor,
          eventName: text,
          awsRegion: name,
          sourceIp: text,
          eventID: text,
          identifiers,
        });
        expectTaken([() => eventCard(event, 'UTC')]);
        expectTaken(
          withFirstLine([() => ({ text: '', blocks: [] }), () => eventCard(event, 'UTC')], `Read as: “${text}”`),
        );
      }),
      hostileRuns(250),
    );
  });
});

describe('the modal of a record', () => {
  it('is cut where Slack’s modals end, with a note, and never inside a character', () => {
    const record = { text: '😀'.repeat(60_000), more: 'x'.repeat(10_000) };
    const modal = rawEventModal(sampleEvent(0, { record }));
    expect(checkView(modal, 'modal', SLACK)).toBeUndefined();
    expect(JSON.stringify(modal)).toMatch(/Cut: the first 2\d{4} of \d{6} characters/);
    expect(JSON.stringify(modal)).not.toMatch(/\\ud[89a-f]/i);
  });
});

describe('the modal of a message', () => {
  it('keeps within Slack’s limits, however long the names, and gives back what was asked', () => {
    const questions = Array.from({ length: 12 }, (_, at) => `history of arn:aws:s3:::${'x'.repeat(150 + at)}`);
    const modal = whoDidThisModal({ channelId: 'C1', threadTs: '1.1', questions });
    expect(checkView(modal, 'modal', SLACK)).toBeUndefined();
    expect(whoDidThisOf(modal.private_metadata ?? '')?.questions).toEqual(questions.slice(0, 10));
    const longer = whoDidThisModal({
      channelId: 'C1',
      threadTs: '1.1',
      questions: questions.map((it) => it.repeat(4)),
    });
    expect(checkView(longer, 'modal', SLACK)).toBeUndefined();
  });

  it.each(['', '{}', 'null', '[1]', '{"channelId":"C1","threadTs":"1.1","questions":[1]}'])(
    'does not take %j for its own',
    (metadata) => {
      expect(whoDidThisOf(metadata)).toBeNull();
    },
  );
});

describe('the address of an event', () => {
  const id = '9b0e3f5c-1111-4222-8333-123456789abc';
  it.each([
    [`https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/${id}`, 'eu-west-1'],
    [
      `https://console.aws.amazon.com/cloudtrail/home?region=us-east-1&amp;x=1#/events?EventId=${id.toUpperCase()}`,
      'us-east-1',
    ],
    [
      `https://us-gov-west-1.console.amazonaws-us-gov.com/cloudtrailv2/home#/events/${id}?ReadOnly=false`,
      'us-gov-west-1',
    ],
    [`https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events/${id}`, 'cn-north-1'],
    [
      `https://111122223333-abcd1234.us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/${id}`,
      'us-east-1',
    ],
    [`https://console.aws.amazon.com/cloudtrailv2/home?region=<script>#/events/${id}`, null],
  ])('%s is read', (address, region) => {
    expect(eventLink(address)).toEqual({ eventId: id, region });
  });

  it.each([
    `http://us-east-1.console.aws.amazon.com/cloudtrailv2/home#/events/${id}`,
    `https://console.aws.amazon.com@sample.example/cloudtrailv2/home#/events/${id}`,
    `https://console.aws.amazon.com.sample.example/cloudtrailv2/home#/events/${id}`,
    `https://sample.example/?https://console.aws.amazon.com/cloudtrailv2/home#/events/${id}`,
    'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home#/events/1',
    `https://us-east-1.console.aws.amazon.com/ec2/home#/events/${id}`,
    '',
  ])('%s is none', (address) => expect(eventLink(address)).toBeNull());
});
