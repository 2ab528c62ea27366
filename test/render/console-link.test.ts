import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleLink } from '../../src/render/console-link.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { sampleEvent } from './sample-replies.ts';

const ID = '00000000-0000-4000-8000-000000000000';

describe('the way to an event in the console', () => {
  it.each([
    ['us-east-1', `https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/${ID}`],
    [
      'ap-southeast-2',
      `https://ap-southeast-2.console.aws.amazon.com/cloudtrailv2/home?region=ap-southeast-2#/events/${ID}`,
    ],
    [
      'us-gov-west-1',
      `https://us-gov-west-1.console.amazonaws-us-gov.com/cloudtrailv2/home?region=us-gov-west-1#/events/${ID}`,
    ],
    ['cn-north-1', `https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events/${ID}`],
    ['us-iso-east-1', null],
    ['eusc-de-east-1', null],
    ['eugov-eastcentral-1r', null],
    [null, null],
  ])('leads to the partition of %s', (awsRegion, link) => {
    expect(consoleLink(sampleEvent(0, { awsRegion }))).toBe(link);
  });

  it('is not given for events that Event history does not hold', () => {
    expect(consoleLink(sampleEvent(0, { eventCategory: 'Data' }))).toBeNull();
  });

  it('is not given once Event history has let go of the event', () => {
    const event = sampleEvent(0, { awsRegion: 'eu-west-1' });
    const day = 86_400_000;
    expect(consoleLink(event, event.timeMs + 89 * day)).not.toBeNull();
    expect(consoleLink(event, event.timeMs + 91 * day)).toBeNull();
  });

  it('is never made of the text of an event', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const event of [
          { awsRegion: text },
          { eventID: text },
          { awsRegion: `us-east-1${text}x` },
          { eventID: `${ID}${text}x` },
        ]) {
          expect(consoleLink(sampleEvent(0, event))).toBeNull();
        }
      }),
      hostileRuns(200),
    );
  });
});
