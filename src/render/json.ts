// A reply → the machine-readable answer of `whodid ask --json`: a contract. Fields may be added, never renamed, removed or
// retyped. Every field is there for every status. Values are as they are in the events, unescaped: JSON quotes them.
import type { ChangeMark } from '../answer/changes/change.ts';
import { changesOf } from '../answer/changes/changes-of.ts';
import type { Answer, AnsweredActor, Confidence, Failed, HopKind, Refusal, Reply } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { GapKind, Receipt, SourceName } from '../domain/coverage.ts';
import type { FailureKind } from '../domain/failure.ts';
import type { QuestionKind } from '../domain/question.ts';
import { redactText } from '../records/redact.ts';
import { eventNameOf } from './cells.ts';

interface ContractQuestion {
  /** null: the text was not read as a question. */
  readonly kind: QuestionKind | null;
  readonly text: string;
  readonly event_names: readonly string[];
  readonly resources: readonly string[];
  readonly actors: readonly string[];
}

export interface ContractActor {
  readonly name: string;
  readonly kind: string;
  readonly arn: string | null;
  readonly via: string | null;
  readonly human: { readonly name: string; readonly confidence: Confidence; readonly hops: readonly string[] } | null;
  /** Nearest first; empty where the record names the caller and that is all. */
  readonly chain: readonly ContractHop[];
  /** Facts that bear on who it was without naming anybody. */
  readonly hints: readonly string[];
}

interface ContractHop {
  readonly kind: HopKind;
  readonly name: string;
  readonly confidence: Confidence;
  /** null: the record of the call itself shows it. */
  readonly event_id: string | null;
}

/** What one event changed, or would have changed where it is in `attempted`. */
interface ContractChanges {
  readonly event_id: string;
  readonly changes: readonly { readonly mark: ChangeMark; readonly text: string }[];
}

interface ContractReceipt {
  readonly sources: readonly {
    readonly source: SourceName;
    readonly from: string | null;
    readonly to: string | null;
    /** Bytes paid for, and dollars; null where the source costs nothing. */
    readonly bytes_scanned: number | null;
    readonly usd: number | null;
  }[];
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly events_examined: number;
  readonly files_read: number;
  readonly duplicates: number;
  readonly delivered_to: string | null;
  readonly gaps: readonly { readonly kind: GapKind; readonly detail: string }[];
  readonly complete: boolean;
}

/** One line of `whodid ask --json` or `--batch`. */
export interface ContractReply {
  readonly id?: string;
  readonly status: Reply['status'];
  readonly question: ContractQuestion;
  readonly assumptions: readonly string[];
  readonly problems: readonly string[];
  readonly window: { readonly from: string | null; readonly to: string; readonly zone: string } | null;
  readonly done: readonly string[];
  readonly attempted: readonly string[];
  readonly related: readonly string[];
  readonly actors: readonly ContractActor[];
  /** Where, with what and how it was done; where nothing was done, how it was tried. Never the two mixed. */
  readonly source_ips: readonly string[];
  readonly tools: readonly string[];
  readonly event_names: readonly string[];
  readonly sentence: string;
  readonly receipt: ContractReceipt;
  /** Whole questions to type instead, best first; only a refusal has any. */
  readonly instead: readonly string[];
  readonly failure: {
    readonly kind: FailureKind;
    readonly what: string;
    readonly why: string;
    readonly instead: string;
  } | null;
  /** In plain words, for the first 20 of `done`, or of `attempted` where nothing was done; events with none left out. */
  readonly changes: readonly ContractChanges[];
  /** The answer may still change until then (UTC, RFC 3339); null: it is final. */
  readonly provisional_until: string | null;
}

const CHANGES_EVENTS_MAX = 20;

const NOTHING_READ: ContractReceipt = {
  sources: [],
  accounts: [],
  regions: [],
  events_examined: 0,
  files_read: 0,
  duplicates: 0,
  delivered_to: null,
  gaps: [],
  // Nothing was searched, so nothing is known: a reader must not take an empty list for "nobody".
  complete: false,
};

/** `id`: the caller's own, given back; left out when undefined. */
export function toContractJson(reply: Reply, id?: string): ContractReply {
  const body = bodyOf(reply);
  return id === undefined ? body : { id, ...body };
}

/** The reply as one line of JSON that a terminal only prints: what JSON leaves raw but a terminal obeys is `\u`-escaped. */
export function contractLine(reply: Reply, id?: string): string {
  return JSON.stringify(toContractJson(reply, id)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unicodeEscape(character.charCodeAt(index))).join(''),
  );
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function bodyOf(reply: Reply): ContractReply {
  switch (reply.status) {
    case 'answered':
      return answeredBody(reply);
    case 'refused':
      return refusedBody(reply);
    case 'failed':
      return failedBody(reply);
    default:
      return unreachable(reply);
  }
}

function answeredBody(answer: Answer): ContractReply {
  const { question, window } = answer;
  const shown = answer.done.length > 0 ? answer.done : answer.attempted;
  return {
    status: 'answered',
    question: {
      kind: question.kind,
      text: question.text,
      event_names: question.verb?.eventNames ?? [],
      resources: question.resources.map((each) => each.text),
      actors: question.actors.map((each) => each.text),
    },
    assumptions: answer.assumptions,
    problems: [],
    window: { from: window.from, to: window.to, zone: window.zone },
    done: idsOf(answer.done),
    attempted: idsOf(answer.attempted),
    related: idsOf(answer.related),
    actors: contractActors(answer),
    source_ips: distinct(shown.map((event) => event.sourceIp)),
    tools: distinct(shown.map((event) => redactText(event.tool))),
    event_names: distinct(shown.map(eventNameOf)),
    sentence: redactText(answer.sentence),
    receipt: contractReceipt(answer.receipt),
    instead: [],
    failure: null,
    changes: contractChanges(answer),
    provisional_until: answer.provisionalUntil ?? null,
  };
}

function contractChanges(answer: Answer): readonly ContractChanges[] {
  const shown = (answer.done.length > 0 ? answer.done : answer.attempted).slice(0, CHANGES_EVENTS_MAX);
  const told = shown.map((event, index) => {
    const earlier = answer.done.length > 0 ? shown.slice(0, index) : [];
    return { event_id: event.eventID, changes: changesOf(event, earlier) };
  });
  return told.filter(({ changes }) => changes.length > 0);
}

function refusedBody(refusal: Refusal): ContractReply {
  const problems = refusal.problems.map((problem) => problem.text);
  const instead = distinct(refusal.problems.flatMap((problem) => problem.instead));
  return {
    ...unread(refusal.text),
    status: 'refused',
    assumptions: refusal.assumptions,
    problems,
    sentence: problems.join(' '),
    instead,
  };
}

function failedBody(failed: Failed): ContractReply {
  const { failure: kind, what, why, instead } = failed.failure;
  return {
    ...unread(failed.text),
    status: 'failed',
    sentence: `${what} ${why} ${instead}`,
    failure: { kind, what, why, instead },
  };
}

/** Key order is the contract's, whatever is spread over it. */
function unread(text: string): ContractReply {
  return {
    status: 'refused',
    question: { kind: null, text, event_names: [], resources: [], actors: [] },
    assumptions: [],
    problems: [],
    window: null,
    done: [],
    attempted: [],
    related: [],
    actors: [],
    source_ips: [],
    tools: [],
    event_names: [],
    sentence: '',
    receipt: NOTHING_READ,
    instead: [],
    failure: null,
    changes: [],
    provisional_until: null,
  };
}

/** As in the contract, in its order: buttons name a person by the place in this list. */
export function contractActors(answer: Answer): readonly ContractActor[] {
  return distinctBy(answer.actors.map(contractActor), (each) => JSON.stringify(each));
}

function contractActor({ actor, human, chain }: AnsweredActor): ContractActor {
  return {
    name: actor.name,
    kind: actor.kind,
    arn: actor.arn,
    via: actor.via,
    human: human === null ? null : { name: human.name, confidence: human.confidence, hops: human.hops },
    chain: (chain?.hops ?? []).map(({ kind, name, confidence, eventID }) => ({
      kind,
      name,
      confidence,
      event_id: eventID,
    })),
    hints: chain?.hints ?? [],
  };
}

function contractReceipt(receipt: Receipt): ContractReceipt {
  return {
    sources: receipt.sources.map(({ source, from, to, bytesScanned, usd }) => ({
      source,
      from,
      to,
      bytes_scanned: bytesScanned ?? null,
      usd: usd ?? null,
    })),
    accounts: receipt.accounts,
    regions: receipt.regions,
    events_examined: receipt.eventsExamined,
    files_read: receipt.filesRead,
    duplicates: receipt.duplicates,
    delivered_to: receipt.deliveredTo,
    gaps: receipt.gaps.map(({ kind, detail }) => ({ kind, detail })),
    complete: receipt.complete,
  };
}

function idsOf(events: readonly AuditEvent[]): readonly string[] {
  return events.map((event) => event.eventID);
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

function distinctBy<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}

function unreachable(value: never): never {
  throw new Error(`Not rendered: ${JSON.stringify(value)}`);
}
