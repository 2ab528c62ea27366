// SQS's calls on one queue, as values: taking messages, and taking them away once what they tell of is done.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../domain/clock.ts';
import type { AwsOptions, RoleToAssume } from './aws-options.ts';
import type { AwsTrouble } from './aws-trouble.ts';
import { placeClients } from './place-clients.ts';

export interface QueueMessage {
  readonly body: string;
  /** Deletes this receipt of it. */
  readonly handle: string;
}

export interface QueueCalls {
  /** Up to ten messages; none: the queue is empty for now. They come again after `hiddenSeconds` unless deleted. */
  receive(hiddenSeconds: number, signal?: AbortSignal): Promise<readonly QueueMessage[] | AwsTrouble>;
  remove(handle: string, signal?: AbortSignal): Promise<null | AwsTrouble>;
  /** Messages waiting, roughly. */
  waiting(signal?: AbortSignal): Promise<number | AwsTrouble>;
  close(): void;
}

/** The most that one call gives: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MESSAGES_MAX = 10;
/** Long polling asks all of SQS's servers; a short one may find nothing where there is something. In seconds. */
const WAIT_SECONDS = 1;

/** `url`: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME. `asker`: names the sessions of an assumed role. */
export function queueCalls(
  options: AwsOptions,
  url: string,
  role: RoleToAssume | null,
  clock: Clock,
  asker: string,
): QueueCalls {
  const clients = placeClients(
    options,
    clock,
    asker,
    (settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: options.endpoint === undefined }),
  );
  const place = { accountId: new URL(url).pathname.split('/')[1] ?? '', region: regionOf(url), role };
  return {
    receive: (hiddenSeconds, signal) =>
      clients.call(
        place,
        'sqs:ReceiveMessage',
        async (client, abort) => {
          const { Messages: messages = [] } = await client.send(
            new ReceiveMessageCommand({
              QueueUrl: url,
              MaxNumberOfMessages: MESSAGES_MAX,
              WaitTimeSeconds: WAIT_SECONDS,
              VisibilityTimeout: hiddenSeconds,
            }),
            abort,
          );
          return messages.flatMap(({ Body: body, ReceiptHandle: handle }) =>
            handle === undefined ? [] : [{ body: body ?? '', handle }],
          );
        },
        signal,
      ),
    remove: (handle, signal) =>
      clients.call(
        place,
        'sqs:DeleteMessage',
        async (client, abort) => {
          await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }), abort);
          return null;
        },
        signal,
      ),
    waiting: (signal) =>
      clients.call(
        place,
        'sqs:GetQueueAttributes',
        async (client, abort) => {
          const command = new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: ['ApproximateNumberOfMessages'],
          });
          const { Attributes: attributes = {} } = await client.send(command, abort);
          return Number(attributes.ApproximateNumberOfMessages ?? 0);
        },
        signal,
      ),
    close: () => clients.close(),
  };
}

function regionOf(url: string): string {
  return /^sqs\.([a-z0-9-]+)\./.exec(new URL(url).hostname)?.[1] ?? 'us-east-1';
}
