// What is open → CSV: one row for each finding that is open, archived or resolved, then one for each gap. No raw record.
import { stringify } from 'csv-stringify/sync';
import { kindOf, whomOf } from '../exposure/describe-access.ts';
import { type Exposed, type ExposedReport, openersOf } from '../exposure/exposed.ts';
import { redactText } from '../records/redact.ts';
import { eventNameOf } from './cells.ts';
import { escapeCsv } from './escape-csv.ts';
import { openerText } from './exposed-words.ts';

/** Excel reads UTF-8 only after this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'status',
  'public',
  'kind',
  'resource',
  'account',
  'regions',
  'to_whom',
  'principals',
  'actions',
  'condition',
  'found_utc',
  'changed_utc',
  'opened_by',
  'opened_utc',
  'opened_with',
  'event_ids',
  'person',
  'finding_id',
  'error',
] as const;

/** Public ones first; archived and resolved after the open ones. */
export function exposedCsv(report: ExposedReport): string {
  const rows = (['active', 'archived', 'resolved'] as const).flatMap((status) =>
    report[status].map((each) => rowOf(each, report)),
  );
  const gaps = [...report.coverage.gaps, ...report.searched.gaps].map(({ kind, detail }) =>
    COLUMNS.map((column) =>
      column === 'status' ? 'gap' : column === 'kind' ? kind : column === 'error' ? detail : '',
    ),
  );
  const all = [[...COLUMNS], ...rows, ...gaps].map((row) => row.map((value) => escapeCsv(redactText(value))));
  return BYTE_ORDER_MARK + stringify(all, { quoted: true, quoted_empty: true, record_delimiter: 'windows' });
}

function rowOf(each: Exposed, { accountNames }: ExposedReport): string[] {
  const { finding, regions } = each.exposure;
  const { details } = finding;
  const openers = openersOf(each.opener);
  const people = openers.flatMap(({ eventID }) => each.chains.get(eventID)?.human ?? []);
  const values: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    status: finding.status,
    public: details === null ? '' : String(details.isPublic),
    kind: kindOf(finding),
    resource: finding.resource,
    account: finding.account,
    regions: regions.join(' '),
    to_whom: whomOf(finding, accountNames),
    principals: (details?.letIn ?? []).map(({ kind, value }) => `${kind} ${value}`).join(' | '),
    actions: (details?.actions ?? []).join(' '),
    condition: Object.entries(details?.condition ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(' | '),
    found_utc: instant(finding.createdMs),
    changed_utc: instant(finding.updatedMs),
    opened_by: openerText(each),
    opened_utc: openers.map(({ eventTime }) => eventTime).join(' | '),
    opened_with: openers.map(eventNameOf).join(' | '),
    event_ids: openers.map(({ eventID }) => eventID).join(' | '),
    person: people.map(({ name, confidence }) => `${name} (${confidence})`).join(' | '),
    finding_id: finding.id,
    error: finding.error ?? '',
  };
  return COLUMNS.map((column) => values[column]);
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
