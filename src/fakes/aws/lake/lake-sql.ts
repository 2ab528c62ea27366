// What is Lake's own in its SQL: event data stores are named by their UUID, without quotes, and columns have types.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-limitations.html
import { refuse } from '../outcome.ts';
import type { SqlOf } from '../sql/translate.ts';
import { COLUMNS } from './columns.ts';

export const LAKE_SQL: SqlOf = {
  types: {
    columns: COLUMNS,
    booleans: /^(READONLY|MANAGEMENTEVENT)$/,
    timestamps: /^EVENTTIME$/,
    texts: /(?!)/,
  },
  joinNames: (tokens) => tokens,
  notFound: (table) => refuse('EventDataStoreNotFoundException', `The event data store was not found: ${table}`),
  wants: 'the id of an event data store',
};
