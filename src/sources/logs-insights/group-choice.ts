// The setting of log groups → which are asked: named ones, all of a prefix, or whatever AWS knows as CloudTrail's.

export interface NamedGroup {
  /** As AWS takes it: a name, or an ARN without `:*` at its end. */
  readonly identifier: string;
  readonly name: string;
  /** null: of the credentials' own account. */
  readonly account: string | null;
  /** null: a name does not tell. */
  readonly region: string | null;
}

export type GroupChoice =
  | { readonly kind: 'listed'; readonly groups: readonly NamedGroup[] }
  /** In linked accounts too, of the Standard class. */
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** Those that telemetry rules marked as CloudTrail's. */
  | { readonly kind: 'discovered' };

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const GROUPS_MAX = 50;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const NAME = /^[A-Za-z0-9_./#-]{1,512}$/;
const ARN = /^arn:aws[a-z-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([A-Za-z0-9_./#-]{1,512})(?::\*)?$/;
/** What may stand in a SOURCE command without anybody having to know how it is escaped. */
const PREFIX = /^prefix:([A-Za-z0-9_./-]{1,200})$/;

/** null: it is not to be read as log groups. */
export function readGroupChoice(settings: readonly string[]): GroupChoice | null {
  const [first, second] = settings;
  if (first === undefined || settings.length > GROUPS_MAX) return null;
  if (second === undefined && first === 'discover') return { kind: 'discovered' };
  const prefix = second === undefined ? PREFIX.exec(first)?.[1] : undefined;
  if (prefix !== undefined) return { kind: 'prefix', prefix };
  const groups = settings.map(readGroup);
  const regions = new Set(groups.flatMap((group) => (group?.region == null ? [] : [group.region])));
  return groups.includes(null) || regions.size > 1
    ? null
    : { kind: 'listed', groups: groups.filter((group) => group !== null) };
}

function readGroup(text: string): NamedGroup | null {
  const [, region, account, name] = ARN.exec(text) ?? [];
  if (region !== undefined && account !== undefined && name !== undefined) {
    return { identifier: text.replace(/:\*$/, ''), name, account, region };
  }
  return NAME.test(text) ? { identifier: text, name: text, account: null, region: null } : null;
}

/** The Region that the setting itself names; null: none. */
export function regionOf(choice: GroupChoice): string | null {
  return choice.kind === 'listed' ? (choice.groups.find(({ region }) => region !== null)?.region ?? null) : null;
}

/** Groups named before "and 3 more". */
const NAMED_MAX = 3;

/** Within a sentence. */
export function groupWords(choice: GroupChoice): string {
  switch (choice.kind) {
    case 'listed': {
      const names = choice.groups.map(({ name }) => name);
      const more = names.length - NAMED_MAX;
      const named = `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
      return `log group${names.length === 1 ? '' : 's'} ${named}`;
    }
    case 'prefix':
      return `log groups whose names begin with ${choice.prefix}`;
    case 'discovered':
      return "the log groups that AWS knows as CloudTrail's";
    default:
      throw new Error(`unknown choice ${JSON.stringify(choice satisfies never)}`);
  }
}
