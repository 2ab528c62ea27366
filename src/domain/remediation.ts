// The port through which an approved change is made at AWS: looked at before, made once, looked at after.
import type { ApprovalAction, BaselinePin, Preflight, TrailName } from './approval.ts';
import type { Json } from './audit-event.ts';
import type { Failure } from './failure.ts';

/** The changes that are made at AWS. */
export type TrailAction = Exclude<ApprovalAction, { readonly kind: 'over-budget-query' | 'schedule-elsewhere' }>;

/** A trail's settings as somebody accepted them. Selectors as AWS's API writes them. */
export interface TrailSettingsKept {
  readonly bucket: string;
  readonly prefix: string | null;
  readonly kmsKey: string | null;
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly globalServices: boolean;
  readonly validation: boolean;
  /** Either of the two; both null: none were given, and AWS records all management events. */
  readonly eventSelectors: readonly Json[] | null;
  readonly advancedEventSelectors: readonly Json[] | null;
  readonly insightSelectors: readonly Json[];
}

/** Where accepted baselines come from. */
export interface Baselines {
  /** The newest accepted one, and what pins it; null: nobody accepted any. A Failure: it is not as it was accepted. */
  baselineOf(
    trail: TrailName,
  ): Promise<{ readonly pin: BaselinePin; readonly settings: TrailSettingsKept } | Failure | null>;
}

/** A trail as AWS tells it now. Epoch milliseconds; null: AWS names none. */
export interface TrailNow {
  readonly arn: string;
  readonly organization: boolean;
  readonly multiRegion: boolean;
  readonly logging: boolean;
  readonly startedMs: number | null;
  readonly stoppedMs: number | null;
  readonly deliveredMs: number | null;
  /** S3's error code from the last try to deliver. */
  readonly deliveryError: string | null;
}

export type Ran =
  | { readonly kind: 'done' }
  /** AWS said no: it was not done, and would not be the next time. `why`: one sentence. */
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer: it may have been done. Look before trying again. */
  | { readonly kind: 'unsure'; readonly why: string };

/** `as`: the Slack user id that the role's session is named for. */
export interface Remediator {
  /** null: there is no such trail. */
  trail(trail: TrailName, as: string): Promise<TrailNow | Failure | null>;
  /** What stands in the way, and what does not. `settings`: the baseline to put back; null where none is needed. */
  preflight(action: TrailAction, settings: TrailSettingsKept | null, as: string): Promise<Preflight | Failure>;
  /** Whether AWS shows that the change was made already; null: that could not be told. */
  isMade(action: TrailAction, settings: TrailSettingsKept | null, as: string): Promise<boolean | null>;
  run(action: TrailAction, settings: TrailSettingsKept | null, as: string): Promise<Ran>;
}
