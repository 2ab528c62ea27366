// assume, act as → STS's AssumeRole calls and the console's switch; sign in → the sign-in events; use → what it was used for.
import type { VerbFamily } from './family.ts';

const ASSUME = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'signin:SwitchRole'];

const SHELL = [
  'ssm:StartSession',
  'ssm:ResumeSession',
  'ec2-instance-connect:SendSSHPublicKey',
  'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
  'ec2-instance-connect:OpenTunnel',
  'ecs:ExecuteCommand',
];

export const assumeVerbs: VerbFamily = {
  id: 'assume',
  words: [
    'assume',
    'switch to',
    'switch into',
    'switch',
    'impersonate',
    'take on',
    'take over',
    'act as',
    'become',
    'jump into',
    'hop into',
    'pretend to be',
  ],
  acts: ['assumption', 'assumptions', 'role assumption', 'role assumptions', 'role switches', 'impersonation'],
  aws: ['Assume'],
  rules: [
    { nouns: ['root'], actions: ['sts:AssumeRoot'], reason: 'root sessions of member accounts have their own call' },
    { actions: ASSUME, reason: 'a role is assumed by one of four calls, or switched to in the console' },
  ],
  examples: [
    { text: 'who assumed role ci-deploy?', kind: 'who', includes: ['sts:AssumeRole'], resources: ['ci-deploy'] },
    { text: 'who switched to the break-glass-1 role?', kind: 'who', includes: ['signin:SwitchRole'] },
  ],
};

export const useVerbs: VerbFamily = {
  id: 'use',
  words: ['use', 'utilize', 'utilise', 'abuse', 'misuse', 'exploit', 'employ'],
  acts: ['use of', 'misuse'],
  aws: [],
  rules: [
    { nouns: ['role'], types: ['iam:role'], actions: ASSUME, reason: 'a role is used by assuming it' },
    {
      nouns: ['kmskey'],
      types: ['kms:key'],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncrypt',
        'kms:Sign',
        'kms:Verify',
        'kms:GenerateMac',
        'kms:VerifyMac',
      ],
      reason: 'the cryptographic calls are the use of a KMS key',
    },
    {
      nouns: ['serialconsole'],
      actions: ['ec2-instance-connect:SendSerialConsoleSSHPublicKey'],
      reason: 'the serial console is entered with a key that is sent for one minute',
    },
    {
      nouns: ['cloudshell'],
      actions: ['cloudshell:CreateSession', 'cloudshell:CreateEnvironment', 'cloudshell:StartEnvironment'],
      reason: 'CloudShell is used in a session',
    },
    {
      nouns: ['secret'],
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      reason: 'a secret is used by reading its value',
    },
  ],
  examples: [
    { text: 'who used role ci-deploy yesterday?', kind: 'who', includes: ['sts:AssumeRole'] },
    {
      text: 'who used the serial console?',
      kind: 'who',
      eventNames: ['ec2-instance-connect:SendSerialConsoleSSHPublicKey'],
    },
    { text: 'who used access key AKIAIOSFODNN7EXAMPLE?', kind: 'actor', actors: ['AKIAIOSFODNN7EXAMPLE'] },
  ],
};

export const signInVerbs: VerbFamily = {
  id: 'sign-in',
  words: [
    'sign in',
    'log in',
    'login',
    'log on',
    'logon',
    'log into',
    'sign into',
    'sign on',
    'authenticate',
    'log onto',
    'log',
  ],
  acts: [
    'login',
    'logins',
    'sign-in',
    'sign-ins',
    'sign ins',
    'signin',
    'signins',
    'log-in',
    'log-ins',
    'log ins',
    'logon',
    'logons',
    'console login',
    'console logins',
    'console sign-in',
    'console sign-ins',
    'console sign ins',
    'console access events',
    'login attempt',
    'login attempts',
    'sign-in attempts',
    'sign in attempts',
    'console login attempts',
    'authentications',
    'console sessions',
    'consolelogin',
    'consolelogins',
    'sign-in events',
    'login events',
  ],
  aws: [],
  rules: [
    {
      types: ['ec2:instance'],
      actions: SHELL,
      reason: 'a shell on an instance is a Session Manager session or an Instance Connect key',
    },
    {
      actions: ['signin:ConsoleLogin'],
      reason: 'signing in to the console is this event; CheckMfa and SwitchRole are steps of it or come after',
    },
  ],
  examples: [
    { text: 'console logins yesterday', kind: 'list', eventNames: ['signin:ConsoleLogin'] },
    {
      text: 'failed sign-ins last week',
      kind: 'list',
      eventNames: ['signin:ConsoleLogin'],
      leaves: [{ kind: 'outcome', outcome: 'attempted' }],
    },
    { text: 'who signed in to the console yesterday?', kind: 'list', eventNames: ['signin:ConsoleLogin'] },
    { text: 'who logged in as root?', kind: 'list', eventNames: ['signin:ConsoleLogin'], leaves: [{ kind: 'root' }] },
  ],
};

export const connectVerbs: VerbFamily = {
  id: 'connect',
  words: [
    'connect to',
    'connect into',
    'ssh',
    'ssh into',
    'rdp into',
    'shell into',
    'remote into',
    'get onto',
    'get a shell on',
    'open a shell on',
    'get into',
    'ssm into',
    'ssm to',
  ],
  acts: [
    "ssm'd into",
    "ssm'ed into",
    'ssmd into',
    "exec'd into",
    "exec'ed into",
    'execed into',
    'exec into',
    "ssh'd into",
    "ssh'd to",
    "ssh'ed into",
    'sshd into',
    'sshed into',
    'ssh access to',
  ],
  aws: ['Connect'],
  rules: [
    {
      actions: SHELL,
      undoneBy: { actions: ['ssm:TerminateSession'] },
      reason:
        'a shell on an instance is a Session Manager session or an Instance Connect key; other SSH leaves no audit event',
    },
  ],
  assumption: 'SSH with a key that was already there leaves no AWS audit event.',
  examples: [
    { text: "who ssh'd into i-0a1b2c3d4e5f60718?", kind: 'who', includes: ['ssm:StartSession'] },
    { text: 'who connected to i-0a1b2c3d4e5f60718?', kind: 'who', includes: ['ec2-instance-connect:SendSSHPublicKey'] },
  ],
};
