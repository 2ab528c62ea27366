// Replies made by hand for the renderers' tests: plainly sample people, accounts and addresses; fixed times and zone.
import type { Answer, Failed, Refusal } from '../../src/domain/answer.ts';
import type { Actor, AuditEvent } from '../../src/domain/audit-event.ts';
import type { Receipt } from '../../src/domain/coverage.ts';
import type { Question, Window } from '../../src/domain/question.ts';

const FIRST_MS = Date.parse('2023-07-10T12:08:06Z');

export function sampleActor(changes: Partial<Actor> = {}): Actor {
  return {
    kind: 'iam-user',
    name: 'sample-user',
    via: null,
    arn: 'arn:aws:iam::111122223333:user/sample-user',
    accountId: '111122223333',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    sessionName: null,
    roleName: null,
    sourceIdentity: null,
    invokedBy: null,
    names: ['sample-user'],
    ...changes,
  };
}

export function sampleSession(session: string, role: string): Actor {
  const arn = `arn:aws:sts::111122223333:assumed-role/${role}/${session}`;
  return sampleActor({ kind: 'role-session', name: session, via: role, arn, sessionName: session, roleName: role });
}

/** The `index`th event of a minute-by-minute series. */
export function sampleEvent(index = 0, changes: Partial<AuditEvent> = {}): AuditEvent {
  const timeMs = changes.timeMs ?? FIRST_MS + index * 60_000;
  return {
    eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    eventTime: `${new Date(timeMs).toISOString().slice(0, 19)}Z`,
    timeMs,
    eventVersion: '1.08',
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    eventSource: 'ec2.amazonaws.com',
    service: 'ec2',
    eventName: 'TerminateInstances',
    action: 'TerminateInstances',
    awsRegion: 'us-east-1',
    accountId: '111122223333',
    readOnly: false,
    outcome: { kind: 'done' },
    failedIdentifiers: [],
    actor: sampleActor(),
    tool: 'terraform',
    sourceIp: '192.0.2.10',
    userAgent: 'sample-agent',
    identifiers: [{ value: 'i-0123456789abcdef0', place: 'request', key: 'instanceId' }],
    issuedAccessKeyId: null,
    requestID: `request-${index}`,
    sharedEventID: null,
    record: {},
    ...changes,
  };
}

export function sampleDenied(index = 0, changes: Partial<AuditEvent> = {}): AuditEvent {
  const message = 'You are not authorized to perform this operation.';
  return sampleEvent(index, {
    outcome: { kind: 'attempted', reason: 'denied', code: 'Client.UnauthorizedOperation', message },
    ...changes,
  });
}

export function sampleWindow(changes: Partial<Window> = {}): Window {
  const whole = { from: '2023-07-09T22:00:00Z', to: '2023-07-10T22:00:00Z' };
  return { ...whole, zone: 'Europe/Amsterdam', phrase: 'yesterday', ...changes };
}

export function sampleQuestion(changes: Partial<Question> = {}): Question {
  return {
    kind: 'who',
    text: 'who terminated i-0123456789abcdef0 yesterday?',
    verb: { word: 'terminated', eventNames: ['ec2:TerminateInstances'] },
    resources: [
      {
        text: 'i-0123456789abcdef0',
        form: 'id',
        type: 'ec2:instance',
        tokens: ['i-0123456789abcdef0'],
        partial: false,
      },
    ],
    actors: [],
    test: { kind: 'always' },
    related: null,
    asksForAttempts: false,
    window: sampleWindow(),
    private: false,
    source: null,
    ...changes,
  };
}

export function sampleReceipt(changes: Partial<Receipt> = {}): Receipt {
  return {
    sources: [{ source: 'archive', from: '2023-07-10T11:42:00Z', to: '2023-07-10T12:37:00Z' }],
    accounts: ['111122223333'],
    regions: ['eu-west-1', 'us-east-1'],
    eventsExamined: 2900,
    filesRead: 55,
    duplicates: 12,
    deliveredTo: '2023-07-10T12:37:00Z',
    gaps: [],
    complete: true,
    ...changes,
  };
}

export function sampleAnswer(changes: Partial<Answer> = {}): Answer {
  const done = changes.done ?? [sampleEvent()];
  return {
    status: 'answered',
    question: sampleQuestion(),
    window: sampleWindow(),
    assumptions: ['“terminated” means the event name ec2:TerminateInstances'],
    done,
    attempted: [],
    related: [],
    actors: [{ actor: sampleActor(), human: null }],
    sentence:
      'sample-user terminated i-0123456789abcdef0 (ec2:TerminateInstances) with Terraform from 192.0.2.10 on Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z).',
    receipt: sampleReceipt(),
    ...changes,
  };
}

export const nobodyComplete: Answer = sampleAnswer({
  done: [],
  actors: [],
  sentence: 'Nobody, in these 55 files (first 2023-07-10T11:42:00Z, last 2023-07-10T12:37:00Z).',
});

export const nobodyIncomplete: Answer = sampleAnswer({
  done: [],
  actors: [],
  sentence: 'Not found so far in these 55 files, and not all could be read: b.json.gz ends in the middle of a record.',
  receipt: sampleReceipt({
    gaps: [
      { kind: 'unreadable-file', detail: 'b.json.gz ends in the middle of a record; deliver it again.' },
      { kind: 'not-delivered', detail: 'Nothing is delivered after 12:37:00Z; ask again in 15 minutes.' },
    ],
    complete: false,
  }),
});

/** One done by an Identity Center user, two tries before it, and its undoing. */
export const threeGroups: Answer = sampleAnswer({
  done: [
    sampleEvent(3, {
      actor: sampleActor({ kind: 'identity-center-user', name: 'sample.person', via: 'AdministratorAccess' }),
      tool: 'console',
      outcome: { kind: 'accepted' },
    }),
  ],
  attempted: [
    sampleDenied(1),
    sampleEvent(2, {
      outcome: { kind: 'attempted', reason: 'dry-run', code: 'Client.DryRunOperation', message: null },
    }),
  ],
  related: [sampleEvent(4, { eventName: 'StartInstances', actor: sampleSession('deploy', 'sample-ci') })],
  actors: [
    {
      actor: sampleActor({ kind: 'identity-center-user', name: 'sample.person', via: 'AdministratorAccess' }),
      human: { name: 'Sample Person', confidence: 'likely', hops: ['hop-1', 'hop-2'] },
    },
    { actor: sampleActor(), human: null },
  ],
  sentence: 'sample.person (Identity Center, AdministratorAccess) terminated i-0123456789abcdef0 in the console.',
});

/** `count` done events and a third as many attempts. */
export function manyRows(count: number): Answer {
  return sampleAnswer({
    question: sampleQuestion({ kind: 'list', resources: [], text: 'what was terminated yesterday' }),
    done: Array.from({ length: count }, (_, index) => sampleEvent(index)),
    attempted: Array.from({ length: Math.floor(count / 3) }, (_, index) => sampleDenied(count + index)),
    sentence: `${count} events.`,
  });
}

/** A bucket policy whose every part is the text. */
function hostilePolicy(text: string): Partial<AuditEvent> {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: text },
    Action: text,
    Resource: [text],
    Condition: { [text]: { [text]: text } },
  };
  const bucketPolicy = JSON.stringify({ Statement: [statement] });
  return {
    service: 's3',
    action: 'PutBucketPolicy',
    record: { requestParameters: { bucketName: text, bucketPolicy } },
  };
}

/** Every text an attacker can write, in one answer. */
export function hostileAnswer(text: string): Answer {
  const actor = sampleSession(text, text);
  const attempt = { kind: 'attempted', reason: 'failed', code: text, message: text } as const;
  const shape: Partial<AuditEvent> = {
    actor,
    tool: `other:${text}`,
    sourceIp: text,
    userAgent: text,
    awsRegion: text,
    eventName: text,
    identifiers: [{ value: text, place: 'request', key: 'key' }],
  };
  return sampleAnswer({
    question: sampleQuestion({
      kind: 'list',
      text,
      resources: [{ text, form: 'name', type: null, tokens: [text], partial: false }],
    }),
    done: [
      sampleEvent(0, { ...shape, eventID: text, record: { requestParameters: { name: text, [text]: [text, text] } } }),
      sampleEvent(1, { ...shape, awsRegion: 'us-east-1', ...hostilePolicy(text) }),
    ],
    attempted: [sampleEvent(2, { ...shape, outcome: attempt })],
    related: [sampleEvent(3, shape)],
    actors: [
      {
        actor,
        human: { name: text, confidence: 'self-asserted', hops: [text] },
        chain: {
          hops: [{ kind: 'session-name', name: text, confidence: 'self-asserted', eventID: text }],
          human: { name: text, confidence: 'self-asserted', hops: [text] },
          hints: [text],
        },
      },
    ],
    accountNames: { '111122223333': text },
    provisionalUntil: '2023-07-10T13:40:00Z',
    assumptions: [text],
    sentence: `Session ${text} of role ${text} deleted ${text} (s3:DeleteBucket) with ${text}.`,
    receipt: sampleReceipt({ gaps: [{ kind: 'denied', detail: text }], complete: false, accounts: [text] }),
  });
}

export const HOSTILE =
  "<!channel> *<https://evil.example/login|click>* @here <@U0123ABCD> :tada: `x` ~y~ _z_ \u202Egpj.exe =cmd|'/C calc'!A0 \u001B]0;pwned\u0007";

export const refusal: Refusal = {
  status: 'refused',
  text: 'i-0abc terminate',
  problems: [
    {
      kind: 'partial-id',
      text: '“i-0abc” is only the beginning of an id, and 2 instances fit it.',
      instead: ['i-0abcdef0123456789 terminate', 'i-0abc0000000000000 terminate'],
    },
    { kind: 'unread-words', text: 'I could not read “frobnicate *now*”.', instead: ['i-0abcdef0123456789 terminate'] },
  ],
  assumptions: ['no date typed: the last 7 days'],
};

export const failed: Failed = {
  status: 'failed',
  text: 'who terminated i-0123456789abcdef0?',
  failure: {
    failure: 'missing-folder',
    what: 'I could not read the log folder.',
    why: 'There is no folder at /srv/sample_logs.',
    instead: 'Set WHODID_LOGS to the folder that holds the trail’s files, and ask again.',
  },
};
