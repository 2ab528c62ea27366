// The settings about asking Athena over a trail's log files, and about the table that `whodid athena setup` makes.
import { z } from 'zod';
import { decimal, idList, setting } from './setting.ts';

const name = z.string().regex(/^[a-z0-9_]{1,128}$/);

export const athenaSettings = {
  WHODID_ATHENA_WORKGROUP: setting({
    schema: z.string().regex(/^[a-zA-Z0-9._-]{1,128}$/),
    about:
      'Athena workgroup that questions run in; it has to limit the bytes a query may scan. Unset: Athena is not asked.',
    write: 'the name of a workgroup with a limit, such as whodid',
    default: null,
  }),
  WHODID_ATHENA_REGION: setting({
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Region of the workgroup: the one of the bucket of log files, for reading from another one costs transfer.',
    write: 'a Region name such as eu-west-1',
    default: null,
  }),
  WHODID_ATHENA_DATABASE: setting({
    schema: name,
    about: 'Database of the table of log files.',
    write: 'a name of lower-case letters, digits and underscores',
    default: 'whodid',
  }),
  WHODID_ATHENA_TABLE: setting({
    schema: name,
    about: 'Table of log files, as whodid athena setup makes it.',
    write: 'a name of lower-case letters, digits and underscores',
    default: 'cloudtrail_logs',
  }),
  WHODID_ATHENA_OUTPUT: setting({
    schema: z.string().regex(/^s3:\/\/[a-z0-9.-]{3,63}(\/.*)?$/),
    about: 'Where results go when the workgroup has no query result location of its own.',
    write: 's3://BUCKET/PREFIX/',
    default: null,
  }),
  WHODID_ATHENA_USD_PER_GB: setting({
    schema: decimal,
    about: 'What Athena costs for each GB scanned, in US dollars; for quotes and budgets.',
    write: 'an amount such as 0.005',
    default: '0.005',
  }),
  WHODID_ATHENA_GB_PER_DAY: setting({
    schema: decimal,
    about: 'How many GB of log files, gzipped, one day has, until it was measured; for quotes and budgets.',
    write: 'a number such as 0.5',
    default: '0.5',
  }),
  WHODID_ATHENA_LOGS: setting({
    schema: z.string().regex(/^s3:\/\/[a-z0-9.-]{3,63}(\/[\w.!*()/-]*[\w.!*()-])?$/),
    about: 'For whodid athena setup: where the trail writes, as far as /AWSLogs/.',
    write: 's3://BUCKET or s3://BUCKET/PREFIX',
    default: null,
  }),
  WHODID_ATHENA_ORGANIZATION: setting({
    schema: z.string().regex(/^o-[a-z0-9]{10,32}$/),
    about:
      "For whodid athena setup: id of the organisation whose trail writes the log files. Unset: single accounts' trails do.",
    write: 'an id such as o-exampleorgid',
    default: null,
  }),
  WHODID_ATHENA_ACCOUNTS: setting({
    schema: idList(/^\d{12}$/),
    about: 'For whodid athena setup: the accounts whose log files are in the table, by comma.',
    write: 'account ids of twelve digits, by comma',
    default: '',
  }),
  WHODID_ATHENA_FROM: setting({
    schema: z.string().regex(/^\d{4}\/\d\d\/\d\d$/),
    about: 'For whodid athena setup: the first day of the table.',
    write: 'a day such as 2020/01/01',
    default: '2020/01/01',
  }),
} as const;
