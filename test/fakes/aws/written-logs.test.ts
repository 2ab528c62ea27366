// Writing to CloudWatch Logs and to a channel for audit events, over the wire: what is taken, what is refused, what is kept.
import { createHash } from 'node:crypto';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { expectedSignature } from '../../../src/fakes/aws/signing/canonical-request.ts';
import { DAY, HOME, MINUTE, NOW, PROD } from './sample-record.ts';
import { KEYS, openStage, refusal, type Stage } from './stage.ts';

const GROUP = { logGroupName: 'sample/audit' };

describe('CloudWatch Logs', () => {
  it('takes batches in order and within its limits, and keeps them', async () => {
    const stage = await openStage();
    const logs = stage.client(CloudWatchLogsClient);
    const put = (logEvents: { timestamp: number; message: string }[]) =>
      logs.send(new PutLogEventsCommand({ ...GROUP, logStreamName: 's', logEvents }));
    expect((await refusal(put([{ timestamp: NOW, message: 'a' }]))).name).toBe('ResourceNotFoundException');
    await logs.send(new CreateLogGroupCommand(GROUP));
    expect((await refusal(logs.send(new CreateLogGroupCommand(GROUP)))).name).toBe('ResourceAlreadyExistsException');
    expect((await refusal(put([{ timestamp: NOW, message: 'a' }]))).message).toContain('log stream');
    await logs.send(new CreateLogStreamCommand({ ...GROUP, logStreamName: 's' }));
    const at = (timestamp: number) => ({ timestamp, message: `m ${timestamp}` });
    expect((await put([at(NOW - 1), at(NOW)])).rejectedLogEventsInfo).toBeUndefined();
    expect((await refusal(put([at(NOW), at(NOW - 1)]))).message).toContain('chronological');
    expect((await refusal(put([{ timestamp: NOW, message: 'x'.repeat(1_048_576) }]))).message).toContain('too large');
    expect((await refusal(put(Array.from({ length: 10_001 }, () => at(NOW))))).name).toBe('InvalidParameterException');
    expect((await refusal(put([at(NOW - 2 * DAY), at(NOW)]))).message).toContain('24 hours');
    const { rejectedLogEventsInfo } = await put([at(NOW - 15 * DAY), at(NOW), at(NOW + 3 * 60 * MINUTE)]);
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    expect(stage.fake.logStreams[0]?.events.map(({ timestamp }) => timestamp)).toEqual([NOW - 1, NOW, NOW]);
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand(GROUP));
    expect(logStreams).toMatchObject([{ logStreamName: 's', firstEventTimestamp: NOW - 1, lastIngestionTime: NOW }]);
  });
});

const CHANNEL = '0a1b2c3d-0000-4000-8000-0000000000cc';

const data = (over: object = {}) =>
  JSON.stringify({
    version: '1',
    userIdentity: { type: 'SlackUser', principalId: 'U1' },
    eventSource: 'whodid',
    eventName: 'Asked',
    eventTime: '2026-11-20T12:00:00Z',
    UID: 'a',
    recipientAccountId: PROD,
    ...over,
  });

async function post(stage: Stage, auditEvents: readonly object[], secret = KEYS.secretAccessKey) {
  const { host } = new URL(stage.fake.url);
  const channel = encodeURIComponent(`arn:aws:cloudtrail:${HOME}:${PROD}:channel/${CHANNEL}`);
  const url = `/PutAuditEvents?channelArn=${channel}`;
  const body = Buffer.from(JSON.stringify({ auditEvents }));
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const headers = { host, 'x-amz-date': stamp };
  const scope = { accessKeyId: KEYS.accessKeyId, date: stamp.slice(0, 8), region: HOME, service: 'cloudtrail-data' };
  const authorization = { ...scope, signedHeaders: ['host', 'x-amz-date'], signature: '' };
  const signature = expectedSignature({ method: 'POST', url, headers, body }, authorization, secret);
  const credential = `${scope.accessKeyId}/${scope.date}/${HOME}/${scope.service}/aws4_request`;
  const signed = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  const response = await fetch(`${stage.fake.url}${url}`, {
    method: 'POST',
    headers: { 'x-amz-date': stamp, authorization: signed, 'content-type': 'application/json' },
    body,
  });
  return {
    error: response.headers.get('x-amzn-errortype'),
    ...((await response.json()) as { successful?: { id: string }[]; failed?: { id: string; errorCode: string }[] }),
  };
}

describe('PutAuditEvents', () => {
  it('judges each event for itself and keeps the accepted ones in order', async () => {
    const stage = await openStage({ channels: [{ id: CHANNEL, account: PROD, region: HOME }] });
    const good = data();
    const sum = createHash('sha256').update(good).digest('base64');
    stage.fake.refuseAuditEvent('later', 'Throttling', 1);
    const answer = await post(stage, [
      { id: 'a', eventData: good, eventDataChecksum: sum },
      { id: 'b', eventData: data({ UID: 'b' }), eventDataChecksum: sum },
      { id: 'c', eventData: data({ userIdentity: { type: 'SlackUser' } }) },
      { id: 'd', eventData: 'no json' },
      { id: 'e', eventData: data({ recipientAccountId: '000000000000' }) },
      { id: 'f', eventData: data({ requestParameters: { text: 'x'.repeat(103_000) } }) },
      { id: 'later', eventData: good },
      { id: 'z', eventData: good },
    ]);
    expect(answer.successful?.map(({ id }) => id)).toEqual(['a', 'z']);
    expect(answer.failed?.map(({ id, errorCode }) => [id, errorCode])).toEqual([
      ['b', 'InvalidChecksum'],
      ['c', 'FieldNotFound'],
      ['d', 'InvalidData'],
      ['e', 'InvalidRecipient'],
      ['f', 'FieldTooLong'],
      ['later', 'Throttling'],
    ]);
    await post(stage, [{ id: 'later', eventData: good }]);
    expect(stage.fake.auditEvents.map(({ id }) => id)).toEqual(['a', 'z', 'later']);
  });

  it('refuses a call as a whole', async () => {
    const stage = await openStage({ channels: [{ id: CHANNEL, account: PROD, region: HOME }] });
    const event = (id: string) => ({ id, eventData: data() });
    expect((await post(stage, [])).error).toBe('ValidationException');
    expect(
      (
        await post(
          stage,
          Array.from({ length: 101 }, (_, at) => event(`e${at}`)),
        )
      ).error,
    ).toBe('ValidationException');
    expect((await post(stage, [event('a'), event('a')])).error).toBe('DuplicatedAuditEventId');
    expect((await post(stage, [event('a b')])).error).toBe('ValidationException');
    expect((await post(stage, [event('a')], 'wrong')).error).toBe('InvalidSignatureException');
    expect((await post(await openStage(), [event('a')])).error).toBe('ChannelNotFound');
    expect(stage.fake.auditEvents).toEqual([]);
  });
});
