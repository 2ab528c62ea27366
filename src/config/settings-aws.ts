// The settings about asking AWS: event history, the organization, CloudTrail Lake, Logs Insights, and what may be spent.
import { z } from 'zod';
import { decimal, idList, setting, url, whole } from './setting.ts';

export const awsSettings = {
  WHODID_EVENT_HISTORY: setting({
    schema: z.enum(['auto', 'on', 'off']),
    about:
      "Ask AWS's event history (LookupEvents: 90 days of management events) with this process's AWS credentials. `auto`: where the environment names credentials.",
    write: 'auto, on or off',
    default: 'auto',
  }),
  WHODID_AWS_REGIONS: setting({
    schema: idList(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Regions whose event history is asked, by comma. Unset: the Regions every account has without opting in.',
    write: 'Region names by comma, such as eu-west-1,us-east-1',
    default: '',
  }),
  WHODID_AWS_ACCOUNTS: setting({
    schema: idList(/^\d{12}$/),
    about: 'Further accounts whose event history is asked, by comma; needs WHODID_AWS_ROLE.',
    write: 'account ids of twelve digits, by comma',
    default: '',
  }),
  WHODID_AWS_ROLE: setting({
    schema: z.string().regex(/^[\w+=,.@/-]{1,512}$/),
    about: 'Name of the role to assume in each of WHODID_AWS_ACCOUNTS.',
    write: 'the name of a role that may call cloudtrail:LookupEvents, such as whodid-reader',
    default: null,
  }),
  WHODID_AWS_EXTERNAL_ID: setting({
    schema: z.string().regex(/^[\w+=,.@:/-]{2,1224}$/),
    about: "External id that the role's trust policy asks for.",
    write: "the external id in the role's trust policy",
    default: null,
    secret: true,
  }),
  WHODID_HISTORY_PAGES: setting({
    schema: whole(1, 100_000),
    about: "Pages of 50 events read from each account's Region for one question, at two a second.",
    write: 'a whole number from 1 to 100000',
    default: '60',
  }),
  WHODID_AWS_ORGANIZATION: setting({
    schema: z.enum(['on', 'off']),
    about:
      'Ask AWS Organizations which accounts there are and each account which Regions it uses, instead of listing them; needs WHODID_AWS_ROLE.',
    write: 'on or off',
    default: 'off',
  }),
  WHODID_ACCOUNT_NAMES: setting({
    schema: z
      .string()
      .transform((text) => text.split(/\s*,\s*/).filter((pair) => pair !== ''))
      .refine((pairs) => pairs.every((pair) => /^\d{12}=[^=,]{1,60}$/.test(pair)))
      .transform((pairs) => Object.fromEntries(pairs.map((pair) => [pair.slice(0, 12), pair.slice(13).trim()]))),
    about: 'What people call the accounts, for questions and answers, by comma.',
    write: 'account=name pairs by comma, such as 111122223333=prod,444455556666=dev',
    default: '',
  }),
  WHODID_LAKE_STORE: setting({
    schema: z.string().regex(/^(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/)?[0-9a-f-]{36}$/i),
    about: 'CloudTrail Lake event data store to ask: its ARN, or its id together with WHODID_LAKE_REGION. Unset: none.',
    write: 'the ARN of the event data store, as in its details page',
    default: null,
  }),
  WHODID_LAKE_REGION: setting({
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Region of the event data store where its ARN does not tell.',
    write: 'a Region name such as eu-west-1',
    default: null,
  }),
  WHODID_LAKE_USD_PER_GB: setting({
    schema: decimal,
    about: 'What CloudTrail Lake costs for each GB scanned, in US dollars; for quotes and budgets.',
    write: 'an amount such as 0.005',
    default: '0.005',
  }),
  WHODID_LAKE_GB_PER_DAY: setting({
    schema: decimal,
    about: 'How many GB one day of the event data store takes to scan, until it was measured; for quotes and budgets.',
    write: 'a number such as 0.5',
    default: '0.5',
  }),
  WHODID_LOGS_INSIGHTS_GROUPS: setting({
    schema: idList(
      /^(arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:)?[A-Za-z0-9_./#-]{1,512}(:\*)?$|^prefix:[A-Za-z0-9_./-]{1,200}$/,
    ).refine((groups) => groups.length <= 50),
    about:
      "CloudWatch log groups that a trail or a telemetry rule of CloudTrail writes to, asked through Logs Insights: names or ARNs by comma; `prefix:…` for all whose names begin so; `discover` for those AWS knows as CloudTrail's. Unset: none.",
    write:
      'at most 50 names or ARNs of log groups of one Region by comma, or one prefix such as prefix:aws/cloudtrail/, or discover',
    default: '',
  }),
  WHODID_LOGS_INSIGHTS_REGION: setting({
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Region of the log groups where no ARN tells.',
    write: 'a Region name such as eu-west-1',
    default: null,
  }),
  WHODID_LOGS_INSIGHTS_ROLE: setting({
    schema: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/),
    about: "ARN of a role to assume for Logs Insights, where the log groups are another account's.",
    write: 'the ARN of a role with deploy/iam/logs-insights.json',
    default: null,
  }),
  WHODID_LOGS_INSIGHTS_USD_PER_GB: setting({
    schema: decimal,
    about: 'What Logs Insights costs for each GB scanned, in US dollars; for quotes and budgets.',
    write: 'an amount such as 0.005',
    default: '0.005',
  }),
  WHODID_LOGS_INSIGHTS_GB_PER_DAY: setting({
    schema: decimal,
    about: 'How many GB one day of the log groups takes to scan, until it was measured; for quotes and budgets.',
    write: 'a number such as 2',
    default: '2',
  }),
  BUDGET_QUESTION_USD: setting({
    schema: decimal,
    about: 'Most that one question may cost at a billed source, in US dollars.',
    write: 'an amount such as 0.50',
    default: '1',
  }),
  BUDGET_PERSON_USD: setting({
    schema: decimal,
    about: "Most that one person's questions may cost in any 24 hours. Unset: no limit.",
    write: 'an amount such as 5',
    default: null,
  }),
  BUDGET_CHANNEL_USD: setting({
    schema: decimal,
    about: 'Most that the questions of one channel may cost in any 24 hours. Unset: no limit.',
    write: 'an amount such as 10',
    default: null,
  }),
  AWS_ENDPOINT_URL: setting({
    schema: url('https:', 'http:'),
    about: 'Another address for AWS (a proxy, a test double).',
    write: 'an http or https URL',
    default: null,
  }),
} as const;
