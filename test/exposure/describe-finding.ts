// A finding in the words that every door uses for it.
import { kindOf, nameOf, whomOf } from '../../src/exposure/describe-access.ts';
import type { ExposureFinding } from '../../src/exposure/finding.ts';
import { OUTSIDE } from './sample-findings.ts';

/** The thing, and whom it lets in. */
export function describeFinding(finding: ExposureFinding): readonly [string, string] {
  return [`${kindOf(finding)} ${nameOf(finding)}`, whomOf(finding, { [OUTSIDE]: 'sample-partner' })];
}
