// What was asked, as data: everything the later stages need, nothing they must parse again.

/** Half-open: `from` ≤ t < `to`. Instants are UTC, RFC 3339, ending in `Z`. */
export interface Window {
  /** null: as far back as the source reaches. */
  readonly from: string | null;
  readonly to: string;
  /** The IANA zone it was meant in. */
  readonly zone: string;
  /** The words it was read from; null when nobody typed a date. */
  readonly phrase: string | null;
}

/** Something filled in that was not typed, in words that can be shown. */
export type Assumption = string;

/** Something that could not be read or done as typed. Never a guess. */
export interface Problem {
  readonly kind:
    | 'empty'
    | 'too-long'
    | 'no-verb'
    | 'unknown-verb'
    | 'no-resource'
    | 'partial-id'
    | 'ambiguous-name'
    | 'unread-words'
    | 'bad-date'
    | 'bad-zone'
    | 'future-window'
    | 'inverted-window'
    | 'before-horizon'
    | 'over-budget'
    | 'unsupported';
  /** One sentence: what could not be read, and why. */
  readonly text: string;
  /** Whole questions to type instead, best first; may be empty. Shown as "Did you mean …" buttons. */
  readonly instead: readonly string[];
  /** Only `over-budget`: what it would cost, in US dollars; null: not known. */
  readonly usd?: number | null;
}

export type ResourceForm =
  | 'id'
  | 'arn'
  | 'url'
  | 'name'
  | 'ip'
  | 'cidr'
  | 'access-key'
  | 'principal-id'
  | 'account'
  | 'email';

/** A resource or principal as the asker named it. */
export interface ResourceRef {
  /** As typed, quotes removed. */
  readonly text: string;
  readonly form: ResourceForm;
  /** The kind of thing where the id shape, ARN or a noun beside it tells: `ec2:instance`, `s3:bucket`, `iam:role`. */
  readonly type: string | null;
  /** Lower-case forms under which the same thing may be written, for looking it up (see `records/identifier.ts`). */
  readonly tokens: readonly string[];
  /** True when the text has the shape of an id but too few characters to be whole (`i-0abc`). */
  readonly partial: boolean;
}

/** A fact about what a call changed, read from its parameters in `records/facts.ts`. */
export type ParameterFact =
  | 'opened-to-world'
  | 'closed-to-world'
  | 'ingress'
  | 'egress'
  | 'made-public'
  | 'made-private'
  | 'shared-outside'
  | 'unshared'
  | 'key-inactive'
  | 'key-active'
  | 'management-events-off'
  | 'management-events-on'
  | 'protection-off'
  | 'protection-on'
  | 'disabled'
  | 'enabled'
  /** A sign-in confirmed by a second factor: `additionalEventData.MFAUsed` is `Yes`. */
  | 'mfa-used';

/**
 * A condition on one event, as a tree over a closed set of leaves. `records/holds.ts` decides it exactly; a source may
 * use it to skip what cannot match, never to decide. Outcome is absent on purpose, but for `outcome` filters people type.
 */
export type EventTest =
  | { readonly kind: 'always' }
  /** `service` null: any service with an action of this name. Compared without API date and without case. */
  | { readonly kind: 'action'; readonly service: string | null; readonly name: string }
  /** The event names this resource, or one whose forms mean the same thing. */
  | { readonly kind: 'resource'; readonly resource: ResourceRef }
  /** The caller is known by this name (whole, case-insensitive; ARN or short form alike). */
  | { readonly kind: 'actor'; readonly resource: ResourceRef }
  | { readonly kind: 'root' }
  | { readonly kind: 'source-ip'; readonly ip: string }
  /** `console`, `cli`, `terraform`, `cloudformation`, `sdk`, `aws-service`, `phone`, or a tool name of the contract. */
  | { readonly kind: 'tool'; readonly tool: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'read-only'; readonly readOnly: boolean }
  | { readonly kind: 'outcome'; readonly outcome: 'done' | 'attempted' | 'denied' }
  | { readonly kind: 'fact'; readonly fact: ParameterFact }
  /** Some parameter of the call has this value, whole: a port, an instance type, a principal. */
  | { readonly kind: 'value'; readonly value: string }
  /** Some rule of the call covers this port: within its range, or all traffic. */
  | { readonly kind: 'port'; readonly port: number }
  /** The one event with this id, without case. Nobody types it: links and buttons name it. */
  | { readonly kind: 'event-id'; readonly id: string }
  | { readonly kind: 'all'; readonly tests: readonly EventTest[] }
  | { readonly kind: 'any'; readonly tests: readonly EventTest[] }
  | { readonly kind: 'not'; readonly test: EventTest };

export type QuestionKind = 'who' | 'timeline' | 'actor' | 'list' | 'chain' | 'count';

export interface Question {
  readonly kind: QuestionKind;
  /** As typed, trimmed. */
  readonly text: string;
  /** The verb as typed with the AWS event names it was read as (`ec2:TerminateInstances`), for echoing; null when none. */
  readonly verb: { readonly word: string; readonly eventNames: readonly string[] } | null;
  readonly resources: readonly ResourceRef[];
  readonly actors: readonly ResourceRef[];
  /** What answers the question. Events that hold are split into done and attempted by their outcome. */
  readonly test: EventTest;
  /** Context worth linking: the undo of what was asked, the other direction. null: none. */
  readonly related: EventTest | null;
  /** True when the wording asks for attempts ("who tried to", "denied"): then nothing done is "nobody succeeded". */
  readonly asksForAttempts: boolean;
  /** null when no date was typed: planning fills the window in and says so. */
  readonly window: Window | null;
  /** The answer goes only to the asker. */
  readonly private: boolean;
  /** `source:` typed in the question; null: the planner chooses. */
  readonly source: string | null;
}

export type QuestionReading =
  | { readonly ok: true; readonly question: Question; readonly assumptions: readonly Assumption[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly assumptions: readonly Assumption[] };

/** What a reader must know besides the text. */
export interface AskedBy {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The asker's IANA zone. */
  readonly zone: string;
  /** BCP 47, e.g. `en-GB`, `de-DE`: decides date words and day/month order. */
  readonly locale: string;
  /** Account ids by the names people call them: aliases and names, lower case. */
  readonly accountIds?: Readonly<Record<string, string>>;
}
