// What looking for one need came to.
import type { Confidence, HopKind } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Gap } from '../domain/coverage.ts';

export interface Link {
  readonly kind: HopKind;
  /** The event whose caller is one step nearer to the person. */
  readonly to: AuditEvent;
  readonly confidence: Confidence;
  /** Whom it leads to, where that is not the caller of `to`. */
  readonly name?: string;
  /** That name is a person's. */
  readonly person?: boolean;
  readonly deed?: string;
}

/** Not linked: what was found does not tell, in one sentence. */
export interface Contested {
  readonly contested: string;
}

export interface Found {
  /** By need id; a need that is not in it was looked for in vain. */
  readonly links: ReadonlyMap<string, Link | Contested>;
  /** What could not be read, where that may be why something was not found. */
  readonly gaps: readonly Gap[];
}

export function isLink(found: Link | Contested | undefined): found is Link {
  return found !== undefined && 'to' in found;
}
