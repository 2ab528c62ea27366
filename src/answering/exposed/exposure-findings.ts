// What is open → what the exposure digest tells: public things first, what somebody archived as meant counted apart.
import type { Errand } from '../../ask.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Finding, FindingsRead } from '../../domain/digest.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { kindOf, nameOf, whomOf } from '../../exposure/describe-access.ts';
import type { Exposed, ExposedReport } from '../../exposure/exposed.ts';
import type { ExposureGap } from '../../exposure/exposure-gaps.ts';
import { exposedCsv } from '../../render/exposed-csv.ts';
import { analyzedText, openersSearched, openerText, sinceText } from '../../render/exposed-words.ts';
import { type ExposedParts, readExposed } from './feature.ts';

export function exposureFindings(
  parts: ExposedParts,
  clock: Clock,
): (errand: Errand, zone: string) => Promise<FindingsRead | Failure> {
  return async (errand, zone) => {
    const found = await readExposed(parts, { now: clock(), zone, locale: 'en-US' }, errand);
    return isFailure(found) ? found : findingsOf(found);
  };
}

function findingsOf(report: ExposedReport): FindingsRead {
  const findings = [
    ...report.active.map((each) => findingOf(each, report, isPublic(each) ? 'bad' : 'watch')),
    ...report.archived.map((each) => findingOf(each, report, 'fine')),
  ];
  return {
    findings,
    looked: analyzedText(report),
    also: [openersSearched(report), ...report.coverage.notes],
    gaps: [...report.coverage.gaps.map(gapOf), ...report.searched.gaps],
    csv: findings.length === 0 ? null : exposedCsv(report),
  };
}

function isPublic({ exposure }: Exposed): boolean {
  return exposure.finding.details?.isPublic === true;
}

function findingOf(each: Exposed, { accountNames, zone }: ExposedReport, grade: Finding['grade']): Finding {
  const { finding } = each.exposure;
  const thing = `${kindOf(finding)} ${nameOf(finding)} of account ${finding.account}`;
  const since = `since ${sinceText(each, zone)} ${zone}`;
  const text = `${thing} is open to ${whomOf(finding, accountNames)} ${since}, opened by ${openerText(each)}`;
  return { key: finding.id, text, grade };
}

function gapOf({ kind, detail }: ExposureGap): Gap {
  switch (kind) {
    case 'denied':
    case 'throttled':
    case 'timed-out':
    case 'page-limit':
      return { kind, detail };
    case 'not-enabled':
    case 'skipped':
      return { kind: 'denied', detail };
    case 'no-analyzer':
    case 'analyzer-off':
      return { kind: 'category-not-logged', detail };
    default: {
      const never: never = kind;
      throw new Error(`unknown gap ${String(never)}`);
    }
  }
}
