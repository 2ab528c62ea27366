// What Slack makes of typed text is undone; who asks in private is heard; a delivery has one id.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askingFrom, type Delivery, isPrivate } from '../../src/slack/delivery.ts';
import { escaped, plainText, shortened, withoutMention } from '../../src/slack/plain-text.ts';

describe('typed text', () => {
  it.each([
    ['who deleted <http://sample.example|sample.example>', 'who deleted sample.example'],
    ['<https://s3.amazonaws.com/sample?a=1&amp;b=2>', 'https://s3.amazonaws.com/sample?a=1&b=2'],
    ['<mailto:sam@sample.example|sam@sample.example> did', 'sam@sample.example did'],
    ['in <#C0INCIDENTS|incidents>', 'in #incidents'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['“i-0abc” terminate', '"i-0abc" terminate'],
    ['what did <@U1> do', 'what did <@U1> do'],
  ])('%s is read as typed', (slack, typed) => {
    expect(plainText(slack)).toBe(typed);
  });

  it('comes back whole from what Slack escapes', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        fc.pre(!/[\u2018\u2019\u201c-\u201e\u00a0\u202f]/.test(typed));
        expect(plainText(escaped(typed))).toBe(typed.trim());
      }),
    );
  });

  it('loses the mention of the bot and no other', () => {
    expect(withoutMention('<@UBOT> who did <@U2> ask', 'UBOT')).toBe('who did <@U2> ask');
    expect(withoutMention('hey <@UBOT|whodid> i-0abc terminate', 'UBOT')).toBe('hey i-0abc terminate');
  });

  it('is never cut inside a character', () => {
    expect(shortened('😀😀😀', 2)).toBe('😀…');
    expect(shortened('😀😀', 2)).toBe('😀😀');
  });
});

describe('a private question', () => {
  it.each(['private i-0abc terminate', 'i-0abc terminate private', 'Private: who deleted it', 'who did it privately'])(
    '%s',
    (text) => expect(isPrivate(text)).toBe(true),
  );
  it.each([
    'who made bucket sample private',
    'who turned the bucket private',
    'i-0abc terminate',
    'who deleted private-bucket',
  ])('is not %s', (text) => expect(isPrivate(text)).toBe(false));
});

describe('a delivery', () => {
  const delivery: Delivery = {
    teamId: 'T1',
    door: 'slash',
    deliveryKey: '123.456.abc',
    userId: 'U1',
    channelId: 'C1',
    channelKind: null,
    threadTs: null,
    typed: ' i-0abc terminate ',
  };

  it('has the same id each time, and another one through another door or team', () => {
    const id = askingFrom(delivery, 1).id;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(askingFrom({ ...delivery, typed: 'something else' }, 2).id).toBe(id);
    expect(askingFrom({ ...delivery, door: 'mention' }, 1).id).not.toBe(id);
    expect(askingFrom({ ...delivery, teamId: 'T2' }, 1).id).not.toBe(id);
  });

  it('keeps the text as typed', () => {
    expect(askingFrom(delivery, 1)).toMatchObject({ text: 'i-0abc terminate', private: false, askedAt: 1 });
  });
});
