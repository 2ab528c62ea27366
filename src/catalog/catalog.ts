// The words of the catalog: one action of AWS, and the indexes over all of them that reading a question needs.

/** One call that AWS can log, with what IAM publishes about it. */
export interface CatalogAction {
  /** The service as CloudTrail writes it, `.amazonaws.com` removed: `monitoring` for IAM's `cloudwatch`. */
  readonly service: string;
  /** IAM's prefix: `cloudwatch`. */
  readonly prefix: string;
  /** As IAM writes it, without an API date: `DeleteFunction`. */
  readonly name: string;
  /** First word of the name: `Delete`. */
  readonly verb: string;
  /** Key of the other words (see `split-name.ts`): `function`. */
  readonly noun: string;
  /** The other words, lower case and singular. */
  readonly nounWords: readonly string[];
  /** IAM's access level. A call IAM does not list bears the level of the action that permits it. */
  readonly level: 'Read' | 'List' | 'Write' | 'Tagging' | 'Permissions';
  /** Keys of IAM's resource types in this service: `function`, `bucket`. */
  readonly types: readonly string[];
}

export interface Catalog {
  readonly actions: readonly CatalogAction[];
  /** IAM prefix → the service's full name, as AWS writes it. */
  readonly serviceNames: ReadonlyMap<string, string>;
  /** `verb` → actions. */
  readonly byVerb: ReadonlyMap<string, readonly CatalogAction[]>;
  /** `noun` → actions. */
  readonly byNoun: ReadonlyMap<string, readonly CatalogAction[]>;
  /** Lower-case `name` → actions of that name, in any service. */
  readonly byName: ReadonlyMap<string, readonly CatalogAction[]>;
  /** `service` as CloudTrail writes it → actions. */
  readonly byService: ReadonlyMap<string, readonly CatalogAction[]>;
}

/** What people see: `ec2:TerminateInstances`. */
export function eventName(action: CatalogAction): string {
  return `${action.service}:${action.name}`;
}

/** True for calls that change something, tags and permissions included. */
export function writes(action: CatalogAction): boolean {
  return action.level !== 'Read' && action.level !== 'List';
}
