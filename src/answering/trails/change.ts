// `/whodid trails enable NAME because …` and its kin → the request for approval. Only finds out which trail and what is meant;
// whether it may be done, and whether it can, is for approvals.
import { listOf } from '../../answer/words/count.ts';
import type { TrailName } from '../../domain/approval.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { codeSpan } from '../../render/escape-mrkdwn.ts';
import { ASPECTS, type Remedy } from '../../trails/aspects.ts';
import { trailOfArn } from '../../trails/trail-change.ts';
import type { WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { baselinesNow, type TrailsParts } from './parts.ts';
import type { TrailsWish } from './read-command.ts';
import { differencesOf } from './watch.ts';

type Change = Extract<TrailsWish, { readonly kind: 'change' | 'set-up' }>;

export async function change(deps: WorkingDeps, parts: TrailsParts, work: Work, wish: Change): Promise<Failure | null> {
  const { requestApproval } = parts;
  if (requestApproval === null) {
    return tell(
      deps,
      work,
      'I may not change trails here: nobody is named who could approve it. Ask whoever runs AWS.',
    );
  }
  if (wish.kind === 'set-up') {
    const { name, account, homeRegion, bucket, reason } = wish;
    return requestApproval(deps, work, {
      action: 'set-up-trail',
      trail: { name, account, homeRegion },
      bucket,
      reason,
    });
  }
  const found = await trailNamed(deps, parts, wish.name);
  if (isFailure(found)) return found;
  if (typeof found === 'string') return tell(deps, work, found);
  const action = wish.remedy ?? (await whatDiffers(deps, parts, found));
  if (isFailure(action)) return action;
  if (action === null || action.includes(' ')) return tell(deps, work, action ?? NOTHING);
  return requestApproval(deps, work, { action: action as Remedy, trail: found, reason: wish.reason });
}

const NOTHING =
  'Nothing of that trail differs from its baseline in a way that I could put back. `/whodid trails` shows how it stands.';

/** The one thing to put back; a sentence where there are several; null: nothing. */
async function whatDiffers(
  deps: WorkingDeps,
  parts: TrailsParts,
  trail: TrailName,
): Promise<Remedy | string | Failure | null> {
  const posture = await parts.postures?.read();
  if (posture === undefined) return null;
  if (isFailure(posture)) return posture;
  const differences = [...differencesOf(posture, await baselinesNow(deps, parts))].find(([arn]) => {
    const ref = trailOfArn(arn);
    return (
      ref !== null && ref.name === trail.name && ref.account === trail.account && ref.homeRegion === trail.homeRegion
    );
  })?.[1];
  const remedies = [...new Set((differences ?? []).flatMap(({ aspect }) => ASPECTS[aspect].remedy ?? []))];
  const [only, ...others] = remedies;
  if (only === undefined) return null;
  if (others.length === 0) return only;
  const words = remedies.map((remedy) => `\`${remedy.replace('restore-', '')}\``);
  return `Several things differ: ${listOf(words)}. Ask for one at a time: \`/whodid trails restore NAME selectors because …\`, or \`enable\` to start logging.`;
}

/** By name or ARN, of those that are there and those that there is a baseline of. */
async function trailNamed(deps: WorkingDeps, parts: TrailsParts, name: string): Promise<TrailName | string | Failure> {
  const { intact } = await baselinesNow(deps, parts);
  const posture = await parts.postures?.read();
  if (posture !== undefined && isFailure(posture)) return posture;
  const arns = new Set([...intact.keys(), ...(posture?.trails ?? []).map(({ trail }) => trail.arn)]);
  const refs = [...arns].flatMap((arn) => {
    const ref = trailOfArn(arn);
    return ref !== null && (arn === name || ref.name === name) ? [{ ...ref, arn }] : [];
  });
  const [only, ...others] = refs;
  if (only === undefined) return `I see no trail ${codeSpan(name, 140)}. \`/whodid trails\` lists those I see.`;
  if (others.length > 0) {
    return `There are ${refs.length} trails ${codeSpan(name, 140)}: name one by its ARN, ${refs
      .slice(0, 5)
      .map(({ arn }) => codeSpan(arn, 200))
      .join(' or ')}.`;
  }
  const { account, homeRegion } = only;
  return { name: only.name, account, homeRegion };
}
