// Queues of the fake: messages that are hidden while somebody works on them and come again unless they are deleted. At
// least once, in no order, as a standard queue's. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
import { createHash, randomUUID } from 'node:crypto';
import { type Dict, listAt, numberAt, textAt } from '../json.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import type { Caller, Operation, World } from '../world.ts';

export type SeedQueue = { readonly name: string; readonly account: string; readonly region: string };

type Message = {
  readonly id: string;
  readonly body: string;
  /** Pretended epoch milliseconds until which nobody gets it. */
  hiddenUntilMs: number;
  /** Of the latest receipt. */
  handle: string;
  receipts: number;
};

export type Queue = { readonly seed: SeedQueue; readonly messages: Message[] };

export type Queues = {
  readonly find: (name: string) => Queue | undefined;
  /** Adds a message; nothing where there is no such queue. */
  readonly send: (name: string, body: string) => void;
  /** Bodies of what is in a queue, hidden or not. */
  readonly bodies: (name: string) => readonly string[];
};

export function createQueues(seeds: readonly SeedQueue[]): Queues {
  const queues = new Map(seeds.map((seed) => [seed.name, { seed, messages: [] as Message[] }]));
  return {
    find: (name) => queues.get(name),
    send: (name, body) => {
      queues.get(name)?.messages.push({ id: randomUUID(), body, hiddenUntilMs: 0, handle: '', receipts: 0 });
    },
    bodies: (name) => (queues.get(name)?.messages ?? []).map(({ body }) => body),
  };
}

export const SQS: Readonly<Record<string, Operation>> = {
  ReceiveMessage: { action: 'sqs:ReceiveMessage', run: receive },
  DeleteMessage: { action: 'sqs:DeleteMessage', run: remove },
  GetQueueAttributes: { action: 'sqs:GetQueueAttributes', run: attributes },
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const RECEIVED = { most: 10, hiddenSecondsDefault: 30, hiddenSecondsMost: 43_200 } as const;

function queueOf(world: World, caller: Caller, input: Dict): Queue | AwsError {
  const name = (textAt(input, 'QueueUrl') ?? '').split('/').at(-1) ?? '';
  const queue = world.sqs.find(name);
  if (queue?.seed.account === caller.account && queue.seed.region === caller.region) return queue;
  return refuse('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
}

function receive(world: World, caller: Caller, input: Dict): Outcome {
  const queue = queueOf(world, caller, input);
  if (isError(queue)) return queue;
  const most = numberAt(input, 'MaxNumberOfMessages') ?? 1;
  const hidden = numberAt(input, 'VisibilityTimeout') ?? RECEIVED.hiddenSecondsDefault;
  if (most < 1 || most > RECEIVED.most || hidden > RECEIVED.hiddenSecondsMost) {
    return refuse('InvalidParameterValue', `Value ${most} for parameter MaxNumberOfMessages is invalid.`);
  }
  const now = world.clock();
  const given = queue.messages.filter(({ hiddenUntilMs }) => hiddenUntilMs <= now).slice(0, most);
  for (const message of given) {
    message.handle = randomUUID();
    message.receipts += 1;
    message.hiddenUntilMs = now + hidden * 1_000;
  }
  const Messages = given.map(({ id, body, handle }) => ({
    MessageId: id,
    ReceiptHandle: handle,
    Body: body,
    MD5OfBody: createHash('md5').update(body).digest('hex'),
  }));
  return ok(Messages.length === 0 ? {} : { Messages });
}

/** A receipt that is no longer the latest deletes nothing, and says nothing. */
function remove(world: World, caller: Caller, input: Dict): Outcome {
  const queue = queueOf(world, caller, input);
  if (isError(queue)) return queue;
  const at = queue.messages.findIndex(({ handle }) => handle !== '' && handle === textAt(input, 'ReceiptHandle'));
  if (at >= 0) queue.messages.splice(at, 1);
  return ok({});
}

function attributes(world: World, caller: Caller, input: Dict): Outcome {
  const queue = queueOf(world, caller, input);
  if (isError(queue)) return queue;
  const now = world.clock();
  const hidden = queue.messages.filter(({ hiddenUntilMs }) => hiddenUntilMs > now).length;
  const all: Readonly<Record<string, string>> = {
    ApproximateNumberOfMessages: String(queue.messages.length - hidden),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    QueueArn: `arn:aws:sqs:${queue.seed.region}:${queue.seed.account}:${queue.seed.name}`,
  };
  const asked = listAt(input, 'AttributeNames').map(String);
  return ok({
    Attributes: Object.fromEntries(
      Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name)),
    ),
  });
}
