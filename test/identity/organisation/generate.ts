// A seed → an organisation’s records and what is true of them. Knows how CloudTrail writes, and nothing of how we read:
// it imports nothing from src.
import { type Cloud, cloudOf, type Raw } from './cloud.ts';
import { roleStories } from './known-roles.ts';
import { serviceStories } from './known-services.ts';
import { workloadStories } from './known-workloads.ts';
import type { Story } from './story.ts';
import { unknownStories } from './unknown.ts';

export interface Generated {
  readonly records: readonly Raw[];
  readonly known: readonly Story[];
  readonly unknown: readonly Story[];
}

export function generate(seed: number, startMs: number): Generated {
  const cloud: Cloud = cloudOf(seed, startMs);
  const known = [...roleStories(cloud), ...workloadStories(cloud), ...serviceStories(cloud)];
  const unknown = unknownStories(cloud);
  return { records: cloud.records, known, unknown };
}
